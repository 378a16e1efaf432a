import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishNow } from '../../src/publication/run.ts';
import { publishedTablesOf } from '../../src/publication/tables.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { journalOf } from '../support/journal.ts';
import { publicCells, publicTables } from '../support/public-figures.ts';
import { testDay, testVault } from '../support/template.ts';
import { statementCount } from '../support/statements.ts';

let app: TestApp;
beforeAll(async () => {
  // counting and protecting takes seconds, and more on a busy machine
  app = await openTestApp({
    guards: { budget: 1e8, perMinute: 1e12, anonymousPerMinute: 1e12, concurrent: 1_000, anonymousConcurrent: 1_000, deadlineMs: 180_000 },
    between: (db) => ({ ...db, engine: db.engine, close: () => db.close(), transaction: (options, work) => db.transaction({ deadlineMs: 180_000, ...options }, work) }),
  });
});
afterAll(() => app?.close());

const [byStatus, byCause, byAge] = ['core.poor_households_by_status', 'core.poor_households_by_cause', 'core.poor_persons_by_sex_and_age'] as const;
const publisher = 'demo-province-clerk';

const publish = (table: string, asOf: string, as: string | undefined = publisher) =>
  app.ask('mutation Publish($table: String!, $asOf: Date!) { publishTable(table: $table, asOf: $asOf) { release { asOf threshold cellCount hiddenCount computedAt table { id } } errors { code } } }', {
    as, variables: { table, asOf },
  });

const sql = <T>(text: string, params: readonly unknown[] = []) =>
  app.db.transaction({ scope: { counties: '*', domains: '*', actor: 'test' } }, async (tx) => (await tx.query(text, params)).rows as T[]);

describe('who may publish', () => {
  test.each([[undefined, 'UNAUTHENTICATED'], ['demo-county-clerk', 'FORBIDDEN'], ['demo-province-viewer', 'FORBIDDEN'], ['demo-auditor', 'FORBIDDEN']])('not %s', async (as, code) => {
    // without a default: nobody is somebody too
    const { data, errors } = await app.ask(`mutation { publishTable(table: "${byStatus}", asOf: "2016-12-31") { release { asOf } } }`, { as });
    expect([data, errors.map(({ extensions }) => extensions.code)]).toEqual([null, [code]]);
    expect(await sql('select from core.published_release')).toEqual([]);
  });

  test('nobody can add to what is published but through it, and nobody can change it', async () => {
    await publish(byAge, '2015-12-31');
    for (const counties of ['*', ['140224'], []] as const) {
      const scope = { counties, domains: '*', actor: 'test' } as const;
      await expect(app.db.transaction({ scope }, (tx) => tx.query('update core.published_cell set value = 1'))).rejects.toThrow(/permission denied/);
      await expect(app.db.transaction({ scope }, (tx) => tx.query('delete from core.published_cell'))).rejects.toThrow(/permission denied/);
    }
  });
});

describe('a release', () => {
  let texts: string;
  beforeAll(async () => {
    const { data, errors } = await publish(byStatus, '2016-12-31');
    expect([errors, data.publishTable.errors]).toEqual([[], []]);
    expect(data.publishTable.release).toMatchObject({ asOf: '2016-12-31', threshold: 5, table: { id: byStatus } });
    ({ texts } = await journalOf(app));
  });

  test('has a cell for every place and code, and hides every count of few', async () => {
    const cells = (await publicCells(app, byStatus)).get('2016-12-31')!;
    const [release] = (await publicTables(app)).find(({ id }) => id === byStatus)!.releases;
    expect(cells).toHaveLength(release!.cellCount);
    expect(cells.filter(({ suppressed }) => suppressed)).toHaveLength(release!.hiddenCount);
    expect(cells.every(({ value, suppressed }) => (value === null) === suppressed)).toBe(true);
    expect(new Set(cells.map(({ placeCode }) => placeCode)).size).toBe(1 + 11 + 119);
    expect(cells.filter(({ value }) => value !== null && value > 0 && value < 5)).toEqual([]);
  });

  test('shows true counts: of a place, of its cities, by status', async () => {
    const rows = await sql<[string, string, number]>(`select r.city_code, coalesce((select c.status from core.household_status_change c
        where c.household_id = h.household_id and c.decided_on <= '2016-12-31' order by c.decided_on desc limit 1), 'REGISTERED'), count(*)::int
      from core.household h join core.residence r on r.household_id = h.household_id and r.from_on <= '2016-12-31' and (r.to_on is null or r.to_on > '2016-12-31')
      where h.is_registered_poor and h.registered_on <= '2016-12-31' and (h.ended_on is null or h.ended_on > '2016-12-31') group by 1, 2`);
    const truth = new Map<string, number>();
    for (const [city, status, count] of rows) for (const place of ['140000', city]) for (const code of ['TOTAL', status]) truth.set(`${place} ${code}`, (truth.get(`${place} ${code}`) ?? 0) + count);
    const shown = (await publicCells(app, byStatus)).get('2016-12-31')!.filter(({ placeCode, value }) => placeCode.endsWith('00') && value !== null);
    expect(shown.length).toBeGreaterThan(10);
    for (const { placeCode, codes, value } of shown) expect([placeCode, codes, value]).toEqual([placeCode, codes, truth.get(`${placeCode} ${codes[0]}`) ?? 0]);
  });

  test('keeps no hidden count: not in its rows, not in the journals', async () => {
    const [row] = await sql<[string, string]>(`select count(*), count(c.value) from core.published_cell c join core.published_release r on r.id = c.release_id where r.table_id = $1 and r.as_of = '2016-12-31'`, [byStatus]);
    const [release] = (await publicTables(app)).find(({ id }) => id === byStatus)!.releases;
    expect([Number(row![0]), Number(row![1])]).toEqual([release!.cellCount, release!.cellCount - release!.hiddenCount]);
    const entries = texts.split('\n').filter((text) => text.includes('PublishedRelease'));
    expect(entries.length).toBeGreaterThanOrEqual(2);
    const written = entries.flatMap((text) => Object.keys(JSON.parse(text).changes ?? {}));
    expect([...new Set(written)].sort()).toEqual(['asOf', 'cellCount', 'hiddenCount', 'tableId', 'threshold']);
  });

  test('is the same for everybody, byte for byte', async () => {
    const query = `{ publishedTable(id: "${byStatus}") { releases { asOf cells(first: 200) { nodes { placeCode codes value suppressed } } } } place(code: "140200", asOf: "2017-01-01") { published { value } } }`;
    const answers = await Promise.all([undefined, 'demo-county-clerk', 'demo-province-viewer', publisher, 'demo-security'].map((as) => app.ask(query, { as })));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  test('is made once, of a table that there is, and of no day to come', async () => {
    const codes = async (table: string, asOf: string): Promise<readonly string[]> => (await publish(table, asOf)).data.publishTable.errors.map(({ code }: { code: string }) => code);
    expect(await codes(byStatus, '2016-12-31')).toEqual(['PUBLICATION_EXISTS']);
    expect(await codes('core.nothing', '2016-12-31')).toEqual(['PUBLISHED_TABLE_UNKNOWN']);
    expect(await codes(byStatus, '2021-01-01')).toEqual(['DATE_IN_FUTURE']);
  });
});

describe('tables with the same totals', () => {
  test('are published together, and show and hide the same totals', async () => {
    const tables = (await publicTables(app)).filter(({ releases }) => releases.some(({ asOf }) => asOf === '2016-12-31'));
    expect(tables.map(({ id }) => id).sort()).toEqual([byCause, byStatus, byAge, 'core.poor_persons_by_status'].sort());
    const totals = async (table: string) => new Map((await publicCells(app, table)).get('2016-12-31')!.filter(({ codes }) => codes[0] === 'TOTAL').map(({ placeCode, value }) => [placeCode, value]));
    const first = await totals(byStatus);
    expect(first.size).toBeGreaterThan(100);
    expect(await totals(byCause)).toEqual(first);
  });

  test('are refused when the records have changed between them: the difference would tell about few', async () => {
    const asOf = '2014-12-31';
    const alone = publishedTablesOf([]).filter(({ id }) => id === byStatus);
    await publishNow({ db: app.db, vault: testVault(), actor: 'system:test', today: testDay, now: `${testDay}T04:00:00Z`, tables: alone, wanted: [byStatus], asOf, threshold: 5 });
    const first = (await publicCells(app, byStatus)).get(asOf)!.find(({ placeCode, codes }) => placeCode === '140000' && codes[0] === 'TOTAL')!;
    expect(first.value).toBeGreaterThan(4);
    await sql(`update core.household set ended_on = '2014-11-30' where household_id = (select household_id from core.household
      where is_registered_poor and registered_on < '2014-11-01' and ended_on is null limit 1)`);
    const { data } = await publish(byCause, asOf);
    expect(data.publishTable).toEqual({ release: null, errors: [{ code: 'PUBLICATION_DATA_CHANGED' }] });
  });
});

describe('what is published of a place', () => {
  const published = (asOf: string, code = '140000') => app.ask(`{ place(code: "${code}", asOf: "${asOf}") { published(table: "${byStatus}") { codes title value release { asOf table { id } } } } }`);

  test('is of the latest release up to its date', async () => {
    const { data } = await published('2017-06-30');
    expect(data.place.published.map(({ release }: { release: { asOf: string } }) => release.asOf)).toEqual(Array(5).fill('2016-12-31'));
    expect(data.place.published[0]).toMatchObject({ codes: ['TOTAL'], title: '合计' });
    expect((await published('2014-06-30')).data.place.published).toEqual([]);
    expect((await published('2017-06-30', '140224100')).data.place.published).toEqual([]);
  });

  test('takes as many statements for a hundred places as for one', async () => {
    const count = async (first: number): Promise<number> => {
      const answer = await app.ask(`{ places(level: COUNTY, asOf: "2017-01-01", first: ${first}) { nodes { published(table: "${byStatus}") { value place { name } release { table { id } } } } } }`);
      expect(answer.errors).toEqual([]);
      return statementCount(answer);
    };
    expect(await count(100)).toBe(await count(1));
  });

  test('names tables and levels that there are', async () => {
    const codes = async (query: string): Promise<readonly unknown[]> => (await app.ask(query)).errors.map(({ extensions }) => extensions.code);
    expect(await codes('{ place(code: "140000") { published(table: "x") { value } } }')).toEqual(['PUBLISHED_TABLE_UNKNOWN']);
    expect(await codes(`{ publishedTable(id: "${byStatus}") { releases { cells(level: VILLAGE) { totalCount } } } }`)).toContain('PUBLISHED_LEVEL_UNKNOWN');
    expect((await app.ask(`{ publishedTable(id: "${byStatus}") { releases { asOf cells(level: CITY) { totalCount } } } }`)).data.publishedTable.releases[0].cells.totalCount).toBe(55);
  });
});

test('publishing takes a number of statements that does not grow with what is published', async () => {
  const [first, second] = [await publish(byCause, '2018-12-31'), await publish(byAge, '2019-12-31')];
  expect([...first.data.publishTable.errors, ...second.data.publishTable.errors]).toEqual([]);
  expect(statementCount(second)).toBe(statementCount(first));
  expect(statementCount(first)).toBeLessThanOrEqual(30);
});
