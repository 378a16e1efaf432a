import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { loadReference } from './load.ts';
import { openReferenceDatabase } from './test-database.ts';

let db: Database;
const query = async (text: string): Promise<readonly (readonly unknown[])[]> =>
  (await db.transaction({ scope: 'owner' }, (tx) => tx.query(text))).rows;
const progress: (readonly [number, number, string])[] = [];

beforeAll(async () => {
  db = await openReferenceDatabase();
  await loadReference(db, { onProgress: (done, total, { en }) => progress.push([done, total, en]) });
}, 60_000);
afterAll(() => db.close());

const policyCounts = {
  department: 80, programme: 8, action: 20, action_lead: 31, target: 54, baseline_fact: 13, measure: 181, exit_plan: 8,
  mechanism: 6, mechanism_lead: 9, mechanism_measure: 54, governance_group: 11, governance_item: 89, ambiguity: 23,
} as const;

describe('the policy catalogue', () => {
  test.each(Object.entries(policyCounts))('has its %s rows: %i', async (table, count) => {
    expect(await query(`select count(*)::int from core.${table}`)).toEqual([[count]]);
  });

  test('has 44 targets of actions and 10 of the whole', async () => {
    expect(await query('select count(action_number)::int, count(*) filter (where action_number is null)::int from core.target')).toEqual([[44, 10]]);
  });

  test('keeps values exactly and comparators by name', async () => {
    expect(await query(`select code, value::text, comparator, due_year from core.target
      where code in ('dilapidated_houses_renovated', 'rural_services_vs_province', 'specialty_agriculture_people') order by code`)).toEqual([
      ['dilapidated_houses_renovated', '352700', 'EXACT', 2017],
      ['rural_services_vs_province', null, 'APPROACH', null],
      ['specialty_agriculture_people', '1100000', 'ABOUT', 2020],
    ]);
    expect(await query(`select value::text, as_of_year from core.baseline_fact where code = 'poverty_incidence_2010'`)).toEqual([['18.7', 2010]]);
  });

  test('gives every action one lead; nine have joint leads', async () => {
    expect(await query(`select count(*) filter (where role = 'LEAD')::int, count(distinct action_number) filter (where role = 'JOINT')::int from core.action_lead`))
      .toEqual([[20, 9]]);
    expect(await query(`select department_code, role from core.action_lead where action_number = 13 order by role desc, department_code`)).toEqual([
      ['development_reform_commission', 'LEAD'], ['economy_information_commission', 'JOINT'], ['power_company', 'JOINT'],
    ]);
  });

  test('plans the exit of 2.32 million people and 58 counties', async () => {
    expect(await query('select kind, sum(value)::int from core.exit_plan group by kind order by kind')).toEqual([['COUNTIES', 58], ['PEOPLE', 2_320_000]]);
  });

  test('keeps the sections an ambiguity concerns', async () => {
    expect(await query(`select to_json(refs)::text from core.ambiguity where code = 'no_due_year'`)).toEqual([['["三(三)7","三(四)8","三(五)9"]']]);
  });
});

describe('loading', () => {
  test('reports progress up to the end', () => {
    expect(progress.at(-1)).toEqual([41_222, 41_222, 'Places']);
    expect(progress.every(([done, total]) => done > 0 && done <= total)).toBe(true);
  });

  test('again writes nothing', async () => {
    const before = await query('select name, fingerprint, loaded_at::text from core.reference_load order by name');
    expect(await loadReference(db)).toEqual([]);
    expect(await query('select name, fingerprint, loaded_at::text from core.reference_load order by name')).toEqual(before);
  });

  test('of changed files writes only the differences', async () => {
    await query(`update core.reference_load set fingerprint = 'of older files'`);
    await query(`update core.department set zh = '旧名' where code = 'tourism_bureau'`);
    await query(`delete from core.place where code = '140105001001'`);
    await query(`insert into core.place_event select '140105', '140106', effective_from, old_name, new_name, relation, part, is_whole, last_vintage_old, first_vintage_new from core.place_event limit 1`);
    const changes = (await loadReference(db)).filter(({ inserted, updated, deleted }) => inserted + updated + deleted > 0);
    expect(changes).toEqual([
      { table: 'core.department', inserted: 0, updated: 1, deleted: 0 },
      { table: 'core.place_event', inserted: 0, updated: 0, deleted: 1 },
      { table: 'core.place', inserted: expect.toSatisfy((count: number) => count > 0), updated: 0, deleted: 0 },
    ]);
    expect(await query('select count(*)::int from core.place')).toEqual([[41_127]]);
  }, 30_000);

  test('that fails leaves nothing behind', async () => {
    await query(`update core.reference_load set fingerprint = 'of older files' where name = 'policy'`);
    await query(`update core.department set zh = '旧名' where code = 'tourism_bureau'`);
    const stop = () => { throw new Error('stopped'); };
    await expect(loadReference(db, { onProgress: stop })).rejects.toThrow('stopped');
    expect(await query(`select zh from core.department where code = 'tourism_bureau'`)).toEqual([['旧名']]);
  });
});
