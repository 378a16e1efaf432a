import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreOwner } from '../src/db/core-owner.ts';
import { migrate } from '../src/db/migrate.ts';
import { databases, type EmptyDatabases } from './migrations-engines.ts';
import { uuidOf } from './migrations-fixture.ts';
import { ownerBefore } from './migrations-past.ts';

const run = `insert into core.comparison_run (id, county_code, list, as_of, title) values ($1, '140224', 'DIBAO', '2019-06-30', '名单')`;
const row = `insert into core.comparison_row (id, run_id, county_code, row_number, outcome, created_at) values ($1, $2, '140224', 2, 'MATCHED', now())`;

describe.each(databases)('prints of compared rows for a database with comparisons, on %s', (_, start) => {
  let source: EmptyDatabases;
  beforeAll(async () => { source = await start(); });
  afterAll(() => source.close());

  it('leave rows of before without one', async () => {
    const db = await source.open('prints');
    await migrate(db, [ownerBefore(coreOwner, '0016_compared_prints')]);
    await db.transaction({ scope: 'owner' }, async (tx) => {
      await tx.query(run, [uuidOf('run')]);
      await tx.query(row, [uuidOf('row'), uuidOf('run')]);
    });
    await migrate(db, [coreOwner]);
    const { rows } = await db.transaction({ scope: 'owner', readOnly: true }, (tx) => tx.query('select row_number, outcome, print from core.comparison_row'));
    expect(rows).toEqual([[2, 'MATCHED', null]]);
  });
});
