import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreOwner } from '../src/db/core-owner.ts';
import { applyDerived } from '../src/db/derived.ts';
import { migrate } from '../src/db/migrate.ts';
import { databases, type EmptyDatabases } from './migrations-engines.ts';
import { uuidOf } from './migrations-fixture.ts';
import { ownerBefore } from './migrations-past.ts';

const household = `insert into core.household (household_id, county_code, registration_number, is_registered_poor, village_code, registered_on)
  values ($1, '140224', '1402240000000001', false, '140224100200', '2014-05-01')`;
const add = `insert into core.idempotency_key (actor, key_print, body_print, created_at, expires_at) values ('somebody', 'k', 'b', now(), now())`;

describe.each(databases)('keys of writes for a database with households, on %s', (_, start) => {
  let source: EmptyDatabases;
  beforeAll(async () => { source = await start(); });
  afterAll(() => source.close());

  it('keeps the households, and takes a key once', async () => {
    const db = await source.open('keys_of_writes');
    await migrate(db, [ownerBefore(coreOwner, '0008_idempotency_keys')]);
    await db.transaction({ scope: 'owner' }, (tx) => tx.query(household, [uuidOf('household')]));
    await migrate(db, [coreOwner]);
    await applyDerived(db, [coreOwner]);
    const as = (text: string) => db.transaction({ scope: { counties: '*', actor: 'somebody' } }, async (tx) => (await tx.query(text)).rows);
    expect(await as('select count(*)::int from core.household')).toEqual([[1]]);
    await as(add);
    await expect(as(add)).rejects.toThrow(/idempotency_key/);
    await expect(as('delete from core.idempotency_key')).rejects.toThrow(/permission denied/);
  });
});
