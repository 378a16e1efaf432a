import { stringify } from 'csv-stringify/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openIdNumber } from '../../src/access/id-number.ts';
import type { ImportReport } from '../../src/sync/intake/report.ts';
import type { IntakeService } from '../../src/sync/intake/run.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { beyondHeader, type Borrowed, cellsOfHousehold, defects, type Spoilt } from '../support/intake/defects.ts';
import { householdRows } from '../support/intake/households.ts';
import { importText, intakeOf } from '../support/intake/service.ts';
import { testVault } from '../support/template.ts';

// A file of households of which one in twenty is spoilt, in every way in turn. YOUYU_SOAK=20 makes it 100,000 rows.

const soak = Number(process.env['YOUYU_SOAK'] ?? 1);
const households = 1_600 * soak;
const spoiltEvery = 20;
const clerk = 'demo-county-clerk';

interface Planted {
  readonly file: string;
  readonly rows: number;
  /** What must be told, by line. */
  readonly told: ReadonlyMap<number, string>;
  /** Numbers of the households without defect. */
  readonly good: readonly string[];
}

let platform: TestApp;
let service: IntakeService;
let planted: Planted;

const owned = async (text: string, params: readonly unknown[] = []): Promise<readonly (readonly unknown[])[]> =>
  platform.db.transaction({ scope: { counties: '*', actor: 'test' }, readOnly: true }, async (tx) => (await tx.query(text, params)).rows);

const borrowedFrom = async (): Promise<Borrowed> => {
  const sealed = await owned("select id, id_number_cipher from core.person where current and county_code = '140224' and id_number_cipher is not null order by id limit 200");
  const numbers = sealed.map(([id, cipher]) => openIdNumber(testVault(), String(cipher), String(id)));
  const { data } = await platform.ask('{ households(first: 1) { nodes { villageCode } } }', { as: 'demo-other-county-clerk' });
  let at = 0;
  return { idNumberElsewhere: () => numbers[at++ % numbers.length] as string, villageElsewhere: data.households.nodes[0].villageCode };
};

const headers = Object.keys(cellsOfHousehold([...householdRows(['140224000000'], 1, 1)])[0] as Spoilt);
const record = (row: Spoilt): string[] => [...headers, ...(beyondHeader in row ? [beyondHeader] : [])].map((header) => String(row[header]));

const plant = (villages: readonly string[], borrowed: Borrowed): Planted => {
  const [records, told, good] = [[headers], new Map<number, string>(), [] as string[]];
  const groups = Map.groupBy(householdRows(villages, households, 50), ({ registrationNumber }) => String(registrationNumber));
  let [at, spoilt] = [0, 0];
  for (const [number, group] of groups) {
    const rows = cellsOfHousehold(group);
    const first = records.length + 1;
    if (at % spoiltEvery === 0) {
      const faults = defects[spoilt % defects.length]?.spoil(rows, borrowed) ?? [];
      spoilt += 1;
      rows.forEach((_, member) => {
        const own = faults.filter((fault) => fault.member === member).map(({ column, code }) => `${column} ${code}`);
        told.set(first + member, own.join() || ' IMPORT_HOUSEHOLD_HELD');
      });
    } else good.push(number);
    records.push(...rows.map(record));
    at += 1;
  }
  return { file: stringify(records), rows: records.length - 1, told, good };
};

const keptOf = async ({ run }: ImportReport): Promise<ReadonlyMap<number, string>> => {
  const rows = await platform.db.transaction({ scope: { counties: [], roles: ['CLERK'], actor: clerk }, readOnly: true }, async (tx) =>
    (await tx.query('select line, columns, codes from core.import_quarantine where run_id = $1 order by line', [run])).rows);
  return new Map((rows as readonly (readonly [number, string[], string[]])[]).map(([line, columns, codes]) => [Number(line), columns.map((column, at) => `${column} ${codes[at]}`).join()]));
};

beforeAll(async () => {
  platform = await openTestApp();
  service = intakeOf(platform.db);
  const { data } = await platform.ask('{ households(first: 40) { nodes { villageCode } } }', { as: clerk });
  planted = plant([...new Set<string>(data.households.nodes.map(({ villageCode }: { villageCode: string }) => villageCode))], await borrowedFrom());
});
afterAll(() => platform?.close());

const settledWell = async (report: ImportReport, became: 'created' | 'unchanged'): Promise<void> => {
  const kept = await keptOf(report);
  expect([...kept].filter(([line, told]) => planted.told.get(line) !== told).map(([line, told]) => [line, told, planted.told.get(line) ?? 'a good row'])).toEqual([]);
  expect(kept.size).toBe(planted.told.size);
  expect([report.rows, report.quarantined, report[became]]).toEqual([planted.rows, planted.told.size, planted.rows - planted.told.size]);
};

test('every defect is kept back with its own reason, and no good row is lost', { timeout: 180_000 * Math.max(1, soak) }, async () => {
  expect(new Set(defects.map(({ name }) => name)).size).toBe(defects.length);
  await settledWell(await importText(service, 'Household', planted.file), 'created');
  const stored = await owned('select registration_number from core.household where registration_number = any($1::text[])', [planted.good]);
  expect(stored).toHaveLength(planted.good.length);
});

test('the same file again changes nothing and says the same of what is wrong', { timeout: 180_000 * Math.max(1, soak) }, async () => {
  await settledWell(await importText(service, 'Household', planted.file), 'unchanged');
});
