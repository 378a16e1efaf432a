import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreOwner } from '../src/db/core-owner.ts';
import { migrate } from '../src/db/migrate.ts';
import { ownerBefore } from './migrations-past.ts';
import { databases, type EmptyDatabases } from './migrations-engines.ts';
import { uuidOf } from './migrations-fixture.ts';

describe.each(databases)('the core learns which key made a hash, on %s', (_, start) => {
  let source: EmptyDatabases;
  beforeAll(async () => { source = await start(); });
  afterAll(() => source.close());

  it('rows of before carry the key that the database was started with', async () => {
    const db = await source.open('key_ids');
    await migrate(db, [ownerBefore(coreOwner, '0002_key_ids_and_unmask_use')]);
    await db.transaction({ scope: 'owner' }, async (tx) => {
      await tx.query(`insert into core.reference_load (name, fingerprint, loaded_at) values ('master key', 'AbCdEfGh', now())`);
      await tx.query(`insert into core.household (household_id, county_code, registration_number, is_registered_poor, village_code, registered_on)
        values ($1, '140224', 'n', false, '140224001001', '2016-01-01')`, [uuidOf('person')]);
      await tx.query(`insert into core.person_identity (id_hash, person_id, household_id, county_code) values ('h', $1, $1, '140224')`, [uuidOf('person')]);
      await tx.query('alter table core.person_identity enable row level security');
      await tx.query('alter table core.person_identity force row level security');
    });
    expect(await migrate(db, [coreOwner])).toBeGreaterThan(0);
    const kept = await db.transaction({ scope: 'owner' }, async (tx) => {
      await tx.query('alter table core.person_identity no force row level security');
      const { rows } = await tx.query('select id_hash, key_id from core.person_identity');
      await tx.query('alter table core.person_identity force row level security');
      return rows;
    });
    expect(kept).toEqual([['h', 'AbCdEfGh']]);
  });
});
