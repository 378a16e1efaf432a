import DataLoader from 'dataloader';
import { and, getTableColumns, sql } from 'drizzle-orm';
import { mayRead } from '../access/identity.ts';
import { membership, person } from '../db/tables/people.ts';
import { scopeOf } from '../records/listing.ts';
import type { Row } from '../records/page.ts';
import { loaderOf, type RequestContext } from './context.ts';

/** Memberships of a day: a person belongs from the first day on, and no longer on the last. */
export const memberOn = (asOf: string) =>
  sql`${membership.fromOn} <= ${asOf}::date and (${membership.toOn} is null or ${membership.toOn} > ${asOf}::date)`;

/** The head first, then by age. Who may read neither relations nor dates of birth is not told them by the order. */
const headFirst = sql`case ${membership.relation} when 'HEAD' then 0 when 'SPOUSE' then 1 else 2 end`;

const rosterRows = (ctx: RequestContext, householdIds: readonly string[], asOf: string) =>
  ctx.tx.orm
    .select({ ...getTableColumns(person), relation: membership.relation, memberFrom: membership.fromOn })
    .from(membership)
    .innerJoin(person, and(sql`${person.householdId} = ${membership.householdId}`, sql`${person.id} = ${membership.personId}`))
    .where(and(sql`${membership.householdId} = any(${sql.param(householdIds)}::uuid[])`, memberOn(asOf), scopeOf(ctx.identity, membership), scopeOf(ctx.identity, person)))
    .orderBy(membership.householdId, ...(mayRead(ctx.identity, 'personal') ? [headFirst, person.bornOn] : []), person.id);

/** The members of households on a day, head first: one statement for all households of a tick. */
export const rosters = (ctx: RequestContext, asOf: string): DataLoader<string, readonly Row[]> =>
  loaderOf(ctx, `roster@${asOf}`, () => new DataLoader(async (householdIds: readonly string[]) => {
    const rows = (await rosterRows(ctx, householdIds, asOf)) as Row[];
    const byHousehold = Map.groupBy(rows, (row) => row.householdId as string);
    return householdIds.map((id) => (byHousehold.get(id) ?? []).map((row) => ({ ...row, asOf })));
  }));

/** The relation of persons to their household's head on a day; null for who was no member then. */
export const relations = (ctx: RequestContext, asOf: string): DataLoader<Row, string | null, string> =>
  loaderOf(ctx, `relation@${asOf}`, () => new DataLoader<Row, string | null, string>(async (persons: readonly Row[]) => {
    const loaded = await rosters(ctx, asOf).loadMany(persons.map((row) => row.householdId as string));
    return persons.map((row, index) => {
      const roster = loaded[index];
      if (roster instanceof Error) throw roster;
      return (roster?.find(({ id }) => id === row.id)?.relation as string | undefined) ?? null;
    });
  }, { cacheKeyFn: (row) => `${row.householdId}/${row.id}` }) as never) as never;
