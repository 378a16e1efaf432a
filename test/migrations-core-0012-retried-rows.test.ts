import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreOwner } from '../src/db/core-owner.ts';
import { migrate } from '../src/db/migrate.ts';
import { databases, type EmptyDatabases } from './migrations-engines.ts';
import { uuidOf } from './migrations-fixture.ts';
import { ownerBefore } from './migrations-past.ts';

const addRun = `insert into core.import_run (id, actor, record_type, file_name, file_hash, format, state, started_at, moved_at) values ($1, 'clerk', $2, 'x', $2, 'CSV', 'RUNNING', now(), now())`;
const addRow = `insert into core.import_quarantine (id, run_id, actor, line, columns, codes, sealed, state) values ($1, $2, 'clerk', $3::integer, '{""}', '{X}', 'sealed', 'OPEN')`;

describe.each(databases)('rows in quarantine that were there, on %s', (_, start) => {
  let source: EmptyDatabases;
  beforeAll(async () => { source = await start(); });
  afterAll(() => source.close());

  it('are tried again each by itself; those of households with all of their run, since their households are sealed', async () => {
    const db = await source.open('retried');
    await migrate(db, [ownerBefore(coreOwner, '0012_retried_rows')]);
    await db.transaction({ scope: 'owner' }, async (tx) => {
      for (const record of ['Need', 'Household']) {
        await tx.query(addRun, [uuidOf(record), record]);
        for (const line of [2, 3]) await tx.query(addRow, [uuidOf(`${record}${line}`), uuidOf(record), line]);
      }
    });
    await migrate(db, [coreOwner]);
    const { rows } = await db.transaction({ scope: 'owner', readOnly: true }, (tx) => tx.query('select id = group_id, run_id = group_id from core.import_quarantine order by id = group_id, line'));
    expect(rows).toEqual([[false, true], [false, true], [true, false], [true, false]]);
  });
});
