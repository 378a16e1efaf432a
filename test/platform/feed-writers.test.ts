import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { connect } from '../../src/db/connect.ts';
import type { Database, Scope, Transaction } from '../../src/db/database.ts';
import { createRandom } from '../../src/demo/random.ts';
import { type Position, readState } from '../../src/sync/feed/position.ts';
import type { Reach } from '../../src/sync/feed/reach.ts';
import { type Change, readChanges } from '../../src/sync/feed/read.ts';
import { copyOfTemplate, openCopy } from '../support/app.ts';
import { type Committed, runWriters, scope } from '../support/feed-writers.ts';

const soak = Number(process.env['YOUYU_SOAK'] ?? 1);
const template = inject('template');
const isServer = template.engine === 'postgres';
const writers = 16;
/** Changes of all writers together; the embedded engine lets one write at a time. */
const changes = Math.ceil((isServer ? 4_000 : 400) * soak);
const atOnce = soak > 10 ? 600 : 8;
const entities = soak > 10 ? 20_000 : 60;
const timeout = 60_000 + 60_000 * soak;

const county = '140224';
const reader: Scope = { counties: [county], actor: 'test' };
const reach: Reach = { types: ['Household'], counties: [county], villages: [], countiesOfVillages: [], print: '' };

let db: Database;
let ids: readonly string[];
beforeAll(async () => {
  db = template.engine === 'postgres'
    ? await connect({ url: await copyOfTemplate(template.superuserUrl, template.database), poolSize: writers + 4, deadlineMs: 60_000 })
    : await openCopy(() => undefined);
  const { rows } = await db.transaction({ scope: 'owner' }, async (tx) => {
    await tx.query('create schema feed_test');
    await tx.query('grant usage on schema feed_test to youyu_wide');
    await tx.query('create table feed_test.entity (id uuid primary key default gen_random_uuid(), version integer not null default 0)');
    await tx.query('grant select, update on feed_test.entity to youyu_wide');
    return tx.query('insert into feed_test.entity select from generate_series(1, $1::integer) returning id::text', [entities]);
  });
  ids = rows.map(([id]) => String(id));
});
afterAll(() => db?.close());

const horizon = (): Promise<Position> => db.transaction({ scope: reader, readOnly: true }, async (tx) => (await readState(tx)).horizon);

/** A number that no entry of before goes beyond. */
const numberNow = async (): Promise<string> => String((await db.transaction({ scope }, (tx) => tx.query('select pg_current_xact_id()::text'))).rows[0]?.[0]);

/** What is below the horizon once all that was written so far is. */
const readAll = async (from: Position): Promise<readonly Change[]> => {
  const end = BigInt(await numberNow());
  while (BigInt((await horizon()).xid) <= end) await sleep(5);
  return db.transaction({ scope: reader, readOnly: true }, (tx) => readChanges(tx, reach, reach.types, from, 100));
};

interface Followed {
  readonly read: readonly Change[];
  readonly kills: number;
}

/** Follows the feed until all below a number can be read, with pages of any size; what it was reading when it was killed it reads again from its last place. */
const follow = async (from: Position, until: () => string | undefined): Promise<Followed> => {
  const random = createRandom('reader');
  const read: Change[] = [];
  let [place, kills] = [from, 0];
  for (;;) {
    const end = until();
    const size = random.between(1, soak > 10 ? 1_000 : 60);
    const killed = random.chance(0.2);
    const abort = new AbortController();
    const page = await db.transaction({ scope: reader, readOnly: true, signal: abort.signal }, async (tx) => {
      if (killed && random.chance(0.5)) abort.abort();
      const reached = end !== undefined && BigInt((await readState(tx)).horizon.xid) > BigInt(end);
      return { reached, changes: await readChanges(tx, reach, reach.types, place, size) };
    }).catch(() => undefined);
    if (page === undefined || killed) { // nothing of it was kept
      kills += 1;
      continue;
    }
    read.push(...page.changes);
    place = page.changes.at(-1) ?? place;
    if (page.reached && page.changes.length < size) return { read, kills };
    if (page.changes.length === 0) await sleep(5);
  }
};

const keyOf = ([id, version]: Committed): string => `${id} ${version}`;

const gapsIn = (committed: readonly Committed[], read: readonly Change[]): number => {
  const seen = new Set(read.map(({ recordId, version }) => keyOf([recordId, version])));
  return committed.filter((one) => !seen.has(keyOf(one))).length;
};

/** How often an entry of a row came after a later one of the same row. */
const disorderIn = (read: readonly Pick<Change, 'recordId' | 'version'>[]): number => {
  const last = new Map<string, number>();
  return read.filter(({ recordId, version }) => {
    const before = last.get(recordId) ?? 0;
    last.set(recordId, Math.max(before, version));
    return version <= before;
  }).length;
};

test(`${writers} writers, ${changes} changes, a reader that is killed and goes on: nothing lost, nothing twice, each row in order`, async () => {
  const from = await horizon();
  let end: string | undefined;
  const following = follow(from, () => end);
  const started = performance.now();
  const { committed, undone } = await runWriters(db, { writers, changes, atOnce, ids, county }).finally(async () => { end = await numberNow(); });
  const written = performance.now();
  const { read, kills } = await following;
  if (soak > 1) {
    const seconds = (ms: number): string => (ms / 1_000).toFixed(1);
    process.stderr.write(`${committed.length} changes in ${seconds(written - started)} s, read ${seconds(performance.now() - written)} s later; ${undone} transactions undone, ${kills} kills\n`);
  }
  expect(committed.length).toBeGreaterThanOrEqual(changes);
  expect(undone).toBeGreaterThan(0);
  expect(kills).toBeGreaterThan(0);
  expect(gapsIn(committed, read)).toBe(0);
  expect(new Set(read.map(({ seq }) => seq)).size).toBe(read.length);
  expect(read.length).toBe(committed.length);
  expect(disorderIn(read)).toBe(0);
}, timeout);

/** Two transactions of which the one that begins second writes first. */
const crossed = async (id: string, other: string, between: () => Promise<void> = async () => undefined): Promise<void> => {
  const entry = (tx: Transaction, recordId: string, version: unknown) => tx.query(
    "insert into core.change_entry (at, operation, record_type, record_id, county_code, version) values (now(), 'UPDATED', 'Household', $1::uuid, $2, $3::integer)", [recordId, county, version]);
  const raise = async (tx: Transaction, recordId: string): Promise<void> => {
    const { rows } = await tx.query('update feed_test.entity set version = version + 1 where id = $1::uuid returning version', [recordId]);
    await entry(tx, recordId, rows[0]?.[0]);
  };
  await db.transaction({ scope }, async (older) => {
    await raise(older, other);
    await db.transaction({ scope }, (younger) => raise(younger, id));
    await between();
    await raise(older, id);
  });
};

test.skipIf(!isServer)('a reader that follows the sequence alone loses what was committed late, so the test can tell', async () => {
  const [id, other] = ids as [string, string];
  const from = await horizon();
  const after = async (seq: string): Promise<readonly Change[]> => {
    const { rows } = await db.transaction({ scope: reader, readOnly: true }, (tx) => tx.query('select seq::text, record_id::text, version from core.change_entry where seq > $1::bigint order by seq', [seq]));
    return rows.map(([at, recordId, version]) => ({ seq: at, recordId, version }) as Change);
  };
  const [[newest] = []] = (await db.transaction({ scope, readOnly: true }, (tx) => tx.query('select max(seq)::text from core.change_entry'))).rows;
  const bySequence: Change[] = [];
  const early: Change[] = [];
  await crossed(id, other, async () => {
    bySequence.push(...(await after(String(newest))));
    early.push(...(await db.transaction({ scope: reader, readOnly: true }, (tx) => readChanges(tx, reach, reach.types, from, 100))));
  });
  bySequence.push(...(await after(bySequence.at(-1)?.seq as string)));
  const read = await readAll(from);
  expect(early).toEqual([]); // the older one is still open
  expect(read).toHaveLength(3);
  expect(bySequence).toHaveLength(2);
});

test.skipIf(!isServer)('who wrote a row second is second, though its transaction is the older one', async () => {
  const [, , id, other] = ids as [string, string, string, string];
  const from = await horizon();
  await crossed(id, other);
  const read = await readAll(from);
  const byTransaction = (await db.transaction({ scope: reader, readOnly: true }, (tx) => tx.query(
    'select record_id::text, version from core.change_entry where (xid, seq) > ($1::xid8, $2::bigint) order by xmin::text::bigint, seq', [from.xid, from.seq]))).rows;
  expect(read).toHaveLength(3);
  expect(disorderIn(read)).toBe(0);
  expect(disorderIn(byTransaction.map(([recordId, version]) => ({ recordId: String(recordId), version: Number(version) })))).toBe(1);
});
