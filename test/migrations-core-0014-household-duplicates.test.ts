import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreOwner } from '../src/db/core-owner.ts';
import { applyDerived } from '../src/db/derived.ts';
import { migrate } from '../src/db/migrate.ts';
import { databases, type EmptyDatabases } from './migrations-engines.ts';
import { uuidOf } from './migrations-fixture.ts';
import { ownerBefore } from './migrations-past.ts';

const household = `insert into core.household (household_id, county_code, registration_number, is_registered_poor, village_code, registered_on)
  values ($1, '140224', '1402240000000001', false, '140224100200', '2014-05-01')`;
const registry = "insert into core.household_registry (registration_number, household_id, county_code, area_code) values ('1402240000000001', $1, '140224', '140224100200')";

describe.each(databases)('numbers of merged households for a database with households, on %s', (_, start) => {
  let source: EmptyDatabases;
  beforeAll(async () => { source = await start(); });
  afterAll(() => source.close());

  it('keeps every number with its household', async () => {
    const db = await source.open('household_duplicates');
    await migrate(db, [ownerBefore(coreOwner, '0014_household_duplicates')]);
    await db.transaction({ scope: 'owner' }, async (tx) => {
      await tx.query(household, [uuidOf('household')]);
      await tx.query(registry, [uuidOf('household')]);
    });
    await migrate(db, [coreOwner]);
    await applyDerived(db, [coreOwner]);
    const read = (counties: readonly string[]) => db.transaction({ scope: { counties, actor: 'somebody' } }, async (tx) =>
      (await tx.query('select household_id, own_household_id from core.household_registry')).rows);
    expect([await read(['140224']), await read(['140225'])]).toEqual([[[uuidOf('household'), null]], []]);
  });
});
