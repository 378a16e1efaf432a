import { and, sql } from 'drizzle-orm';
import { acrossDomains } from '../../db/across-domains.ts';
import { PlatformError, throwIfAny } from '../../errors.ts';
import type { AnyRecord } from '../../records/define.ts';
import { newRow } from '../../records/drafts.ts';
import { columnOf, idColumnOf, idKeyOf, scopeOf } from '../../records/listing.ts';
import type { Row } from '../../records/page.ts';
import type { Draft } from '../../records/rules.ts';
import { writeRows } from '../../records/write-rows.ts';
import type { RequestContext } from '../../schema/context.ts';
import { personRecord } from '../../schema/records/household.ts';
import { householdEventRecord } from '../../schema/records/welfare.ts';
import { conflict, writeEach } from './conflicts.ts';
import { lockedHousehold } from './household-rows.ts';
import { returnLookups } from './lookups.ts';
import type { MovedPerson, MovedValue } from './moved.ts';
import { checkRoster, recordedPersons, type Recorded } from './people.ts';
import { inEveryDomain } from './references.ts';

/** What the journal calls it. */
export const undoing = 'undoMerge';

const placeOf = (row: { readonly householdId?: unknown; readonly id?: unknown }): string => `${row.householdId ?? ''} ${row.id ?? row.householdId}`;

const rowsOf = async (ctx: RequestContext, record: AnyRecord, values: readonly MovedValue[]): Promise<ReadonlyMap<string, Row>> => {
  const list = (pick: (value: MovedValue) => string | null) => sql.param(values.map(pick));
  const household = record.about === 'household' ? columnOf(record.table, 'householdId') : undefined;
  const rows = (await ctx.tx.orm.select().from(record.table).where(and(
    sql`${idColumnOf(record)} = any(${list(({ id }) => id)}::uuid[])`,
    household && sql`${household} = any(${list(({ householdId }) => householdId)}::uuid[])`,
    scopeOf(ctx.identity, record.table),
  )).orderBy(idColumnOf(record)).for('update')) as Row[];
  return new Map(rows.map((row) => [placeOf({ householdId: household && row.householdId, id: row[idKeyOf(record)] }), row]));
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Rows as they were before; a value that is no longer as the merge left it cannot be told from one that somebody meant. */
const draftsOf = async (ctx: RequestContext, record: AnyRecord, values: readonly MovedValue[]): Promise<readonly Draft<Row>[] | undefined> => {
  const rows = await rowsOf(ctx, record, values);
  const drafts = [...Map.groupBy(values, placeOf)].map(([place, some]) => {
    const before = rows.get(place);
    if (!before || !some.every(({ column, after }) => same(before[column], after))) return undefined;
    return { before, after: { ...before, ...Object.fromEntries(some.map(({ column, before: was }) => [column, was])) } };
  });
  return drafts.every((draft) => draft !== undefined) ? drafts : undefined;
};

/** Puts the values back, whichever department's rows they are in. */
export const putBack = (ctx: RequestContext, records: readonly AnyRecord[], values: readonly MovedValue[], reason: string): Promise<void> =>
  acrossDomains(ctx.tx, async () => {
    const all = inEveryDomain(ctx, records);
    const [sets, changed]: [{ record: AnyRecord; drafts: readonly Draft<Row>[] }[], AnyRecord[]] = [[], []];
    for (const record of records) {
      const own = values.filter(({ record: name }) => name === record.name);
      const drafts = own.length === 0 ? [] : await draftsOf(all, record, own);
      if (drafts) sets.push({ record, drafts });
      else changed.push(record);
    }
    throwIfAny(conflict('DUPLICATE_UNDO_CONFLICT', ctx, changed));
    throwIfAny(conflict('DUPLICATE_UNDO_CONFLICT', ctx, await writeEach(all, sets, undoing, reason)));
  });

/** Rows of the kept person that the merge made where the other is: nothing is deleted, they say who it is there. */
const stoodIn = (kept: Recorded, { added, merged }: MovedPerson): readonly Draft<Row>[] =>
  kept.rows.filter(({ householdId, current }) => added.includes(householdId) && !current).map((before) => ({ before, after: { ...before, mergedIntoId: merged } }));

/** Takes a merge of two persons back: what it moved is as it was; what came to the kept one since stays there. */
export const undoPerson = async (ctx: RequestContext, moved: MovedPerson, reason: string, records: readonly AnyRecord[], isOfHousehold = false): Promise<void> => {
  const [goes, stillKept] = (await recordedPersons(ctx, [moved.merged, moved.kept])) as [Recorded, Recorded];
  if (stillKept.now.mergedIntoId !== null || (!isOfHousehold && (await lockedHousehold(ctx, goes.now.householdId)).mergedIntoId !== null)) throw new PlatformError('DUPLICATE_MERGED_ALREADY', {}, { path: ['id'] });
  await putBack(ctx, records, moved.values, reason);
  const [merged, kept] = (await recordedPersons(ctx, [moved.merged, moved.kept])) as [Recorded, Recorded];
  const { householdId, countyCode, areaCode } = merged.now;
  const event = newRow(ctx, householdEventRecord, { householdId, countyCode, areaCode, kind: 'DUPLICATE', happenedOn: ctx.today, reason, personId: moved.merged, otherHouseholdId: null });
  await writeRows(ctx, [
    { record: personRecord, drafts: stoodIn(kept, moved) },
    { record: householdEventRecord, drafts: [{ before: undefined, after: event }] },
  ], undoing, reason);
  await returnLookups(ctx, merged.now, moved.kept, moved);
  if (!isOfHousehold) await checkRoster(ctx, householdId);
};
