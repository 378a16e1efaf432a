import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { verifyAudit } from '../../src/access/audit/verify.ts';
import { connect, type ConnectOptions } from '../../src/db/connect.ts';
import type { Database, Transaction } from '../../src/db/database.ts';
import { finished, startNode } from '../driver/node-child.ts';
import { killableCopy } from '../support/killable-copy.ts';
import { testVault } from '../support/template.ts';

const soak = Number(process.env.YOUYU_SOAK ?? 1);

interface Acknowledged {
  readonly writes: string[];
  readonly reads: string[];
}

/** Lets a writer work for a moment and kills it in the middle. */
const killedWriter = async (options: ConnectOptions, acknowledged: Acknowledged): Promise<void> => {
  const child = startNode('../support/crash-writer.ts', [JSON.stringify(options)]);
  const end = finished(child);
  const writing = new Promise((resolve) => child.stdout?.once('data', resolve));
  await Promise.race([writing, end]);
  await sleep(randomInt(10, 600));
  child.kill('SIGKILL');
  const { signal, out, err } = await end;
  expect([signal, err]).toEqual(['SIGKILL', '']);
  for (const [, kind, id] of out.matchAll(/^(write|read) (\S+)$/gm)) (kind === 'write' ? acknowledged.writes : acknowledged.reads).push(id as string);
};

const count = async (tx: Transaction, text: string, params: readonly unknown[] = []): Promise<number> => Number((await tx.query(text, params)).rows[0]?.[0]);

/** Every version of a need that the writers made has its entry, and every entry its version. */
const unmatched = `
  select count(*) from (select id, version from core.household_need where year < 1980) n
  full join (select record_id, count(*) as entries from core.audit_entry where record_type = 'Need' and action = 'saveNeed' group by record_id) a on a.record_id = n.id
  where n.version is distinct from a.entries`;

const check = (db: Database, { writes, reads }: Acknowledged): Promise<void> =>
  db.transaction({ scope: { counties: '*', actor: 'test', domains: '*', roles: ['AUDITOR'] }, readOnly: true, deadlineMs: 60_000 }, async (tx) => {
    expect(await count(tx, 'select count(*) from core.household_need where year < 1980')).toBeGreaterThan(2);
    expect(await count(tx, unmatched)).toBe(0);
    const lost = (table: string) => `select count(*) from unnest($1::text[]) id where not exists (select from core.${table} where request_id = id)`;
    expect(await count(tx, lost('audit_entry'), [writes])).toBe(0);
    expect(await count(tx, lost('access_entry'), [reads])).toBe(0);
  });

test('no kill loses an entry or leaves one without its write, and the chains stay whole', async () => {
  const { options, remove } = await killableCopy();
  const kills = (options.url ? 50 : 10) * soak;
  const acknowledged: Acknowledged = { writes: [], reads: [] };
  try {
    for (let kill = 0; kill < kills; kill += 1) await killedWriter(options, acknowledged);
    expect(acknowledged.writes.length).toBeGreaterThanOrEqual(kills);
    const db = await connect(options);
    await check(db, acknowledged);
    expect((await verifyAudit(db, testVault())).faults).toEqual([]);
    await db.close();
  } finally {
    remove();
  }
}, 900_000 * soak);
