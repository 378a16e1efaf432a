import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import type { AuditRow } from '../../src/access/audit/append.ts';
import { keepAudit } from '../../src/access/audit/keep.ts';
import { readHeads, verifyAudit } from '../../src/access/audit/verify.ts';
import { sqlState } from '../../src/db/connect.ts';
import type { Scope } from '../../src/db/database.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { asOwner, faultsOf } from '../support/audit.ts';
import { statementCount } from '../support/statements.ts';
import { testVault } from '../support/template.ts';

const soak = Number(process.env.YOUYU_SOAK ?? 1);
const wide: Scope = { counties: '*', actor: 'test' };
const county: Scope = { counties: ['140224'], actor: 'test' };
const vault = testVault();

let platform: TestApp;
beforeAll(async () => {
  platform = await openTestApp();
});
afterAll(() => platform?.close());

const entry = (note: string): AuditRow => ({
  at: '2020-12-01T04:00:00.123Z', actor: 'test', requestId: note, action: 'test', recordType: 'Household', recordId: uuid(), countyCode: '140224',
  changes: { name: [null, 'ref:1'], count: [0.1, 12], list: [['b', 'a'], { z: true, a: null }] },
});

const write = (rows: readonly AuditRow[], scope: Scope = wide): Promise<void> =>
  platform.db.transaction({ scope, deadlineMs: 60_000 }, async (tx) => keepAudit(tx, vault, rows));

const written = async (note: string): Promise<number> =>
  Number((await asOwner(platform, `select count(*) from core.audit_entry where request_id like '${note}%'`))[0]?.[0]);

const total = async (): Promise<number> => (await readHeads(platform.db)).filter(({ journal }) => journal === 'audit').reduce((sum, { position }) => sum + position, 0);

describe('the chains', () => {
  test('have no gap and no fork after sixteen writers at once, some of whom fail', async () => {
    const before = await total();
    const writer = async (name: number): Promise<void> => {
      for (let at = 0; at < 12; at += 1) {
        const rows = Array.from({ length: 1 + ((name + at) % 4) }, (_, row) => entry(`writers-${name}-${at}-${row}`));
        const done = platform.db.transaction({ scope: name % 2 ? wide : county, deadlineMs: 60_000 }, async (tx) => {
          keepAudit(tx, vault, rows);
          if (at % 5 === 4) throw new Error('the work failed');
        });
        await done.catch((error: Error) => expect(error.message).toBe('the work failed'));
      }
    };
    await Promise.all(Array.from({ length: 16 }, (_, name) => writer(name)));
    const count = await written('writers-');
    expect(count).toBeGreaterThan(300);
    expect(await total()).toBe(before + count);
    expect(await faultsOf(platform)).toEqual([]);
  });

  test('take no entry of a savepoint that was undone', async () => {
    await platform.db.transaction({ scope: wide }, async (tx) => {
      keepAudit(tx, vault, [entry('savepoint-kept')]);
      await tx.savepoint(async () => {
        keepAudit(tx, vault, [entry('savepoint-undone')]);
        throw new Error('undone');
      }).catch(() => undefined);
      await tx.savepoint(async () => keepAudit(tx, vault, [entry('savepoint-kept')]));
    });
    expect([await written('savepoint-kept'), await written('savepoint-undone')]).toEqual([2, 0]);
  });

  test('are written by one transaction in as many statements for 300 entries as for one', async () => {
    const row = (at: number) => ({ registrationNumber: '1402240000000001', year: 1950 + at, wage: '10', persons: 2 });
    const save = (rows: readonly object[]) => platform.ask('mutation($rows: [HouseholdIncomeInput!]!) { saveHouseholdIncomes(rows: $rows) { outcome } }', { as: 'demo-county-clerk', variables: { rows } });
    const [one, many] = [await save([row(0)]), await save(Array.from({ length: 40 }, (_, at) => row(at + 1)))];
    expect(many.data.saveHouseholdIncomes.map(({ outcome }: { outcome: string }) => outcome)).toEqual(Array(40).fill('CREATED'));
    expect(statementCount(many)).toBe(statementCount(one));
    expect(many.statements.filter((text) => /audit_head|audit_entry/.test(text))).toHaveLength(3);
    expect(many.statements.at(-2)).toMatch(/^update core\.audit_head/);
  });

  test('refuse to go on where an end is gone, and nothing is written', async () => {
    const heads = await asOwner(platform, "delete from core.audit_head where journal = 'audit' returning chain, position, hash");
    await expect(write([entry('headless')])).rejects.toMatchObject({ code: 'AUDIT_HEAD_MISSING' });
    for (const [chain, position, hash] of heads) await asOwner(platform, `insert into core.audit_head values ('audit', ${String(chain)}, ${String(position)}, '${String(hash)}')`);
    expect(await written('headless')).toBe(0);
    expect(await faultsOf(platform)).toEqual([]);
  });
});

describe('the service may add and read, and no more', () => {
  const tables = ['core.audit_entry', 'core.access_entry', 'core.access_household'];
  const refusals = [
    ...tables.flatMap((table) => [`update ${table} set county_code = '140224'`, `delete from ${table}`, `truncate ${table}`]),
    'delete from core.audit_head', 'truncate core.audit_head', `insert into core.audit_head values ('audit', 16, 0, '')`,
    'alter table core.audit_entry disable row level security', `select setval('core.access_entry_seq_seq', 1)`,
  ];

  test.each([['a county', county], ['the province', wide]] as const)('in the scope of %s', async (_, scope) => {
    for (const text of refusals) {
      const state = await platform.db.transaction({ scope }, (tx) => tx.query(text)).then(() => 'done', (error: unknown) => sqlState(error));
      expect([text, state]).toEqual([text, '42501']);
    }
  });
});

test('20,000 entries are verified, and the one that was altered is named', async () => {
  const count = 20_000 * soak;
  for (let at = 0; at < count; at += 2_000) await write(Array.from({ length: 2_000 }, () => entry('many')));
  const seen: number[] = [];
  const verified = await verifyAudit(platform.db, vault, { onProgress: (done) => seen.push(done) });
  expect(verified.faults).toEqual([]);
  expect(verified.entries).toBeGreaterThan(count);
  expect(seen.at(-1)).toBe(verified.entries);
  const [row] = await asOwner(platform, `select seq, chain, position from core.audit_entry where request_id = 'many' order by md5(seq::text) limit 1`);
  const [seq, chain, position] = row as readonly [string, number, string];
  await asOwner(platform, `update core.audit_entry set actor = 'somebody else' where seq = ${seq}`);
  expect(await faultsOf(platform)).toEqual([{ journal: 'audit', kind: 'ALTERED', chain, position: Number(position), seq }]);
}, 180_000 * soak);
