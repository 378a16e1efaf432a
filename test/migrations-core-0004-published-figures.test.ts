import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreOwner } from '../src/db/core-owner.ts';
import type { Database, Scope } from '../src/db/database.ts';
import { applyDerived } from '../src/db/derived.ts';
import { migrate } from '../src/db/migrate.ts';
import { databases, type EmptyDatabases } from './migrations-engines.ts';
import { ownerBefore } from './migrations-past.ts';
import { uuidOf } from './migrations-fixture.ts';

const release = `insert into core.published_release (id, table_id, as_of, computed_at, threshold, cell_count, hidden_count)
  values ($1, 'core.poor_households_by_status', '2016-12-31', now(), 5, 2, 1)`;
const cells = `insert into core.published_cell (release_id, position, place_code, place_valid_from, first_code, value)
  values ($1, 0, '140000', '2016-07-31', 'TOTAL', 7), ($1, 1, '140000', '2016-07-31', 'EXITED', null)`;
const id = uuidOf('release');

const household = `insert into core.household (household_id, county_code, registration_number, is_registered_poor, village_code, registered_on)
  values ($1, '140224', '1402240000000001', false, '140224100200', '2014-05-01')`;

describe.each(databases)('published figures for a database with households, on %s', (_, start) => {
  let source: EmptyDatabases;
  let db: Database;
  beforeAll(async () => { source = await start(); });
  afterAll(() => source.close());

  const as = <T>(counties: Scope['counties'], text: string, params: readonly unknown[] = []) =>
    db.transaction({ scope: { counties, actor: 'test' } as Scope }, async (tx) => (await tx.query(text, params)).rows as T[]);

  it('keeps the households, and begins with nothing published', async () => {
    db = await source.open('published');
    await migrate(db, [ownerBefore(coreOwner, '0004_published_figures')]);
    await db.transaction({ scope: 'owner' }, (tx) => tx.query(household, [uuidOf('household')]));
    await migrate(db, [coreOwner]);
    await applyDerived(db, [coreOwner]);
    expect(await as('*', 'select count(*) from core.household')).toEqual([['1']]);
    expect(await as([], 'select count(*) from core.published_release')).toEqual([['0']]);
  });

  it('lets the whole province add and everybody read, and nobody change', async () => {
    await expect(as(['140224'], release, [id])).rejects.toThrow(/row-level security/);
    await as('*', release, [id]);
    await as('*', cells, [id]);
    expect(await as([], 'select first_code, value from core.published_cell order by position')).toEqual([['TOTAL', 7], ['EXITED', null]]);
    for (const scope of ['*', []] as const) {
      await expect(as(scope, 'update core.published_cell set value = 3')).rejects.toThrow(/permission denied/);
      await expect(as(scope, 'delete from core.published_release')).rejects.toThrow(/permission denied/);
    }
  });

  it('takes a table of a date once', async () => {
    await expect(as('*', release, [uuidOf('another')])).rejects.toThrow(/published_release/);
  });
});
