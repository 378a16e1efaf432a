import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreOwner } from '../src/db/core-owner.ts';
import { applyDerived } from '../src/db/derived.ts';
import { migrate } from '../src/db/migrate.ts';
import { databases, type EmptyDatabases } from './migrations-engines.ts';
import { uuidOf } from './migrations-fixture.ts';
import { ownerBefore } from './migrations-past.ts';

const household = `insert into core.household (household_id, county_code, registration_number, is_registered_poor, village_code, registered_on)
  values ($1, '140224', '1402240000000001', false, '140224100200', '2014-05-01')`;
const person = `insert into core.person (household_id, id, county_code, area_code, name, sex, born_on, labour_ability, health_state, education)
  values ($1, $2, '140224', '140224100200', '张三', 'MALE', '1960-01-01', 'FULL', 'HEALTHY', 'PRIMARY')`;
const key = `insert into core.external_id (system, record_type, key, record_id, household_id, county_code, area_code, created_at)
  select 'MZ', 'Household', '7', household_id, household_id, county_code, village_code, now() from core.household`;
const run = `insert into core.comparison_run (id, county_code, list, as_of, title) values ($1, '140224', 'DIBAO', '2020-11-30', '名单')`;
const hit = `insert into core.comparison_hit (household_id, id, county_code, area_code, run_id, row_number, person_id, basis)
  values ($1, $2, '140224', '140224100200', $3, 1, $4, 'ID_NUMBER')`;

describe.each(databases)('keys of other systems and comparisons for a database with households, on %s', (_, start) => {
  let source: EmptyDatabases;
  beforeAll(async () => { source = await start(); });
  afterAll(() => source.close());

  it('keeps the households, and takes a key and a case once', async () => {
    const db = await source.open('exchange_keys');
    await migrate(db, [ownerBefore(coreOwner, '0011_exchange_keys')]);
    await db.transaction({ scope: 'owner' }, async (tx) => {
      await tx.query(household, [uuidOf('household')]);
      await tx.query(person, [uuidOf('household'), uuidOf('person')]);
    });
    await migrate(db, [coreOwner]);
    await applyDerived(db, [coreOwner]);
    const as = (counties: readonly string[] | '*', text: string, params: readonly unknown[] = []) =>
      db.transaction({ scope: { counties, actor: 'somebody' } }, async (tx) => (await tx.query(text, params)).rows);
    await as('*', run, [uuidOf('run')]);
    const add = (id: string) => as('*', hit, [uuidOf('household'), uuidOf(id), uuidOf('run'), uuidOf('person')]);
    await add('one');
    await expect(add('two')).rejects.toThrow(/comparison_hit/);
    await as('*', key);
    await expect(as('*', key)).rejects.toThrow(/external_id/);
    for (const table of ['external_id', 'comparison_run', 'comparison_hit']) {
      const count = `select count(*)::int from core.${table}`;
      expect([await as(['140224'], count), await as(['140225'], count)]).toEqual([[[1]], [[0]]]);
    }
  });
});
