import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreOwner } from '../src/db/core-owner.ts';
import { applyDerived } from '../src/db/derived.ts';
import { migrate } from '../src/db/migrate.ts';
import { databases, type EmptyDatabases } from './migrations-engines.ts';
import { uuidOf } from './migrations-fixture.ts';
import { ownerBefore } from './migrations-past.ts';

const addEntry = `insert into core.change_entry (at, operation, record_type, record_id, county_code, version)
  values ('2019-01-01', 'CREATED', 'Household', $1, $2, 1)`;

const addDepartment = `insert into core.department (code, zh, en, zh_full, ref, level, type, role_in_text, is_lead)
  values ('office', 'x', 'x', 'x', 'x', 'PROVINCIAL', 'GOVERNMENT', 'x', true)`;
const addAccount = "insert into core.account (id, subject, name, department_code, created_at) values ($1, 'system', 'x', 'office', now())";
const addHook = `insert into core.webhook (id, account_id, actor, url, secret, xid, seq, rights, due_at, created_at)
  values ($1, $2, 'system', 'https://receiver.example/', 'x', '1', 0, 'x', now(), now())`;

const wide = { counties: '*', domains: '*', actor: 'test' } as const;

describe.each(databases)('a feed for readers, for a database with entries, on %s', (_, start) => {
  let source: EmptyDatabases;
  beforeAll(async () => { source = await start(); });
  afterAll(() => source.close());

  it('keeps what is there, in its order, before what comes', async () => {
    const db = await source.open('feed');
    await migrate(db, [ownerBefore(coreOwner, '0009_change_feed')]);
    for (const [name, county] of [['a', '140224'], ['b', null]] as const) await db.transaction({ scope: 'owner' }, (tx) => tx.query(addEntry, [uuidOf(name), county]));
    await migrate(db, [coreOwner]);
    await applyDerived(db, [coreOwner]);
    await db.transaction({ scope: wide }, (tx) => tx.query(addEntry, [uuidOf('c'), '140224']));
    const { rows } = await db.transaction({ scope: wide, readOnly: true }, (tx) => tx.query('select record_id, county_code, area_code, prior_county_code, fields from core.change_entry order by xid, seq'));
    expect(rows).toEqual([[uuidOf('a'), '140224', null, null, null], [uuidOf('b'), null, null, null, null], [uuidOf('c'), '140224', null, null, null]]);
  });

  it('has webhooks, of accounts that were there before', async () => {
    const db = await source.open('webhooks');
    await migrate(db, [ownerBefore(coreOwner, '0009_change_feed')]);
    await db.transaction({ scope: 'owner' }, async (tx) => {
      await tx.query(addDepartment);
      await tx.query(addAccount, [uuidOf('account')]);
    });
    await migrate(db, [coreOwner]);
    const { rows } = await db.transaction({ scope: 'owner' }, async (tx) => {
      await tx.query(addHook, [uuidOf('hook'), uuidOf('account')]);
      return tx.query('select w.failures, w.one_by_one, a.subject from core.webhook w join core.account a on a.id = w.account_id');
    });
    expect(rows).toEqual([[0, false, 'system']]);
  });
});
