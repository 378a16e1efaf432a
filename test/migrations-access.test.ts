import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sqlState } from '../src/db/connect.ts';
import { coreOwner } from '../src/db/core-owner.ts';
import type { Database, Scope, Transaction } from '../src/db/database.ts';
import { applyDerived } from '../src/db/derived.ts';
import { migrate } from '../src/db/migrate.ts';
import { databases, type EmptyDatabases } from './migrations-engines.ts';
import { uuidOf } from './migrations-fixture.ts';

const [west, east] = ['140100', '140200'];
const only = (...counties: string[]): Scope => ({ counties, actor: 'test' });
const wide: Scope = { counties: '*', domains: '*', actor: 'test' };

const addHousehold = (tx: Transaction, name: string, county: string): Promise<unknown> =>
  tx.query(
    `insert into core.household (household_id, county_code, registration_number, is_registered_poor, village_code, registered_on)
     values ($1, $2, $3, false, $4, '2016-01-01')`,
    [uuidOf(name), county, name, `${county}001001`],
  );

const addNeed = (tx: Transaction, household: string, county: string): Promise<unknown> =>
  tx.query(
    `insert into core.household_need (household_id, id, county_code, area_code, kind, year) values ($1, $2, $3, $4, 'HOUSING', 2016)`,
    [uuidOf(household), uuidOf(`need of ${household}`), county, `${county}001001`],
  );

const addAudit = (tx: Transaction, county: string | null): Promise<unknown> =>
  tx.query(
    `insert into core.audit_entry (at, actor, request_id, action, record_type, record_id, county_code, changes, chain, position, key_id, seal, hash)
     values (now(), 'writer', 'r', 'CREATE', 'Household', $1, $2, '{}', -1, currval('core.audit_entry_seq_seq'), '', '', '')`,
    [uuidOf('x'), county],
  );

const countiesIn = async (tx: Transaction, table: string): Promise<readonly unknown[]> =>
  (await tx.query(`select county_code from ${table} order by 1`)).rows.map(([code]) => code);

/** SQLSTATE that a transaction ends with; undefined if it succeeds. */
const stateOf = (work: Promise<unknown>): Promise<string | undefined> => work.then(() => undefined, (error: unknown) => sqlState(error) ?? String(error));

describe.each(databases)('access on %s', (engine, start) => {
  let source: EmptyDatabases;
  let db: Database;
  const seen = (scope: Scope | 'owner', table = 'core.household'): Promise<readonly unknown[]> => db.transaction({ scope }, (tx) => countiesIn(tx, table));
  const refused = (scope: Scope, text: string): Promise<string | undefined> => stateOf(db.transaction({ scope }, (tx) => tx.query(text)));

  beforeAll(async () => {
    source = await start();
    db = await source.open('access', { poolSize: 1 }); // one connection, so that what leaks is met again
    await migrate(db, [coreOwner]);
    await applyDerived(db, [coreOwner]);
    await db.transaction({ scope: wide }, async (tx) => {
      for (const county of [west, east]) {
        await addHousehold(tx, `household of ${county}`, county);
        await addNeed(tx, `household of ${county}`, county);
        await addAudit(tx, county);
      }
      await addAudit(tx, null);
    });
  });
  afterAll(() => source.close());

  it('shows a county its own rows, the province all', async () => {
    expect(await seen(only(west))).toEqual([west]);
    expect(await seen(only(west), 'core.household_need')).toEqual([west]);
    expect(await seen(only(west, east))).toEqual([west, east]);
    expect(await seen(wide)).toEqual([west, east]);
    expect(await seen(only('990000'))).toEqual([]);
  });

  it('shows nothing without a county, and nothing without settings', async () => {
    expect(await seen(only())).toEqual([]);
    const bare = db.transaction({ scope: 'owner' }, async (tx) => {
      await tx.query('set local role youyu_app');
      return countiesIn(tx, 'core.household');
    });
    expect(await bare).toEqual([]);
    const nothing = db.transaction({ scope: 'owner' }, async (tx) => {
      await tx.query("select app.enter('{}')");
      return [...(await countiesIn(tx, 'core.household')), ...(await tx.query('select current_user')).rows.flat()];
    });
    expect(await nothing).toEqual(['youyu_app']);
  });

  it.skipIf(engine === 'PGlite')('shows the owner nothing either, for row security is forced', async () => {
    expect(await seen('owner')).toEqual([]);
    expect(await seen('owner', 'core.audit_entry')).toEqual([]);
  });

  it('forgets role and settings with the transaction', async () => {
    await db.transaction({ scope: only(west) }, async (tx) => {
      expect((await tx.query(`select current_user, current_setting('app.counties'), current_setting('app.actor')`)).rows).toEqual([['youyu_app', west, 'test']]);
    });
    await db.transaction({ scope: 'owner' }, async (tx) => {
      const after = await tx.query(`select current_user = session_user, coalesce(current_setting('app.counties', true), '')`);
      expect(after.rows).toEqual([[true, '']]);
    });
  });

  it('takes what is given as a value, never as SQL', async () => {
    const entered = db.transaction({ scope: 'owner' }, async (tx) => {
      await tx.query('select app.enter($1::json)', [JSON.stringify({ counties: `x'; reset role; --`, actor: `o'clock` })]);
      return (await tx.query(`select current_user, current_setting('app.counties'), current_setting('app.actor')`)).rows;
    });
    expect(await entered).toEqual([['youyu_app', `x'; reset role; --`, `o'clock`]]);
  });

  it('does not let the service enter once more', async () => {
    expect(await refused(only(west), `select app.enter('{"wide":true}')`)).toBe('42501');
  });

  it('refuses rows of a foreign county, and moving one there', async () => {
    expect(await stateOf(db.transaction({ scope: only(west) }, (tx) => addHousehold(tx, 'foreign', east)))).toBe('42501');
    expect(await refused(only(west), `update core.household set county_code = '${east}'`)).toBe('42501');
    const foreign = db.transaction({ scope: only(west) }, (tx) => tx.query(`update core.household set address = 'x' where county_code = '${east}'`));
    expect((await foreign).count).toBe(0);
  });

  it('holds the copied county true at commit, and lets a household move whole', async () => {
    const torn = db.transaction({ scope: wide }, async (tx) => {
      await addHousehold(tx, 'torn', west);
      await addNeed(tx, 'torn', east);
    });
    expect(await stateOf(torn)).toBe('23503');
    await db.transaction({ scope: wide }, async (tx) => {
      await addHousehold(tx, 'mover', west);
      await addNeed(tx, 'mover', west);
      await tx.query('update core.household set county_code = $1, village_code = $2 where registration_number = $3', [east, `${east}001001`, 'mover']);
      await tx.query('update core.household_need set county_code = $1, area_code = $2 where household_id = $3', [east, `${east}001001`, uuidOf('mover')]);
    });
    expect(await seen(only(west))).toEqual([west]);
  });

  it('shows single villages and households, in both forms of a row', async () => {
    const village: Scope = { counties: [], villages: [`${west}001001`], actor: 'test' };
    const household: Scope = { counties: [east], households: [uuidOf(`household of ${west}`)], actor: 'test' };
    for (const table of ['core.household', 'core.household_need']) {
      expect([...new Set(await seen(village, table))]).toEqual([west]);
      expect([...new Set(await seen(household, table))]).toEqual([west, east]);
    }
    expect(await seen({ ...village, villages: [`${west}001002`] })).toEqual([]);
    expect(await stateOf(db.transaction({ scope: village }, (tx) => addHousehold(tx, 'neighbour', east)))).toBe('42501');
  });

  it('deletes nothing, and writes no reference or private table', async () => {
    for (const scope of [only(west), wide]) {
      for (const text of [
        'delete from core.household', 'delete from core.fund_source', 'truncate core.household cascade', `update core.place set name = 'x'`,
        'insert into core.code_list (id, name, zh, en) values (1, 1, 1, 1)', 'select from core.demo_load', 'delete from core.account',
        'select from journal.core', 'create table core.mine ()', 'alter table core.household disable row level security', 'drop policy app_scope on core.household',
      ]) expect(await refused(scope, text), text).toBe('42501');
    }
    expect(await seen(wide, 'core.place')).toEqual([]);
  });

  it('adds to journals and reads them by county, but changes nothing there', async () => {
    for (const role of ['AUDITOR', 'REVIEWER']) {
      expect(await seen({ ...only(west), roles: ['VIEWER', role] }, 'core.audit_entry')).toEqual([west]);
      expect(await seen({ ...wide, roles: [role] }, 'core.audit_entry')).toEqual([west, east, null]);
    }
    for (const roles of [[], ['CLERK'], ['VIEWER', 'PUBLISHER', 'SECURITY_ADMINISTRATOR', 'INTEGRATOR']]) {
      for (const scope of [only(west), wide]) expect(await seen({ ...scope, roles }, 'core.audit_entry')).toEqual([]);
    }
    await db.transaction({ scope: only(west) }, (tx) => addAudit(tx, null));
    for (const scope of [only(west), wide]) {
      expect(await refused(scope, `update core.audit_entry set actor = 'x'`)).toBe('42501');
      expect(await refused(scope, 'delete from core.change_entry')).toBe('42501');
      expect(await refused(scope, `select setval('core.audit_entry_seq_seq', 1)`)).toBe('42501');
    }
  });

  it('lets the owner load reference data and accounts', async () => {
    await db.transaction({ scope: 'owner' }, async (tx) => {
      await tx.query(`insert into core.department (code, zh, en, ref, zh_full, level, type, role_in_text, is_lead) values ('d', 'x', 'x', 'x', 'x', 'x', 'x', 'x', false)`);
      await tx.query(`insert into core.account (id, subject, name, department_code, created_at) values ($1, 's', 'n', 'd', now())`, [uuidOf('account')]);
    });
  });

  it('shows and takes guarded rows for the roles of their rules alone', async () => {
    const count = (scope: Scope): Promise<number> => db.transaction({ scope }, async (tx) => (await tx.query('select from core.account')).count);
    for (const scope of [only(west), wide]) {
      expect(await count(scope)).toBe(0);
      expect(await count({ ...scope, roles: ['CLERK', 'AUDITOR', 'SYSTEM_ADMINISTRATOR'] })).toBe(0);
      expect(await count({ ...scope, roles: ['VIEWER', 'SECURITY_ADMINISTRATOR'] })).toBe(1);
      expect(await db.transaction({ scope }, async (tx) => (await tx.query('update core.account set disabled_at = now()')).count)).toBe(0);
    }
  });

  it('holds with the policy form of a cluster, and comes back from it', async () => {
    expect(await applyDerived(db, [coreOwner], { policyForm: 'plain' })).toContain('core.household');
    const { rows } = await db.transaction({ scope: 'owner' }, (tx) => tx.query(`select bool_or(qual ~* 'select') from pg_policies where schemaname = 'core'`));
    expect(rows).toEqual([[false]]);
    expect(await seen(only(west))).toEqual([west]);
    expect(await seen(only())).toEqual([]);
    expect(await applyDerived(db, [coreOwner])).toContain('core.household');
    expect(await seen(only(west))).toEqual([west]);
  });
});
