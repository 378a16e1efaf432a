import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../src/access/audit/verify.ts';
import { writeFile } from '../../src/sync/formats/write.ts';
import type { IntakeService } from '../../src/sync/intake/run.ts';
import { type Answer, openTestApp, type TestApp } from '../support/app.ts';
import { asLines, type HouseholdRow, householdRows } from '../support/intake/households.ts';
import { importText, intakeOf } from '../support/intake/service.ts';
import { testClock, testVault } from '../support/template.ts';

const clerk = 'demo-county-clerk';
let platform: TestApp;
let service: IntakeService;
let later = 0;
let numbers: readonly string[];
let villages: readonly string[];
beforeAll(async () => {
  platform = await openTestApp({ clock: () => new Date(testClock().getTime() + later) });
  service = intakeOf(platform.db);
  const { data } = await platform.ask('{ households(first: 40) { nodes { registrationNumber villageCode } } }', { as: clerk });
  numbers = data.households.nodes.map(({ registrationNumber }: { registrationNumber: string }) => registrationNumber);
  villages = [...new Set<string>(data.households.nodes.map(({ villageCode }: { villageCode: string }) => villageCode))];
});
afterAll(() => platform?.close());

const owned = (text: string) => platform.db.transaction({ scope: 'owner' }, (tx) => tx.query(text));

const journals = (text: string) => platform.db.transaction({ scope: { counties: '*', domains: '*', roles: ['AUDITOR'], actor: 'test' }, readOnly: true }, (tx) => tx.query(text));

const runText = `query($id: ID!) { importRun(id: $id) { rows created updated unchanged quarantined open corrected discarded
  quarantine { nodes { id line columns codes state settledAt faults { code column messageZh messageEn } cells { column title value } } } } }`;
const runOf = async (id: string | null, as = clerk) => (await platform.ask(runText, { as, variables: { id } })).data.importRun;
interface Row { readonly id: string; readonly line: number; readonly codes: readonly string[]; readonly state: string }
const rowsOf = async (id: string | null): Promise<readonly Row[]> => (await runOf(id)).quarantine.nodes;
const countsOf = async (id: string | null): Promise<string> => {
  const { rows, created, updated, unchanged, quarantined, open, corrected, discarded } = await runOf(id);
  return `${rows} = ${created} + ${updated} + ${unchanged} + ${quarantined}; ${quarantined} = ${open} + ${corrected} + ${discarded}`;
};

const payload = 'rows { id line state codes faults { code messageEn } } hasMore lastLine errors { code path }';
const inputs = { correctQuarantinedRow: 'CorrectQuarantinedRowInput', retryQuarantinedRows: 'RetryQuarantinedRowsInput', discardQuarantinedRows: 'DiscardQuarantinedRowsInput' } as const;
const ask = (name: keyof typeof inputs, input: object, as = clerk): Promise<Answer> => platform.ask(`mutation($input: ${inputs[name]}!) { ${name}(input: $input) { ${payload} } }`, { as, variables: { input } });
const done = async (name: keyof typeof inputs, input: object, as = clerk) => {
  const { data, errors } = await ask(name, input, as);
  return data?.[name] ?? errors;
};
const correct = (id: string, cells: Record<string, string | null>, as = clerk) => done('correctQuarantinedRow', { id, cells: Object.entries(cells).map(([column, value]) => ({ column, value })) }, as);
const told = ({ rows, errors }: { rows: readonly Row[]; errors: readonly { code: string; path: readonly string[] }[] }): readonly string[] =>
  [...rows.map(({ line, state, codes }) => `${line} ${state}${state === 'OPEN' ? ` ${codes.join()}` : ''}`), ...errors.map(({ code, path }) => `${code} ${path.join('.')}`)];

const helpers = (lines: readonly string[]): string => ['registrationNumber,helperName,helperUnit,helperPhone,fromOn', ...lines, ''].join('\r\n');

describe('what is shown of a row in quarantine', () => {
  test('its faults in both languages, and its cells by the class of their columns; the read is in the journal', async () => {
    const { run } = await importText(service, 'HelperAssignment', helpers([`${numbers[0]},李帮扶,县林业局,13900001234,明天`]));
    const asked = await platform.ask(runText, { as: clerk, variables: { id: run }, headers: { 'x-request-id': 'quarantine-read' } });
    const [row] = asked.data.importRun.quarantine.nodes;
    expect(row).toMatchObject({ line: 2, codes: ['CELL_NO_DATE'], faults: [{ code: 'CELL_NO_DATE', column: 'fromOn', messageZh: '不是日期(应为 YYYY-MM-DD)', messageEn: 'Not a date (expected YYYY-MM-DD)' }] });
    const cells = Object.fromEntries(row.cells.map(({ column, value }: { column: string; value: string | null }) => [column, value]));
    expect(cells).toMatchObject({ registrationNumber: numbers[0], fromOn: '明天', helperUnit: '县林业局' });
    const { rows } = await journals("select kind, record_types, classes, cardinality(household_ids), county_code from core.access_entry where request_id = 'quarantine-read'");
    expect(rows).toEqual([['READ', ['HelperAssignment'], ['personal'], 1, '140224']]);
  });

  test('sensitive cells never, nor what looks like an ID number wherever it stands', async () => {
    const [first] = [...householdRows(villages, 1, 41)];
    const number = String(first?.['idNumber']);
    const { run } = await importText(service, 'Household', asLines([{ ...first, relation: '不明', address: `住址 ${number}` } as HouseholdRow]));
    const asked = await platform.ask(runText, { as: clerk, variables: { id: run } });
    expect(asked.text).not.toContain(number);
    const { cells } = asked.data.importRun.quarantine.nodes[0];
    const shownIn = (name: string) => cells.find(({ column }: { column: string }) => column === name)?.value;
    expect([shownIn('idNumber'), shownIn('address'), shownIn('name'), shownIn('relation')]).toEqual([null, null, first?.['name'], '不明']);
    const masked = (asked.extensions?.['masked'] ?? []) as readonly { path: string; reason: string }[];
    const reasons = masked.map(({ path, reason }) => [cells[Number(path.split('.').at(-2))]?.column, reason]);
    expect(reasons.toSorted()).toEqual([['address', 'PURPOSE_REQUIRED'], ['healthState', 'PURPOSE_REQUIRED'], ['idNumber', 'PURPOSE_REQUIRED']]);
  });

  test('who moved to another county is shown nothing personal of what they brought for the old one', async () => {
    const subject = 'demo-village-clerk';
    const { data } = await platform.ask('{ households(first: 1) { nodes { registrationNumber } } }', { as: subject });
    const number = data.households.nodes[0].registrationNumber;
    const { run } = await importText(service, 'HelperAssignment', helpers([`${number},张三丰,县林业局,13900001234,明天`]), { subject });
    const shown = async () => {
      later += 60_000;
      return platform.ask(runText, { as: subject, variables: { id: run } });
    };
    expect((await shown()).text).toContain('张三丰');
    await owned("update core.account_role set place_code = '140225' where account_id = (select id from core.account where subject = 'demo-village-clerk')");
    const moved = await shown();
    expect(moved.data.importRun.quarantine.nodes[0].faults[0].code).toBe('CELL_NO_DATE');
    for (const word of ['张三丰', '13900001234']) expect(moved.text).not.toContain(word);
    await owned("update core.account_role set place_code = '140224207214' where account_id = (select id from core.account where subject = 'demo-village-clerk')");
  });
});

describe('rows are put right', () => {
  const needs = (year: string): string => ['registrationNumber,kind,year,description', `${numbers[0]},没有的类型,${year},甲`, `1,CREDIT,${year},乙`, `${numbers[1]},CREDIT,x,丙`, ''].join('\r\n');

  test('one by one: what is stored is settled, what is not waits with its new faults; counts stay true', async () => {
    const { run } = await importText(service, 'Need', needs('1931'));
    const [kind, number, year] = (await rowsOf(run)) as [Row, Row, Row];
    expect(await countsOf(run)).toBe('3 = 0 + 0 + 0 + 3; 3 = 3 + 0 + 0');
    expect(told(await correct(kind.id, { kind: 'CREDIT' }))).toEqual(['2 CORRECTED']);
    expect(told(await correct(number.id, { registrationNumber: numbers[2] as string, year: '一九三一' }))).toEqual(['3 OPEN CELL_NO_NUMBER']);
    expect(told(await correct(number.id, { 年度: '1931' }))).toEqual(['3 CORRECTED']); // what was put right before is kept
    expect(told(await done('discardQuarantinedRows', { ids: [year.id] }))).toEqual(['4 DISCARDED']);
    expect(await countsOf(run)).toBe('3 = 0 + 0 + 0 + 3; 3 = 0 + 2 + 1');
    const { data } = await platform.ask('{ needs: changes(first: 200, recordTypes: ["Need"]) { nodes { kind node { ... on Need { year description } } } } }', { as: clerk });
    const stored = data.needs.nodes.filter(({ node }: { node: { year: number } | null }) => node?.year === 1931);
    expect(stored.map(({ node }: { node: { description: string } }) => node.description)).toEqual(['甲', '乙']);
    const kept = await runOf(run);
    expect(kept.quarantine.nodes.map(({ cells, settledAt }: { cells: unknown[]; settledAt: string | null }) => [cells, settledAt !== null])).toEqual([[[], true], [[], true], [[], true]]);
    expect((await verifyAudit(platform.db, testVault())).faults).toEqual([]);
    const { rows } = await journals(`select action, changes->'corrected'->>1, changes->'open'->>1, changes->'discarded'->>1 from core.audit_entry where record_type = 'ImportRun' and record_id = '${run}' order by seq`);
    expect(rows).toEqual([['correctQuarantinedRow', '1', '0', '0'], ['correctQuarantinedRow', '0', '1', '0'], ['correctQuarantinedRow', '1', '0', '0'], ['discardQuarantinedRows', '0', '0', '1']]);
  });

  test('twice at once, and it is done once; what is settled is not there for another', async () => {
    const { run } = await importText(service, 'Need', needs('1932'));
    const [kind] = (await rowsOf(run)) as [Row];
    const both = await Promise.all([correct(kind.id, { kind: 'CREDIT' }), correct(kind.id, { kind: 'CREDIT' })]);
    expect(both.map((one) => told(one).join()).toSorted()).toEqual(['2 CORRECTED', 'QUARANTINE_ROW_UNKNOWN input.id']);
    expect(told(await correct(kind.id, { kind: 'CREDIT' }))).toEqual(['QUARANTINE_ROW_UNKNOWN input.id']);
    expect(told(await done('discardQuarantinedRows', { ids: [kind.id] }))).toEqual(['QUARANTINE_ROW_UNKNOWN input.ids.0']);
    const { rows } = await journals(`select count(*)::integer from core.audit_entry where record_type = 'Need' and changes->'year'->>1 = '1932'`);
    expect(rows).toEqual([[1]]);
  });

  test('rows of others are as good as absent, and stop what was asked with them', async () => {
    const { run } = await importText(service, 'Need', needs('1933'));
    const [kind, number] = (await rowsOf(run)) as [Row, Row];
    for (const as of ['demo-integrator', 'demo-other-county-clerk', 'demo-province-clerk']) {
      expect(told(await correct(kind.id, { kind: 'CREDIT' }, as))).toEqual(['QUARANTINE_ROW_UNKNOWN input.id']);
      expect(told(await done('retryQuarantinedRows', { runId: run }, as))).toEqual(['IMPORT_RUN_UNKNOWN ']);
      expect(told(await done('retryQuarantinedRows', { ids: [kind.id] }, as))).toEqual(['QUARANTINE_ROW_UNKNOWN input.ids.0']);
    }
    const { run: foreign } = await importText(service, 'Need', needs('1934'), { subject: 'demo-integrator' });
    const theirs = (await platform.ask(runText, { as: 'demo-integrator', variables: { id: foreign } })).data.importRun.quarantine.nodes[0].id;
    expect(told(await done('discardQuarantinedRows', { ids: [number.id, theirs] }))).toEqual(['QUARANTINE_ROW_UNKNOWN input.ids.1']);
    expect((await rowsOf(run)).map(({ state }) => state)).toEqual(['OPEN', 'OPEN', 'OPEN']);
    for (const as of ['demo-province-viewer', 'demo-auditor']) expect((await ask('retryQuarantinedRows', { runId: run }, as)).data?.retryQuarantinedRows?.rows ?? []).toEqual([]);
    expect(told(await done('retryQuarantinedRows', {}))).toEqual(['QUARANTINE_CHOICE input']);
    expect(told(await correct(kind.id, { 没有的列: '1' }))).toEqual(['QUARANTINE_COLUMN_UNKNOWN input.cells.0.column']);
  });

  test('a whole run is tried again when what its rows named is there', async () => {
    const [first] = [...householdRows(villages, 1, 42)];
    const number = String(first?.['registrationNumber']);
    const { run } = await importText(service, 'HouseholdIncome', ['registrationNumber,year,persons', ...[1951, 1952, 1953].map((year) => `${number},${year},3`), `1,1951,3`, ''].join('\r\n'));
    expect(told(await done('retryQuarantinedRows', { runId: run }))).toEqual([2, 3, 4, 5].map((line) => `${line} OPEN HOUSEHOLD_UNKNOWN`));
    await importText(service, 'Household', asLines(householdRows(villages, 1, 42)));
    const again = await done('retryQuarantinedRows', { runId: run, afterLine: 2 });
    expect([told(again), again.hasMore, again.lastLine]).toEqual([['3 CORRECTED', '4 CORRECTED', '5 OPEN HOUSEHOLD_UNKNOWN'], false, 5]);
    expect(await countsOf(run)).toBe('4 = 0 + 0 + 0 + 4; 4 = 2 + 2 + 0');
  });

  test('a run that was bounded to a county keeps to it', async () => {
    const { data } = await platform.ask('{ households(first: 1) { nodes { registrationNumber } } }', { as: 'demo-other-county-clerk' });
    const other = data.households.nodes[0].registrationNumber;
    const { run } = await importText(service, 'HouseholdIncome', `registrationNumber,year,persons\r\n${other},1955,3\r\n`, { subject: 'demo-province-clerk', county: '140224' });
    expect(told(await done('retryQuarantinedRows', { runId: run }, 'demo-province-clerk'))).toEqual(['2 OPEN HOUSEHOLD_UNKNOWN']);
  });

  test('days of a workbook stay days', async () => {
    const bytes: Uint8Array[] = [];
    const columns = [{ header: 'registrationNumber', kind: 'String' }, { header: 'helperName', kind: 'String' }, { header: 'helperUnit', kind: 'String' }, { header: 'fromOn', kind: 'Date' }] as const;
    for await (const part of writeFile('XLSX', columns, [['1', '赵六', '县财政局', '2018-03-01']])) bytes.push(part);
    const { run } = await importText(service, 'HelperAssignment', Buffer.concat(bytes));
    const [row] = (await rowsOf(run)) as [Row];
    expect(told(await correct(row.id, { registrationNumber: numbers[4] as string }))).toEqual(['2 CORRECTED']);
  });

  test('a row of JSON lines is rid of a header that nobody knows; one that cannot be read is given its cells', async () => {
    const lines = [JSON.stringify({ registrationNumber: numbers[0], year: 1956, persons: 3, shoes: 7 }), '{ "registrationNumber": ', ''].join('\n');
    const { run } = await importText(service, 'HouseholdIncome', lines);
    const [unknown, unreadable] = (await rowsOf(run)) as [Row, Row];
    expect([unknown.codes, unreadable.codes]).toEqual([['IMPORT_COLUMNS_UNKNOWN'], ['FILE_ROW_UNREADABLE']]);
    expect(told(await done('retryQuarantinedRows', { runId: run }))).toEqual(['1 OPEN IMPORT_COLUMNS_UNKNOWN', '2 OPEN FILE_ROW_UNREADABLE']);
    expect(told(await correct(unknown.id, { shoes: null }))).toEqual(['1 CORRECTED']);
    expect(told(await correct(unreadable.id, { registrationNumber: numbers[1] as string, year: '1956', persons: '2' }))).toEqual(['2 CORRECTED']);
  });

  test('as many statements for many rows as for one', async () => {
    const asked = async (count: number, year: number): Promise<number> => {
      const { run } = await importText(service, 'Need', ['registrationNumber,kind,year', ...Array.from({ length: count }, (_, at) => `${numbers[at % numbers.length]},甲,${year}`), ''].join('\r\n'));
      const read = await platform.ask(runText, { as: clerk, variables: { id: run } });
      const retried = await ask('retryQuarantinedRows', { runId: run });
      expect(retried.data.retryQuarantinedRows.rows).toHaveLength(count);
      return read.statements.length * 1_000 + retried.statements.length;
    };
    expect(await asked(30, 1958)).toBe(await asked(2, 1957));
  });
});

describe('households', () => {
  test('a household that was kept back is tried again whole, whichever row is put right', async () => {
    const rows = [...householdRows(villages, 3, 43)] as Record<string, string | boolean>[];
    const of = (household: number): number[] => rows.flatMap(({ registrationNumber }, at) => (String(registrationNumber).endsWith(`0000000${household}`) ? [at] : []));
    const [bad = 0, , other = 0] = of(1);
    const right = { ...rows[bad] };
    rows[bad] = { ...rows[bad], relation: '不明' };
    rows[other] = { ...rows[other], education: '不明' };
    const { run } = await importText(service, 'Household', asLines(rows as HouseholdRow[]));
    const waiting = await rowsOf(run);
    expect(waiting.map(({ line }) => line)).toEqual(of(1).map((at) => at + 1));
    const [first, held, last] = waiting as [Row, Row, Row];
    expect(held.codes).toEqual(['IMPORT_HOUSEHOLD_HELD']);
    expect(told(await correct(first.id, { relation: String(right['relation']) }))).toEqual([`${first.line} OPEN IMPORT_HOUSEHOLD_HELD`, `${held.line} OPEN IMPORT_HOUSEHOLD_HELD`, `${last.line} OPEN CELL_NO_CODE`]);
    expect(told(await done('retryQuarantinedRows', { ids: [held.id] }))).toHaveLength(3);
    expect(told(await correct(last.id, { education: 'PRIMARY' }))).toEqual([first, held, last].map(({ line }) => `${line} CORRECTED`));
    const { data } = await platform.ask(`{ households(filter: { registrationNumber: { eq: "${String(right['registrationNumber'])}" } }) { nodes { members { relation } } } }`, { as: clerk });
    expect(data.households.nodes[0].members).toHaveLength(3);
    expect((await verifyAudit(platform.db, testVault())).faults).toEqual([]);
  });
});
