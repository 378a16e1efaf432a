import fc from 'fast-check';
import { getTableColumns } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readHeads, verifyAudit } from '../../src/access/audit/verify.ts';
import { journalTables } from '../../src/access/audit/append.ts';
import type { Fault } from '../../src/access/audit/faults.ts';
import type { JournalName } from '../../src/access/audit/seal.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { asOwner, faultsOf, keepJournals, restoreJournals } from '../support/audit.ts';
import { testVault } from '../support/template.ts';

const soak = Number(process.env.YOUYU_SOAK ?? 1);

let platform: TestApp;
beforeAll(async () => {
  platform = await openTestApp();
  for (let at = 0; at < 60; at += 1) await platform.ask('{ households(first: 2) { nodes { address members { name } } } }', { as: 'demo-county-clerk' });
  await keepJournals(platform);
});
afterEach(() => restoreJournals(platform));
afterAll(() => platform?.close());

interface Target {
  readonly journal: JournalName;
  readonly chain: number;
  /** Length of the chain. */
  readonly end: number;
}

/** The longest chain of a journal. */
const longest = async (journal: JournalName): Promise<Target> => {
  const [row] = await asOwner(platform, `select chain, position from core.audit_head where journal = '${journal}' order by position desc limit 1`);
  const [chain, end] = (row as readonly [number, string]).map(Number) as [number, number];
  expect(end).toBeGreaterThan(3);
  return { journal, chain, end };
};

const at = ({ journal, chain }: Target, position: number): string => `core.${journal}_entry where chain = ${chain} and position = ${position}`;
const update = (target: Target, position: number, change: string): string => `update core.${target.journal}_entry set ${change} where chain = ${target.chain} and position = ${position}`;

/** Whether the faults name a position of a chain: where something is wrong, or where what is wrong came from. */
const names = (faults: readonly Fault[], { journal, chain }: Target, position: number): boolean =>
  faults.some((fault) => fault.journal === journal
    && ((fault.chain === chain && fault.position <= position && (fault.until ?? fault.position) >= position)
      || (fault.from?.chain === chain && fault.from.position === position)));

const kinds = (faults: readonly Fault[]): readonly string[] => [...new Set(faults.map(({ kind }) => kind))].sort();

/** Another value for a column. */
const altered = ({ name }: PgColumn, type: string): string => {
  if (type === 'jsonb') return `"${name}" = "${name}" || '{"x": [1, 2]}'`;
  if (type.startsWith('timestamp')) return `"${name}" = "${name}" + interval '1 microsecond'`;
  if (type === 'uuid[]') return `"${name}" = "${name}" || gen_random_uuid()`;
  if (type === 'uuid') return `"${name}" = gen_random_uuid()`;
  if (type === 'smallint') return `"${name}" = 99`;
  if (/^big/.test(type)) return `"${name}" = "${name}" + 100000`;
  return type === 'text[]' ? `"${name}" = "${name}" || 'x'::text` : `"${name}" = coalesce("${name}", '') || 'x'`;
};

const journals = ['audit', 'access'] as const satisfies readonly JournalName[];
const columns = journals.flatMap((journal) =>
  (Object.values(getTableColumns(journalTables[journal])) as PgColumn[]).map((column) => [journal, column.name, altered(column, column.getSQLType())] as const));

test('nothing is wrong with what the service wrote', async () => {
  const { entries, faults } = await verifyAudit(platform.db, testVault());
  expect(faults).toEqual([]);
  const [row] = await asOwner(platform, 'select (select count(*) from core.audit_entry) + (select count(*) from core.access_entry)');
  expect(String(entries)).toBe(row?.[0]);
  expect(entries).toBeGreaterThan(250);
});

describe('whoever owns the tables cannot', () => {
  test.each(columns)('alter %s: %s', async (journal, column, change) => {
    const target = await longest(journal);
    for (const position of [1, Math.ceil(target.end / 2), target.end]) {
      await asOwner(platform, update(target, position, change));
      const faults = await faultsOf(platform);
      expect([column, position, names(faults, target, position)]).toEqual([column, position, true]);
      if (!['chain', 'position', 'household_ids', 'seq', 'county_code'].includes(column)) expect(faults).toHaveLength(1);
      await restoreJournals(platform);
    }
  });

  test.each(journals)('take an entry out of %s', async (journal) => {
    const target = await longest(journal);
    for (const position of [1, Math.ceil(target.end / 2), target.end]) {
      await asOwner(platform, `delete from ${at(target, position)}`);
      expect((await faultsOf(platform)).filter(({ kind }) => kind !== 'INDEX_WRONG')).toEqual([{ journal, kind: 'MISSING', chain: target.chain, position, seq: null }]);
      await restoreJournals(platform);
    }
  });

  test.each(journals)('swap two entries of %s, their places or their numbers', async (journal) => {
    const target = await longest(journal);
    const [first, second] = [2, target.end - 1];
    await asOwner(platform, update(target, first, 'position = -1'), update(target, second, `position = ${first}`), update(target, -1, `position = ${second}`));
    const moved = [
      { journal, kind: 'MOVED', chain: target.chain, position: first, from: { chain: target.chain, position: second } },
      { journal, kind: 'MOVED', chain: target.chain, position: second, from: { chain: target.chain, position: first } },
    ];
    expect(await faultsOf(platform)).toMatchObject(moved);
    await restoreJournals(platform);
    const [seqs] = await asOwner(platform, `select (select seq from ${at(target, first)}), (select seq from ${at(target, second)})`);
    const [one, other] = seqs as readonly [string, string];
    const renumber = (from: string, to: string): string => `update core.${journal}_entry set seq = ${to} where seq = ${from}`;
    await asOwner(platform, renumber(one, '-1'), renumber(other, one), renumber('-1', other));
    const faults = await faultsOf(platform);
    expect([names(faults, target, first), names(faults, target, second)]).toEqual([true, true]);
  });

  test('put one in: a made-up one, a copy, one beside the chains', async () => {
    const target = await longest('audit');
    const columnsButSeq = (Object.values(getTableColumns(journalTables.audit)) as PgColumn[]).map(({ name }) => name).filter((name) => name !== 'seq');
    const copy = (changes: Readonly<Record<string, string>>): string =>
      `insert into core.audit_entry (${columnsButSeq.join(', ')}) select ${columnsButSeq.map((name) => changes[name] ?? name).join(', ')} from ${at(target, 2)}`;
    const behind = target.end + 1;
    await asOwner(platform, copy({ position: String(behind) }));
    expect(await faultsOf(platform)).toMatchObject([{ kind: 'FORGED', chain: target.chain, position: behind }]);
    await asOwner(platform, `update core.audit_head set position = ${behind}, hash = 'x' where journal = 'audit' and chain = ${target.chain}`);
    expect(await faultsOf(platform)).toMatchObject([{ kind: 'ALTERED', chain: target.chain, position: behind }]);
    await restoreJournals(platform);
    await asOwner(platform, copy({ position: String(behind), seal: `'x'`, hash: `'x'`, actor: `'somebody'` }));
    expect(kinds(await faultsOf(platform))).toEqual(['FORGED']);
    await restoreJournals(platform);
    await asOwner(platform, copy({ chain: '-1', seal: `''`, hash: `''` }), copy({ chain: '40' }));
    expect(kinds(await faultsOf(platform))).toEqual(['FORGED', 'UNSEALED']);
    await restoreJournals(platform);
    await asOwner(platform, 'drop index core.audit_entry_chain_position_index', copy({}));
    expect(await faultsOf(platform)).toMatchObject([{ kind: 'FORGED', chain: target.chain, position: 2 }]);
    await restoreJournals(platform);
    await asOwner(platform, 'create unique index audit_entry_chain_position_index on core.audit_entry (chain, position)');
  });

  test('change the end of a chain, or take it away', async () => {
    const target = await longest('audit');
    const head = (change: string): string => `update core.audit_head set ${change} where journal = 'audit' and chain = ${target.chain}`;
    for (const change of ['position = position - 1', `hash = 'x'`, `hash = ''`]) {
      await asOwner(platform, head(change));
      expect([change, kinds(await faultsOf(platform))]).toEqual([change, ['HEAD_WRONG']]);
      await restoreJournals(platform);
    }
    await asOwner(platform, head('position = position + 1'));
    expect(await faultsOf(platform)).toMatchObject([{ kind: 'MISSING', chain: target.chain, position: target.end + 1 }]);
    await restoreJournals(platform);
    await asOwner(platform, `delete from core.audit_head where journal = 'audit' and chain = ${target.chain}`);
    expect(await faultsOf(platform)).toMatchObject([{ kind: 'HEAD_WRONG', chain: target.chain }]);
  });

  test('cut a tail off and put its end back, where the ends were kept outside', async () => {
    const target = await longest('audit');
    const kept = await readHeads(platform.db);
    expect(await faultsOf(platform, { kept })).toEqual([]);
    const cut = target.end - 2;
    await asOwner(
      platform,
      `update core.audit_head set position = ${cut}, hash = (select hash from ${at(target, cut)}) where journal = 'audit' and chain = ${target.chain}`,
      `delete from core.audit_entry where chain = ${target.chain} and position > ${cut}`,
    );
    expect(await faultsOf(platform)).toEqual([]); // nothing inside the database can tell
    expect(await faultsOf(platform, { kept })).toMatchObject([
      { kind: 'MISSING', chain: target.chain, position: cut + 1, until: target.end }, { kind: 'HEAD_WRONG', chain: target.chain, position: target.end },
    ]);
  });

  test('hide an access from the family it was about', async () => {
    const [link] = await asOwner(platform, 'select household_id, seq from core.access_household order by seq limit 1');
    const [household, seq] = link as readonly [string, string];
    await asOwner(platform, `delete from core.access_household where household_id = '${household}' and seq = ${seq}`);
    expect(await faultsOf(platform)).toMatchObject([{ kind: 'INDEX_WRONG', seq }]);
    await restoreJournals(platform);
    await asOwner(platform, `insert into core.access_household (household_id, seq) values ('${household}', 999999)`);
    expect(await faultsOf(platform)).toMatchObject([{ kind: 'INDEX_WRONG', seq: '999999' }]);
  });
});

test('what another key sealed is said to be of an unknown key', async () => {
  const target = await longest('audit');
  await asOwner(platform, update(target, 2, `key_id = 'another'`));
  expect(await faultsOf(platform)).toEqual([{ journal: 'audit', kind: 'KEY_UNKNOWN', chain: target.chain, position: 2, seq: expect.any(String) }]);
});

test('any entry, tampered with in any way, is named', async () => {
  const all = (await asOwner(platform, `select 'audit', chain, position::int from core.audit_entry union all select 'access', chain, position::int from core.access_entry`)) as readonly (readonly [JournalName, number, number])[];
  const ways = ['delete', ...columns.map(([, name]) => name)] as const;
  await fc.assert(
    fc.asyncProperty(fc.nat(all.length - 1), fc.constantFrom(...ways), async (index, way) => {
      const [journal, chain, position] = all[index] as readonly [JournalName, number, number];
      const target = { journal, chain, end: 0 };
      const column = columns.find(([owner, name]) => owner === journal && name === way);
      await asOwner(platform, way === 'delete' || !column ? `delete from ${at(target, position)}` : update(target, position, column[2]));
      const faults = await faultsOf(platform);
      await restoreJournals(platform);
      expect([way, journal, chain, position, names(faults, target, position)]).toEqual([way, journal, chain, position, true]);
    }),
    { numRuns: 25 * soak },
  );
}, 240_000 * soak);
