import type { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../src/demo/random.ts';
import { allRecords } from '../support/declared.ts';
import { type LeakPlatform, openLeakPlatform } from '../support/leak/ask.ts';
import type { LeakColumn, LeakTable } from '../support/leak/catalogue.ts';
import { asPublic, openPolicies, predicateFault } from '../support/leak/faults.ts';
import { type Caller, seesRow } from '../support/leak/oracle.ts';
import { type PlantedTemplate, plantTemplate } from '../support/leak/planted-template.ts';
import { hunt, type Leak, type Plan, requestsAbout } from '../support/leak/run.ts';

const seed = process.env['YOUYU_LEAK_SEED'] ?? '2016';
const random = createRandom(`faults/${seed}`);
const few = 4;

let source: PlantedTemplate;
let platform: LeakPlatform;
let plan: Plan;
const fault = predicateFault();

beforeAll(async () => {
  source = await plantTemplate();
  platform = await openLeakPlatform({ from: source.template, between: fault.between });
  plan = { schema: platform.app.schema, pools: source.pools([]), seed, requests: 0 };
}, 600_000);
afterAll(async () => {
  await platform?.close();
  await source?.remove();
});

const callerNamed = (name: string): Caller => source.callers.find((one) => one.name === name) as Caller;
const drizzleTable = ({ record }: LeakTable): PgTable => allRecords.find(({ name }) => name === record)?.table as PgTable;

const leaksAbout = (caller: Caller, { record }: LeakTable, asked = platform): Promise<readonly Leak[]> =>
  hunt(asked, source.planted, caller, plan, requestsAbout(plan, record as string));

/** Lists at the root lead to them, and other counties have rows of them. */
const tablesToTry = (): readonly LeakTable[] => {
  const lists = new Set(allRecords.filter(({ lists: where }) => where === undefined).map(({ name }) => name));
  return random.shuffled(source.planted.tables.filter(({ record, placement }) => record && lists.has(record) && ['household', 'county'].includes(placement)))
    .filter((table) => new Set(source.planted.rows.get(table)?.map(({ county }) => county)).size > 2);
};

describe.each(['village clerk', 'clerk of another county'])('%s', (name) => {
  test(`a missing scope is found, and either lock alone holds, for ${few} tables`, async () => {
    const caller = callerNamed(name);
    for (const table of tablesToTry().slice(0, few)) {
      const lack = () => fault.lack(platform.db, drizzleTable(table), caller.subject as string);
      await lack();
      expect([table.name, 'row security alone', await leaksAbout(caller, table)]).toEqual([table.name, 'row security alone', []]);
      fault.mend();
      const close = await openPolicies(platform.db, table);
      expect([table.name, 'conditions alone', await leaksAbout(caller, table)]).toEqual([table.name, 'conditions alone', []]);
      await lack();
      const leaks = await leaksAbout(caller, table);
      fault.mend();
      await close();
      expect(leaks.length, table.name).toBeGreaterThan(0);
      expect(await leaksAbout(caller, table)).toEqual([]);
    }
  }, 600_000);
});

test(`a personal field that is declared public is found, for ${2 * few} fields`, async () => {
  const viewer = callerNamed('city viewer');
  // classes are read when a statement is made; answering field by field, at every answer
  const byField = await openLeakPlatform({ from: source.template, compiled: false });
  const closed = (column: LeakColumn): boolean => ['personal', 'sensitive'].includes(column.class) && column.kind === 'words' && !column.field?.hidden;
  const shown = (table: LeakTable, column: LeakColumn): boolean => source.planted.rows.get(table)?.some((row) => seesRow(viewer, row) && source.planted.has(row, column)) ?? false;
  const fields = tablesToTry().flatMap((table) => (source.planted.marked.get(table) ?? []).filter((column) => closed(column) && shown(table, column)).map((column) => [table, column] as const));
  expect(fields.length).toBeGreaterThanOrEqual(2 * few);
  for (const [table, column] of random.shuffled(fields).slice(0, 2 * few)) {
    expect([`${table.name}.${column.name}`, await leaksAbout(viewer, table, byField)]).toEqual([`${table.name}.${column.name}`, []]);
    const leaks = await asPublic(drizzleTable(table), column, () => leaksAbout(viewer, table, byField));
    expect(leaks.map(({ what }) => what).filter((what) => what.includes(`${table.name}.${column.name}`)), `${table.name}.${column.name}`).not.toEqual([]);
  }
  await byField.close();
}, 600_000);
