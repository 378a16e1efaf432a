import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect, isEmbedded } from '../../src/db/connect.ts';

const owner = { scope: 'owner' } as const;
let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'youyu-embedded-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a folder keeps what was committed', async () => {
  const first = await connect({ dataDir: join(folder, 'new/data') });
  await first.transaction(owner, (tx) => tx.query('create table kept as select 1 as number'));
  await first.close();
  const second = await connect({ dataDir: join(folder, 'new/data') });
  expect((await second.transaction(owner, (tx) => tx.query('select * from kept'))).rows).toEqual([[1]]);
  await second.close();
}, 180_000);

test('a dump opens as a database of its own', async () => {
  const first = await connect();
  if (!isEmbedded(first)) throw new Error('without a url the engine is embedded');
  await first.transaction(owner, (tx) => tx.query('create table kept as select 1 as number'));
  const copy = await connect({ loadDataDir: await first.dump() });
  await first.transaction(owner, (tx) => tx.query('insert into kept values (2)'));
  expect((await copy.transaction(owner, (tx) => tx.query('select * from kept'))).rows).toEqual([[1]]);
  await Promise.all([first.close(), copy.close()]);
}, 180_000);

test('a folder that cannot be opened is said to be so, and its lock is let go', async () => {
  writeFileSync(join(folder, 'pgdata'), 'not a folder');
  await expect(connect({ dataDir: folder })).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  rmSync(join(folder, 'pgdata'));
  await (await connect({ dataDir: folder })).close();
}, 180_000);

test('20 transactions at once take turns', async () => {
  const database = await connect({ poolWaitMs: 10_000 });
  await database.transaction(owner, (tx) => tx.query('create table counter as select 0 as number'));
  await Promise.all(Array.from({ length: 20 }, () => database.transaction(owner, async (tx) => {
    const [number] = (await tx.query('select number from counter')).rows[0] ?? [];
    await tx.query('update counter set number = $1', [Number(number) + 1]);
  })));
  expect((await database.transaction(owner, (tx) => tx.query('select number from counter'))).rows).toEqual([[20]]);
  await database.close();
}, 180_000);
