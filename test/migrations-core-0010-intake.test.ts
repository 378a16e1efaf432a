import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreOwner } from '../src/db/core-owner.ts';
import { migrate } from '../src/db/migrate.ts';
import { databases, type EmptyDatabases } from './migrations-engines.ts';
import { ownerBefore } from './migrations-past.ts';
import { uuidOf } from './migrations-fixture.ts';

const addRun = `insert into core.import_run (id, actor, record_type, file_name, file_hash, format, state, started_at, moved_at) values ($1, 'clerk', 'Need', 'x', 'hash', 'CSV', 'RUNNING', now(), now())`;

describe.each(databases)('imports, for a database that had none, on %s', (_, start) => {
  let source: EmptyDatabases;
  beforeAll(async () => { source = await start(); });
  afterAll(() => source.close());

  it('one account has one open run of a file', async () => {
    const db = await source.open('intake');
    await migrate(db, [ownerBefore(coreOwner, '0010_intake')]);
    await migrate(db, [coreOwner]);
    const add = (name: string) => db.transaction({ scope: 'owner' }, (tx) => tx.query(addRun, [uuidOf(name)]));
    await add('first');
    await expect(add('second')).rejects.toThrow(/import_run_open/);
    await db.transaction({ scope: 'owner' }, (tx) => tx.query("update core.import_run set state = 'DONE', finished_at = now()"));
    await add('third');
    const { rows } = await db.transaction({ scope: 'owner', readOnly: true }, (tx) => tx.query('select rows, created, state from core.import_run order by state'));
    expect(rows).toEqual([[0, 0, 'DONE'], [0, 0, 'RUNNING']]);
  });
});
