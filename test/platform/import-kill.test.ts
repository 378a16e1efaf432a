import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '../../src/access/audit/verify.ts';
import { connect } from '../../src/db/connect.ts';
import { finished, startNode } from '../driver/node-child.ts';
import { type KillableCopy, killableCopy } from '../support/killable-copy.ts';
import { testVault } from '../support/template.ts';

const soak = Number(process.env['YOUYU_SOAK'] ?? 1);
const kills = 5 * soak;
const folder = mkdtempSync(join(tmpdir(), 'youyu-import-'));
const file = join(folder, 'needs.csv');
const firstYear = 1000;
/** Batches of two hundred rows: enough of them that each kill finds the import at work. */
const rows = 400 * (kills + 1);

let whole: KillableCopy;
let broken: KillableCopy;
beforeAll(async () => {
  [whole, broken] = [await killableCopy(), await killableCopy()];
  const [found] = await read(whole, ["select registration_number from core.household where county_code = '140224' order by 1"]);
  const numbers = found as readonly (readonly [string])[];
  // one in twenty is wrong, in turns by its code, its household and its date
  const wrong = (at: number): string => [`${numbers[0]?.[0]},WRONG,2000,x,`, '1402249999999999,CREDIT,2000,x,', `${numbers[0]?.[0]},CREDIT,2000,x,2019-02-30`][at % 3] as string;
  const line = (at: number): string => (at % 20 === 19 ? wrong(Math.floor(at / 20)) : `${numbers[at % numbers.length]?.[0]},CREDIT,${firstYear + Math.floor(at / numbers.length)},row ${at},`);
  writeFileSync(file, ['户编号,类型,年度,说明,满足日期', ...Array.from({ length: rows }, (_, at) => line(at))].join('\r\n'));
}, 600_000);
afterAll(() => {
  whole?.remove();
  broken?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Answers of statements, each as its rows. */
const read = async ({ options }: KillableCopy, texts: readonly string[]): Promise<readonly (readonly (readonly unknown[])[])[]> => {
  const db = await connect(options);
  try {
    return await db.transaction({ scope: { counties: '*', domains: '*', roles: ['AUDITOR', 'CLERK'], actor: 'demo-county-clerk' }, readOnly: true, deadlineMs: 60_000 }, async (tx) => {
      const answers = [];
      for (const text of texts) answers.push((await tx.query(text)).rows);
      return answers;
    });
  } finally {
    await db.close();
  }
};

/** Rows, quarantine, audit and feed, without what differs by nature: ids and instants. */
const endState = (copy: KillableCopy) => read(copy, [
  `select h.registration_number, n.year, n.kind, n.description, n.version from core.household_need n join core.household h using (household_id) where n.description like 'row %' order by n.description`,
  'select line, columns, codes, state from core.import_quarantine order by line',
  'select state, rows, created, updated, unchanged, quarantined from core.import_run',
  "select action, count(*)::int, count(distinct record_id)::int from core.audit_entry where record_type = 'Need' and request_id like 'import-%' group by 1 order by 1",
  "select e.operation, e.version, count(*)::int, count(distinct e.record_id)::int from core.change_entry e join core.household_need n on n.id = e.record_id where n.description like 'row %' group by 1, 2 order by 1, 2",
]);

const start = ({ options }: KillableCopy) => startNode('../support/importing-process.ts', [JSON.stringify(options), file]);

/** Kills an import at some moment of the batch after one that it has told of. */
const killOne = async (): Promise<void> => {
  const child = start(broken);
  const end = finished(child);
  await Promise.race([new Promise((resolve) => child.stdout?.once('data', resolve)), end]);
  await sleep(randomInt(0, 60));
  child.kill('SIGKILL');
  const { signal, err } = await end;
  expect([signal, err]).toEqual(['SIGKILL', '']);
};

test('killed at any moment and started again, an import ends as if nothing had happened', async () => {
  expect((await finished(start(whole))).code).toBe(0);
  for (let kill = 0; kill < kills; kill += 1) await killOne();
  const { code, out, err } = await finished(start(broken));
  expect([code, err]).toEqual([0, '']);
  const report = JSON.parse(/^report (.*)$/m.exec(out)?.[1] as string);
  expect(report.settledBefore).toBeGreaterThanOrEqual(200 * kills);
  const [wanted, ended] = [await endState(whole), await endState(broken)];
  expect(wanted[0]).toHaveLength(rows * 0.95);
  expect(wanted[1]).toHaveLength(rows * 0.05);
  expect(ended).toEqual(wanted);
  const db = await connect(broken.options);
  expect((await verifyAudit(db, testVault())).faults).toEqual([]);
  await db.close();
}, 600_000 * soak);
