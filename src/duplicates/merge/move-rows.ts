import { and, sql } from 'drizzle-orm';
import { acrossDomains } from '../../db/across-domains.ts';
import { constraintName, sqlState } from '../../db/engine-errors.ts';
import { sqlName } from '../../db/derived-table.ts';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { throwIfAny } from '../../errors.ts';
import type { Owner } from '../../people/work.ts';
import type { AnyRecord } from '../../records/define.ts';
import { writeJournal } from '../../records/journal.ts';
import { columnOf, idColumnOf, scopeOf } from '../../records/listing.ts';
import type { Row } from '../../records/page.ts';
import type { RequestContext } from '../../schema/context.ts';
import { conflict } from './conflicts.ts';
import { inEveryDomain } from './references.ts';

/** Rows that go from one household to another. */
export interface RowsMove {
  readonly from: string;
  readonly to: Owner;
  /** These alone; all where none are named. */
  readonly ids?: readonly string[];
  readonly action: string;
  readonly reason: string;
  readonly refusal: 'DUPLICATE_MERGE_CONFLICT' | 'DUPLICATE_UNDO_CONFLICT';
}

interface Rows {
  readonly record: AnyRecord;
  readonly rows: readonly Row[];
}

/** Records that are about a household and not the household's own life. */
export const carriedRecords = (records: readonly AnyRecord[]): readonly AnyRecord[] => records.filter(({ about, stays }) => about === 'household' && !stays);

const rowsToMove = async (ctx: RequestContext, record: AnyRecord, { from, ids }: RowsMove): Promise<readonly Row[]> =>
  (await ctx.tx.orm.select().from(record.table).where(and(
    sql`${columnOf(record.table, 'householdId')} = ${from}::uuid`, ids && sql`${idColumnOf(record)} = any(${sql.param(ids)}::uuid[])`, scopeOf(ctx.identity, record.table),
  )).orderBy(idColumnOf(record)).for('update')) as Row[];

const moveText = ({ table }: AnyRecord, at: number): string =>
  `moved_${at} as (update ${sqlName(table)} set household_id = $2::uuid, county_code = $3, area_code = $4, version = version + 1, updated_at = $5::timestamptz
    where household_id = $1::uuid and id = any($6::uuid[]))`;

/** One statement for all tables: their keys to each other have the household in them, and are compared when it is over. */
const moveAll = async (ctx: RequestContext, sets: readonly Rows[], { from, to }: RowsMove): Promise<void> => {
  const ids = sets.flatMap(({ rows }) => rows.map(({ id }) => id as string));
  await ctx.tx.query(`with ${sets.map(({ record }, at) => moveText(record, at)).join(', ')} select 1`, [from, to.householdId, to.countyCode, to.villageCode, ctx.now, ids]);
};

/** The record of the table that a constraint is named after. */
const recordOfConstraint = (sets: readonly Rows[], constraint: string): AnyRecord =>
  sets.map(({ record }) => record)
    .toSorted((a, b) => getTableConfig(b.table).name.length - getTableConfig(a.table).name.length)
    .find(({ table }) => constraint.startsWith(getTableConfig(table).name)) ?? (sets[0] as Rows).record;

/** Takes records of every department from one household to another; answers which rows went. */
export const moveRows = (ctx: RequestContext, records: readonly AnyRecord[], move: RowsMove): Promise<readonly string[]> =>
  acrossDomains(ctx.tx, async () => {
    const all = inEveryDomain(ctx, records);
    const sets: Rows[] = [];
    for (const record of carriedRecords(records)) {
      const rows = await rowsToMove(all, record, move);
      if (rows.length > 0) sets.push({ record, rows });
    }
    if (sets.length === 0) return [];
    await ctx.tx.savepoint(() => moveAll(ctx, sets, move)).catch((error: unknown) => {
      if (!sqlState(error)?.startsWith('23')) throw error;
      throwIfAny(conflict(move.refusal, ctx, [recordOfConstraint(sets, constraintName(error) ?? '')]));
    });
    const { householdId, countyCode, villageCode: areaCode } = move.to;
    await writeJournal(all, sets.flatMap(({ record, rows }) => rows.map((before) => ({
      record, before, after: { ...before, householdId, countyCode, areaCode, version: (before.version as number) + 1, updatedAt: ctx.now }, action: move.action, reason: move.reason,
    }))));
    return sets.flatMap(({ rows }) => rows.map(({ id }) => id as string));
  });
