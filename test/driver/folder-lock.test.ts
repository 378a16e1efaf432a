import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../src/db/connect.ts';
import { lockFolder } from '../../src/db/folder-lock.ts';
import { finished, startNode, type Finished } from './node-child.ts';

const soak = Number(process.env['YOUYU_SOAK'] ?? 1);
let folder: string;
beforeEach(() => { folder = realpathSync(mkdtempSync(join(tmpdir(), 'youyu-folder-'))); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Opener {
  readonly child: ChildProcess;
  readonly end: Promise<Finished>;
  /** First line said: `open <pid>` or `refused ...`. */
  readonly first: Promise<string>;
}

const opener = (how: 'lock' | 'database', at = folder): Opener => {
  const child = startNode('open-folder.ts', [how, at]);
  const first = new Promise<string>((resolve) => { child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().split('\n')[0] ?? '')); });
  return { child, end: finished(child), first };
};

test('a second process is refused by name of folder and pid, however the folder is named', async () => {
  const holder = opener('lock');
  await holder.first;
  symlinkSync(folder, `${folder}-link`);
  for (const name of [folder, `${folder}-link`, `${folder}/../${folder.split('/').at(-1)}`]) {
    const second = await opener('lock', name).end;
    expect(second).toMatchObject({ code: 1, out: `refused FOLDER_LOCKED ${holder.child.pid} ${folder}\n`, err: '' });
  }
  rmSync(`${folder}-link`);
  holder.child.stdin?.end();
  expect((await holder.end).code).toBe(0);
  (await lockFolder(folder)).release();
}, 180_000);

test('a second opening inside one process is refused too, and released by close', async () => {
  const first = await connect({ dataDir: folder });
  await expect(connect({ dataDir: folder })).rejects.toMatchObject({ code: 'FOLDER_LOCKED', details: { folder, pid: process.pid } });
  await first.close();
  await (await connect({ dataDir: folder })).close();
}, 180_000);

test('of 20 processes at once exactly one wins, with a dead holder left behind by kill -9', async () => {
  for (let round = 0; round < soak; round += 1) {
    const dead = opener('lock');
    await dead.first;
    dead.child.kill('SIGKILL');
    await dead.end;
    const openers = Array.from({ length: 20 }, () => opener('lock'));
    const answers = await Promise.all(openers.map((each) => each.first));
    const winners = answers.filter((answer) => answer.startsWith('open'));
    expect(winners).toHaveLength(1);
    const pid = winners[0]?.split(' ')[1];
    expect(answers.filter((answer) => answer === `refused FOLDER_LOCKED ${pid} ${folder}`)).toHaveLength(19);
    for (const each of openers) each.child.stdin?.end();
    await Promise.all(openers.map((each) => each.end));
  }
}, 60_000 * soak);

test('a note of a holder whose pid now belongs to another process does not keep the folder closed', async () => {
  writeFileSync(join(folder, 'holder'), `${process.ppid} 1\n`);
  const lock = await lockFolder(folder);
  lock.release();
});

test('kill -9 while writing: the next process opens at once and finds every acknowledged transaction whole', async () => {
  let acknowledged = -1;
  for (let round = 0; round < 2 * soak; round += 1) {
    const inner = join(folder, String(round));
    const writer = opener('database', inner);
    await writer.first;
    await new Promise((resolve) => setTimeout(resolve, 300 + 200 * Math.random()));
    writer.child.kill('SIGKILL');
    acknowledged = Number((await writer.end).out.trim().split('\n').at(-1)?.split(' ')[1]);
    const database = await connect({ dataDir: inner });
    const { rows } = await database.transaction({ scope: 'owner' }, (tx) => tx.query('select number from row order by number'));
    await database.close();
    expect(rows.length % 2).toBe(0);
    expect(rows.length).toBeGreaterThanOrEqual((acknowledged + 1) * 2);
    expect(rows.map(([number]) => number)).toEqual(rows.map((_, at) => at));
  }
}, 60_000 * soak);
