import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreOwner } from '../src/db/core-owner.ts';
import { migrate } from '../src/db/migrate.ts';
import { databases, type EmptyDatabases } from './migrations-engines.ts';
import { ownerBefore } from './migrations-past.ts';

const addEntry = `insert into core.access_entry (at, actor, request_id, kind, record_types, classes, household_ids, chain, position, key_id, seal, hash)
  values (now(), 'old', 'r', 'READ', '{Person}', '{personal}', '{}', 0, 1, 'k', 's', 'h')`;

describe.each(databases)('accesses of one record, on %s', (_, start) => {
  let source: EmptyDatabases;
  beforeAll(async () => { source = await start(); });
  afterAll(() => source.close());

  it('leaves entries of before as they are', async () => {
    const db = await source.open('one_record');
    await migrate(db, [ownerBefore(coreOwner, '0006_access_of_one_record')]);
    await db.transaction({ scope: 'owner' }, (tx) => tx.query(addEntry));
    await migrate(db, [coreOwner]);
    const { rows } = await db.transaction({ scope: 'owner' }, (tx) => tx.query('select actor, record_id, fields, note, seal from core.access_entry'));
    expect(rows).toEqual([['old', null, null, null, 's']]);
  });
});
