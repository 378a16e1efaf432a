import { v5 } from 'uuid';
import type { Vault } from '../../../src/access/vault.ts';
import type { Database } from '../../../src/db/database.ts';
import { sealRow } from '../../../src/sync/intake/seal-row.ts';
import { globalIdOf } from '../ids.ts';
import type { Request } from './document.ts';
import type { Planted } from './planting.ts';
import { asSuperuser } from './unlocked.ts';
import type { Pools } from './values.ts';

/** Who has brought files, of their own county and, before they came there, of others. */
const actors = ['demo-village-clerk', 'demo-other-county-clerk', 'demo-integrator', 'demo-health-clerk'] as const;
const namespace = '5e0c0a52-64a4-4a57-8f4f-2f1f3f6f2020';

interface Household {
  readonly number: string;
  readonly county: string;
  readonly name: string;
  readonly helper: string;
  readonly phone: string | null;
  readonly idNumber: string | undefined;
}

/** Households of several counties, with values that say whose they are. */
const householdsOf = async (db: Database, planted: Planted): Promise<readonly Household[]> => {
  const idNumbers = new Map([...planted.tokens].flatMap(([token, { row, column }]) => (column.name === 'id_number_cipher' && /^\d{17}/.test(token) && row.household ? [[row.household, token] as const] : [])));
  const { rows } = await asSuperuser(db, (tx) => tx.query(`select registration_number, county_code, name, helper_name, helper_phone, household_id from (
      select r.registration_number, r.county_code, p.name, h.helper_name, h.helper_phone, r.household_id::text, row_number() over (partition by r.county_code order by r.registration_number) as at
      from core.household_registry r join core.person p using (household_id) join core.helper_assignment h using (household_id)) t
    where at <= 3 order by registration_number`));
  return rows.map(([number, county, name, helper, phone, id]) => ({ number, county, name, helper, phone, idNumber: idNumbers.get(String(id)) }) as Household);
};

/** Numbers of others' households are their own secret; a row of one that is not there says as well whose county it is. */
const absentIn = (county: string): string => `${county}9999999999`;

const cellsOf = (record: string, own: ReadonlySet<string>, { number, county, name, helper, phone, idNumber }: Household): Record<string, string> => {
  const registrationNumber = own.has(county) ? number : absentIn(county);
  return record === 'Household'
    ? { registrationNumber, name, ...(idNumber ? { idNumber } : {}), healthState: 'HEALTHY', relation: '不明' }
    : { registrationNumber, helperName: helper, helperUnit: '单位', fromOn: '明天', ...(phone ? { helperPhone: phone } : {}) };
};

/** What can be asked about the runs of all of them. */
export interface PlantedImports {
  readonly runs: readonly string[];
  readonly rows: readonly string[];
}

const addRun = `insert into core.import_run (id, actor, record_type, file_name, file_hash, format, state, rows, quarantined, started_at, moved_at, finished_at)
  values ($1, $2, $3, $4, 'hash', 'CSV', 'DONE', $5::integer, $5::integer, '2020-11-01', '2020-11-01', '2020-11-01')`;
const addRow = `insert into core.import_quarantine (id, run_id, actor, group_id, line, columns, codes, sealed, state)
  values ($1, $2, $3, $1, $4::integer, '{fromOn}', '{CELL_NO_DATE}', $5, 'OPEN')`;

/** Gives callers imports whose rows in quarantine hold values of their own county and of others. */
export const plantImports = async (db: Database, planted: Planted, vault: Vault): Promise<PlantedImports> => {
  const households = await householdsOf(db, planted);
  const own = new Map<string, ReadonlySet<string>>(actors.map((actor) => [actor, new Set([actor === 'demo-other-county-clerk' ? '140225' : '140224'])]));
  own.set('demo-village-clerk', new Set());
  const found = { runs: [] as string[], rows: [] as string[] };
  await asSuperuser(db, async (tx) => {
    for (const actor of actors) for (const record of ['HelperAssignment', 'Household']) {
      const run = v5(`${actor}/${record}`, namespace);
      found.runs.push(globalIdOf('ImportRun', run));
      const mine = households.filter(({ county }) => own.get(actor)?.has(county));
      const brought = [...mine, ...households.filter((one) => !mine.includes(one))];
      await tx.query(addRun, [run, actor, record, mine[0]?.helper ?? 'file.csv', brought.length]);
      for (const [at, household] of brought.entries()) {
        const id = v5(`${actor}/${record}/${at}`, namespace);
        if (at % 7 === 0) found.rows.push(globalIdOf('QuarantinedRow', id));
        const faults = [{ code: 'CELL_NO_DATE', messages: { zh: '不是日期', en: 'Not a date' }, path: ['fromOn'] }];
        await tx.query(addRow, [id, run, actor, at + 2, sealRow(vault, id, { cells: cellsOf(record, own.get(actor) as ReadonlySet<string>, household), faults })]);
      }
    }
  });
  return found;
};

const shownOfRun = 'id recordType fileName rows open quarantine(first: 20) { totalCount nodes { id line columns faults { code message } cells { column title value } } }';

/** The caller's imports with all that is told of them, and each import of everybody by its id. */
export const everyImport = (pools: Pools): readonly Request[] => [
  { query: `{ importRuns(first: 5) { totalCount nodes { ${shownOfRun} } } }`, variables: {}, headers: { 'x-request-id': 'leak' } },
  ...pools.ids('ImportRun').map((id) => ({ query: `query($id: ID!) { importRun(id: $id) { ${shownOfRun} } }`, variables: { id }, headers: { 'x-request-id': 'leak' } })),
];

const slots: Readonly<Record<string, keyof PlantedImports>> = {
  'CorrectQuarantinedRow.id': 'rows', 'DiscardQuarantinedRows.ids': 'rows', 'RetryQuarantinedRows.ids': 'rows', 'RetryQuarantinedRows.runId': 'runs',
};

/** The pools with ids of these runs, wherever one is asked for. */
export const withImports = (pools: Pools, imports: PlantedImports): Pools => ({
  ...pools,
  of: (record, field) => {
    const slot = slots[`${record}.${field}`];
    return slot ? imports[slot] : pools.of(record, field);
  },
  ids: (type) => (type === 'ImportRun' ? imports.runs : type === 'QuarantinedRow' ? imports.rows : pools.ids(type)),
});
