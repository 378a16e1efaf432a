import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../db/connect.ts';
import type { Database } from '../../db/database.ts';
import type { RequestContext } from '../../schema/context.ts';
import type { Importer, IntakeRow } from './importer.ts';
import { settleRows } from './settle.ts';

let db: Database;
beforeAll(async () => {
  db = await connect({});
  await db.transaction({ scope: 'owner' }, (tx) => tx.query('create table public.kept (line integer primary key)'));
});
afterAll(() => db.close());

/** Stores lines; a row of a bad line fails with the whole of what is saved with it. */
const settle = async (lines: number, bad: ReadonlySet<number>, groupRows: number) => {
  const saves: number[] = [];
  const reported: unknown[] = [];
  const importer = {
    groupOf: ({ line }: IntakeRow) => String(Math.floor(line / groupRows)),
    save: async ({ tx }: RequestContext, rows: readonly IntakeRow[]) => {
      saves.push(rows.length);
      await tx.query('insert into public.kept select unnest($1::integer[])', [rows.map(({ line }) => line)]);
      if (rows.some(({ line }) => bad.has(line))) throw new Error('nobody foresaw this');
      return rows.map(() => ({ outcome: 'CREATED', faults: [] }));
    },
  } as unknown as Importer;
  const rows = Array.from({ length: lines }, (_, line): IntakeRow => ({ line, cells: {}, faults: [] }));
  const { settled, kept } = await db.transaction({ scope: 'owner' }, async (tx) => {
    await tx.query('truncate public.kept');
    const results = await settleRows({ tx, loaders: new Map() } as unknown as RequestContext, importer, rows, (error) => reported.push(error));
    return { settled: results, kept: (await tx.query('select line from public.kept order by 1')).rows.map(([line]) => line) };
  });
  return { saves, reported, kept, held: settled.flatMap(({ outcome, faults }, line) => (outcome === 'QUARANTINED' ? [`${line} ${faults[0]?.code}`] : [])) };
};

test('one bad row among thousands is found by halves, with its group, and takes no other with it', async () => {
  const { saves, reported, kept, held } = await settle(3000, new Set([1234]), 3);
  expect(held).toEqual([1233, 1234, 1235].map((line) => `${line} IMPORT_ROW_FAILED`));
  expect(kept).toEqual(Array.from({ length: 3000 }, (_, line) => line).filter((line) => Math.floor(line / 3) !== 411));
  expect([reported.length, saves.length <= 22]).toEqual([1, true]);
});

test('where all are bad, each is kept back by itself', async () => {
  const { reported, kept, held } = await settle(8, new Set([0, 1, 2, 3, 4, 5, 6, 7]), 1);
  expect([reported.length, kept, held.length]).toEqual([8, [], 8]);
});
