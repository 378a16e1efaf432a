import DataLoader from 'dataloader';
import { and, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { type Identity, mayRead } from '../access/identity.ts';
import { membership, person } from '../db/tables/people.ts';
import { scopeOf } from '../records/listing.ts';
import type { Row } from '../records/page.ts';
import type { SeenRow } from '../records/facts.ts';
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
    .orderBy(membership.householdId, ...memberOrder(ctx.identity, person.bornOn), person.id);

/** In which order members come; of equal ones the id decides. */
export const memberOrder = (identity: Identity, bornOn: PgColumn): readonly SQL[] => (mayRead(identity, 'personal') ? [headFirst, sql`${bornOn}`] : []);

/** Members of one household on the day it is seen on, within the caller's scope. */
export const membersOf = ({ column, day, identity }: SeenRow) =>
  sql`${membership.householdId} = ${column('householdId')} and ${and(memberOn(day), scopeOf(identity, membership))}`;

/** How many members a household has on the day. */
export const sizeSql = (row: SeenRow) => sql`(select count(*)::int from ${membership}
  inner join ${person} on ${and(sql`${person.householdId} = ${membership.householdId}`, sql`${person.id} = ${membership.personId}`, scopeOf(row.identity, person))} where ${membersOf(row)})`;

/** What a person is to the head of the household on the day; null for who is no member then. */
export const relationSql = (row: SeenRow) => row.relation ?? sql`(select ${membership.relation} from ${membership}
  where ${membersOf(row)} and ${membership.personId} = ${row.column('id')} order by ${headFirst} limit 1)`;

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
