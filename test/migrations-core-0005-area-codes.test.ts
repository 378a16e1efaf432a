import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreOwner } from '../src/db/core-owner.ts';
import { applyDerived } from '../src/db/derived.ts';
import { migrate } from '../src/db/migrate.ts';
import { databases, type EmptyDatabases } from './migrations-engines.ts';
import { uuidOf } from './migrations-fixture.ts';
import { ownerBefore } from './migrations-past.ts';

const [west, east] = [uuidOf('west'), uuidOf('east')];

const rows: readonly string[] = [
  ...[[west, '140100'], [east, '140200']].flatMap(([id, county]) => [
    `insert into core.household (household_id, county_code, registration_number, is_registered_poor, village_code, registered_on)
       values ('${id}', '${county}', 'n${county}', false, '${county}001001', '2016-01-01')`,
    `insert into core.household_registry (registration_number, household_id, county_code) values ('n${county}', '${id}', '${county}')`,
    `insert into core.person_identity (id_hash, key_id, person_id, household_id, county_code) values ('h${county}', 'k', '${id}', '${id}', '${county}')`,
    `insert into core.household_need (household_id, id, county_code, kind, year) values ('${id}', '${id}', '${county}', 'HOUSING', 2016)`,
  ]),
];

describe.each(databases)('villages come to every row of a household, on %s', (_, start) => {
  let source: EmptyDatabases;
  beforeAll(async () => { source = await start(); });
  afterAll(() => source.close());

  it('from the household, under forced row security', async () => {
    const db = await source.open('areas');
    await migrate(db, [ownerBefore(coreOwner, '0005_area_codes')]);
    await db.transaction({ scope: 'owner' }, async (tx) => { for (const text of rows) await tx.query(text); });
    for (const table of ['household', 'household_need', 'household_registry', 'person_identity']) {
      await db.transaction({ scope: 'owner' }, async (tx) => {
        await tx.query(`alter table core.${table} enable row level security`);
        await tx.query(`alter table core.${table} force row level security`);
      });
    }
    await migrate(db, [coreOwner]);
    await applyDerived(db, [coreOwner]);
    const seen = await db.transaction({ scope: { counties: [], villages: ['140200001001'], actor: 'test' } }, async (tx) => {
      const found = [];
      for (const table of ['household', 'household_need', 'household_registry', 'person_identity']) {
        found.push((await tx.query(`select county_code, ${table === 'household' ? 'village_code' : 'area_code'} from core.${table}`)).rows);
      }
      return found;
    });
    expect(seen).toEqual(Array.from({ length: 4 }, () => [['140200', '140200001001']]));
  });
});
