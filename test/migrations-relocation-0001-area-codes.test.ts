import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreOwner } from '../src/db/core-owner.ts';
import { applyDerived } from '../src/db/derived.ts';
import { migrate } from '../src/db/migrate.ts';
import { ownerOf } from '../src/db/placement.ts';
import { relocationPlugin } from '../src/plugins/relocation/plugin.ts';
import { databases, type EmptyDatabases } from './migrations-engines.ts';
import { uuidOf } from './migrations-fixture.ts';
import { ownerBefore } from './migrations-past.ts';

const id = uuidOf('west');
const relocationOwner = ownerOf(relocationPlugin);

describe.each(databases)('villages come to the records of relocation, on %s', (_, start) => {
  let source: EmptyDatabases;
  beforeAll(async () => { source = await start(); });
  afterAll(() => source.close());

  it('from the household', async () => {
    const db = await source.open('areas');
    await migrate(db, [ownerBefore(coreOwner, '0005_area_codes'), ownerBefore(relocationOwner, '0001_area_codes')]);
    await db.transaction({ scope: 'owner' }, async (tx) => {
      await tx.query(`insert into core.household (household_id, county_code, registration_number, is_registered_poor, village_code, registered_on)
        values ('${id}', '140100', 'n', false, '140100001001', '2016-01-01')`);
      await tx.query(`insert into relocation.programme_assignment (household_id, id, county_code, programme, decided_on, decided_by) values ('${id}', '${id}', '140100', 'POVERTY', '2016-01-01', 'x')`);
    });
    await migrate(db, [coreOwner, relocationOwner]);
    await applyDerived(db, [coreOwner, relocationOwner]);
    const seen = (villages: readonly string[], domains: readonly string[]) =>
      db.transaction({ scope: { counties: [], villages, domains, actor: 'test' } }, async (tx) => (await tx.query('select area_code from relocation.programme_assignment')).rows);
    expect(await seen(['140100001001'], ['relocation'])).toEqual([['140100001001']]);
    expect(await seen(['140100001002'], ['relocation'])).toEqual([]);
    expect(await seen(['140100001001'], [])).toEqual([]);
  });
});
