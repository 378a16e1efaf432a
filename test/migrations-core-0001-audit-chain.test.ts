import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreOwner } from '../src/db/core-owner.ts';
import { applyDerived } from '../src/db/derived.ts';
import { migrate } from '../src/db/migrate.ts';
import { databases, type EmptyDatabases } from './migrations-engines.ts';
import { ownerBefore } from './migrations-past.ts';
import { uuidOf } from './migrations-fixture.ts';

const addEntry = `insert into core.audit_entry (at, actor, request_id, action, record_type, record_id, county_code, changes)
  select now(), 'old', 'r', 'CREATE', 'Household', $1, '140224', '{}' from generate_series(1, 3)`;

describe.each(databases)('chains for a database with entries, on %s', (_, start) => {
  let source: EmptyDatabases;
  beforeAll(async () => { source = await start(); });
  afterAll(() => source.close());

  it('keeps the older entries beside the chains, and begins every chain', async () => {
    const db = await source.open('chains');
    await migrate(db, [ownerBefore(coreOwner, '0001_audit_chain')]);
    await db.transaction({ scope: 'owner' }, (tx) => tx.query(addEntry, [uuidOf('household')]));
    await migrate(db, [coreOwner]);
    await applyDerived(db, [coreOwner]);
    await db.transaction({ scope: { counties: '*', domains: '*', roles: ['AUDITOR'], actor: 'test' }, readOnly: true }, async (tx) => {
      const { rows } = await tx.query('select actor, chain, position = seq, key_id, seal, hash from core.audit_entry');
      expect(rows).toEqual(Array(3).fill(['old', -1, true, '', '', '']));
      const heads = await tx.query("select journal, count(*), min(chain), max(chain), sum(position) from core.audit_head where hash = '' group by journal order by journal");
      expect(heads.rows).toEqual([['access', '16', 0, 15, '0'], ['audit', '16', 0, 15, '0']]);
    });
  });
});
