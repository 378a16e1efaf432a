import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { constraintName, isRetryable, sqlState } from '../../src/db/connect.ts';
import type { Database, Transaction, TransactionOptions } from '../../src/db/database.ts';
import { engines, type EngineUnderTest } from './engines.ts';

const county = { counties: ['140101', '140102'], actor: 'system:test' } as const;
const province = { counties: '*', domains: '*', actor: 'system:test' } as const;
const owner = { scope: 'owner' } as const;

describe.each(engines)('a transaction on %s', (_name, start) => {
  let engine: EngineUnderTest;
  let database: Database;
  const said: string[] = [];

  beforeAll(async () => {
    engine = await start();
    database = await engine.open({ poolSize: 2, poolWaitMs: 900, deadlineMs: 2_000, onStatement: (text) => said.push(text) });
    await database.transaction(owner, async (tx) => {
      await tx.query(`create table item (number int constraint item_key primary key,
        next int constraint item_next references item deferrable initially deferred)`);
      await tx.query('grant select, insert on item to youyu_app');
    });
  }, 180_000);
  afterAll(async () => { await database?.close(); await engine?.close(); });
  beforeEach(async () => {
    await database.transaction(owner, (tx) => tx.query('delete from item'));
    said.length = 0;
  });

  const insert = (tx: Transaction, number: number, next: number | null = null): Promise<unknown> => tx.query('insert into item values ($1, $2)', [number, next]);
  const stored = async (): Promise<readonly unknown[]> =>
    (await database.transaction(owner, (tx) => tx.query('select number from item order by number'))).rows.map(([number]) => number);
  const failure = (work: (tx: Transaction) => Promise<unknown>, options: TransactionOptions = owner): Promise<unknown> =>
    database.transaction(options, work).then(() => { throw new Error('it should have failed'); }, (error: unknown) => error);

  test('sends begin, enter, the statement and commit, and nothing more', async () => {
    await database.transaction({ scope: county, readOnly: true }, (tx) => tx.query('select 1'));
    expect(said).toEqual(['begin isolation level repeatable read read only', 'select app.enter(($1::text)::json)', 'select 1', 'commit']);
  });

  test('enters its scope, and leaves it with its end', async () => {
    const setting = (name: string): string => `coalesce(current_setting('app.${name}', true), '')`;
    const scopeOf = async (tx: Transaction): Promise<unknown> =>
      (await tx.query(`select current_user::text, ${setting('counties')}, ${setting('actor')}`)).rows[0];
    expect(await database.transaction({ scope: county }, scopeOf)).toEqual(['youyu_app', '140101,140102', 'system:test']);
    expect(await database.transaction({ scope: province }, scopeOf)).toEqual(['youyu_wide', '', 'system:test']);
    const connectingRole = engine.engine === 'pglite' ? 'postgres' : 'youyu_owner';
    for (let each = 0; each < 4; each += 1) expect(await database.transaction(owner, scopeOf)).toEqual([connectingRole, '', '']);
  });

  test('refuses codes that would be read as two, or as all', async () => {
    const scopes = [
      { counties: ['140101,140102'] }, { counties: [], villages: ['140101001001,140102001001'] }, { counties: [], households: ["x'"] },
      { counties: [], domains: ['health,relocation'] }, { counties: [], domains: ['*'] }, { counties: [], roles: ['AUDITOR,CLERK'] },
    ];
    for (const scope of scopes) expect(await failure((tx) => tx.query('select 1'), { scope: { ...scope, actor: 'x' } })).toBeInstanceOf(TypeError);
    expect(await stored()).toEqual([]);
  });

  test('a refused enter is the error, and no statement runs without its scope', async () => {
    await database.transaction(owner, (tx) => tx.query('alter function app.enter rename to away'));
    const error = await failure((tx) => insert(tx, 1), { scope: county });
    await database.transaction(owner, (tx) => tx.query('alter function app.away rename to enter'));
    expect(sqlState(error)).toBe('42883');
    expect(await stored()).toEqual([]);
  });

  test('commits what is done, rolls back on a throw and throws the same error', async () => {
    expect(await database.transaction(owner, async (tx) => { await insert(tx, 1); return 'value'; })).toBe('value');
    const error = new Error('mine');
    expect(await failure(async (tx) => { await insert(tx, 2); throw error; })).toBe(error);
    expect(await stored()).toEqual([1]);
  });

  test('a swallowed failure does not look like a commit', async () => {
    const error = await failure(async (tx) => { await insert(tx, 1); await tx.query('select 1/0').catch(() => undefined); });
    expect(error).toMatchObject({ code: 'TRANSACTION_ABORTED' });
    expect(sqlState(error)).toBe('22012');
    expect(await stored()).toEqual([]);
  });

  test('a failure nobody waits for neither passes for a commit nor ends the process', async () => {
    const error = await failure(async (tx) => { await insert(tx, 1); void tx.query('select 1/0'); });
    expect(error).toMatchObject({ code: 'TRANSACTION_ABORTED' });
    expect(await stored()).toEqual([]);
  });

  test('a failure at commit is thrown, with the constraint by name', async () => {
    const error = await failure((tx) => insert(tx, 1, 99));
    expect([sqlState(error), constraintName(error)]).toEqual(['23503', 'item_next']);
    expect(await stored()).toEqual([]);
  });

  test('states and constraints, bare and through drizzle, without the values of the row', async () => {
    await database.transaction(owner, (tx) => insert(tx, 424_242));
    const bare = await failure((tx) => insert(tx, 424_242));
    const inside: unknown[] = [];
    const keep = (error: unknown): never => { inside.push(error); throw error; };
    const drizzled = await failure((tx) => tx.orm.execute(sql`insert into item values (${424_242})`).catch(keep));
    for (const error of [bare, drizzled, ...inside]) expect([sqlState(error), constraintName(error)]).toEqual(['23505', 'item_key']);
    for (const error of [bare, drizzled]) expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('424242');
    expect(sqlState(new Error('other'))).toBeUndefined();
  });

  test('serialization failures and deadlocks can be run again, others not', async () => {
    const raise = (state: string): Promise<unknown> => failure((tx) => tx.query(`do $$ begin raise exception 'x' using errcode = '${state}'; end $$`));
    expect([isRetryable(await raise('40001')), isRetryable(await raise('40P01')), isRetryable(await raise('23505'))]).toEqual([true, true, false]);
  });

  test('a savepoint undoes its own part alone, also when nested', async () => {
    await database.transaction(owner, async (tx) => {
      await insert(tx, 1);
      await expect(tx.savepoint(async () => { await insert(tx, 2); await insert(tx, 1); })).rejects.toMatchObject({ state: '23505' });
      await tx.savepoint(async () => {
        await insert(tx, 3);
        await tx.savepoint(() => insert(tx, 1)).catch(() => undefined);
        await tx.savepoint(() => insert(tx, 4));
      });
    });
    expect(await stored()).toEqual([1, 3, 4]);
  });

  test('savepoints side by side are refused, and nothing is saved', async () => {
    const error = await failure((tx) => Promise.all([
      tx.savepoint(async () => { await insert(tx, 1); }),
      tx.savepoint(async () => { await insert(tx, 2); await tx.query('select pg_sleep(0.02)'); await insert(tx, 3); }),
    ]));
    expect(String(error)).toContain('side by side');
    expect(await stored()).toEqual([]);
  });

  test('is of no use after its work', async () => {
    const kept = await database.transaction(owner, async (tx) => tx);
    await expect(kept.query('select 1')).rejects.toThrow('over');
    await expect(kept.savepoint(async () => undefined)).rejects.toThrow('over');
    await expect(kept.orm.execute(sql`select 1`)).rejects.toThrow();
    expect(said.filter((text) => text.startsWith('select 1'))).toEqual([]);
  });

  test('read only refuses writes and keeps one snapshot', async () => {
    expect(sqlState(await failure((tx) => insert(tx, 1), { scope: 'owner', readOnly: true }))).toBe('25006');
    if (engine.engine === 'pglite') return; // one session: nothing can happen meanwhile
    const counts = await database.transaction({ scope: 'owner', readOnly: true }, async (tx) => {
      const count = async (): Promise<unknown> => (await tx.query('select count(*) from item')).rows[0]?.[0];
      const before = await count();
      await database.transaction(owner, (other) => insert(other, 1));
      return [before, await count()];
    });
    expect(counts).toEqual(['0', '0']);
  });

  test('work that does not end is cut at the deadline, and its writes are gone', async () => {
    const from = performance.now();
    let late: unknown;
    const error = await failure(async (tx) => {
      await insert(tx, 1);
      await sleep(700);
      late = await insert(tx, 2).catch((refusal: unknown) => refusal);
    }, { scope: 'owner', deadlineMs: 300 });
    expect(error).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(performance.now() - from).toBeLessThan(600);
    await sleep(600);
    expect(late).toBeInstanceOf(Error);
    expect(await stored()).toEqual([]);
  });

  test('a statement past the deadline is refused', async () => {
    expect(await failure((tx) => tx.query('select pg_sleep(0.5)'), { scope: 'owner', deadlineMs: 200 })).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(await stored()).toEqual([]);
  });

  test('a deadline longer than usual holds', async () => {
    const slow = async (tx: Transaction): Promise<unknown> => { await tx.query('select pg_sleep(2.2)'); return insert(tx, 1); };
    await database.transaction({ scope: 'owner', deadlineMs: 10_000 }, slow);
    expect(await stored()).toEqual([1]);
  });

  test('who waits too long for a connection is told so', async () => {
    const hold = (): Promise<void> => database.transaction(owner, async (tx) => { await tx.query('select 1'); await sleep(1_700); });
    let released = false;
    const holders = (engine.engine === 'pglite' ? [hold()] : [hold(), hold()]).map((held) => held.then(() => { released = true; }));
    await sleep(20);
    expect(await failure((tx) => tx.query('select 1'))).toMatchObject({ code: 'DATABASE_BUSY' });
    expect(released).toBe(false);
    await Promise.all(holders);
    expect(await stored()).toEqual([]);
  });

  test('close waits for open transactions and refuses new ones', async () => {
    const other = await engine.open();
    const running = other.transaction(owner, async (tx) => { await sleep(100); return (await tx.query('select 1')).rows; });
    await sleep(10);
    const closing = other.close();
    await expect(other.transaction(owner, (tx) => tx.query('select 1'))).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(await running).toEqual([[1]]);
    await closing;
  }, 180_000);
});
