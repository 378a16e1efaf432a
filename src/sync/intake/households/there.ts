import { and, isNotNull, sql } from 'drizzle-orm';
import { household, householdRegistry } from '../../../db/tables/household.ts';
import { membership, person, personIdentity } from '../../../db/tables/people.ts';
import { scopeOf } from '../../../records/listing.ts';
import type { Row } from '../../../records/page.ts';
import type { RequestContext } from '../../../schema/context.ts';

export type Person = typeof person.$inferSelect & Row;
export type Home = typeof household.$inferSelect & Row;

/** Somebody whom a file may name in a household. */
export interface Known {
  readonly person: Person;
  /** None for who was merged into another. */
  readonly relation: string | null;
  readonly hash: string | null;
  /** Whom this one was merged into: what a file says that the old row does not is theirs. */
  readonly kept: Person | undefined;
}

/** The households of a batch as they are, locked, with who belongs to them now and who was merged into whom. */
export interface There {
  readonly homes: ReadonlyMap<string, Home>;
  readonly members: ReadonlyMap<string, readonly Known[]>;
}

type Ids = readonly string[];

/** Whose number each is, where that household was merged into the one it leads to. */
export const ownHouseholds = async (ctx: RequestContext, numbers: Ids): Promise<ReadonlyMap<string, string>> => {
  const rows = await ctx.tx.orm.select({ number: householdRegistry.registrationNumber, id: householdRegistry.ownHouseholdId }).from(householdRegistry)
    .where(and(sql`${householdRegistry.registrationNumber} = any(${sql.param(numbers)}::text[])`, isNotNull(householdRegistry.ownHouseholdId), scopeOf(ctx.identity, householdRegistry)));
  return new Map(rows.map(({ number, id }) => [number, id as string]));
};

const homesOf = async (ctx: RequestContext, ids: Ids): Promise<readonly Home[]> =>
  (await ctx.tx.orm.select().from(household).where(and(sql`${household.householdId} = any(${sql.param(ids)}::uuid[])`, scopeOf(ctx.identity, household)))
    .orderBy(household.householdId).for('update')) as Home[];

const personsOf = async (ctx: RequestContext, ids: Ids): Promise<readonly Person[]> =>
  (await ctx.tx.orm.select().from(person)
    .where(and(sql`${person.householdId} = any(${sql.param(ids)}::uuid[])`, sql`(${person.current} or ${person.mergedIntoId} is not null)`, scopeOf(ctx.identity, person)))
    .orderBy(person.householdId, person.id).for('update')) as Person[];

const keptOf = async (ctx: RequestContext, merged: readonly Person[]): Promise<ReadonlyMap<string, Person>> => {
  if (merged.length === 0) return new Map();
  const ids = [...new Set(merged.map(({ mergedIntoId }) => mergedIntoId))];
  const rows = (await ctx.tx.orm.select().from(person).where(and(sql`${person.id} = any(${sql.param(ids)}::uuid[])`, sql`${person.current}`, scopeOf(ctx.identity, person)))
    .orderBy(person.householdId, person.id).for('update')) as Person[];
  return new Map(rows.map((row) => [row.id, row]));
};

/** Hashes by the person under whose row the number is sealed. */
const hashesOf = async (ctx: RequestContext, ids: Ids): Promise<ReadonlyMap<string, string>> => {
  const rows = await ctx.tx.orm
    .select({ personId: sql<string>`coalesce(${personIdentity.sealedPersonId}, ${personIdentity.personId})`, hash: personIdentity.idHash }).from(personIdentity)
    .where(and(sql`${personIdentity.personId} = any(${sql.param(ids)}::uuid[])`, scopeOf(ctx.identity, personIdentity)));
  return new Map(rows.map(({ personId, hash }) => [personId, hash]));
};

/** Reads what there is of these households; statements do not grow with them. */
export const thereNow = async (ctx: RequestContext, ids: Ids): Promise<There> => {
  const homes = await homesOf(ctx, ids);
  const persons = await personsOf(ctx, ids);
  const kept = await keptOf(ctx, persons.filter(({ mergedIntoId }) => mergedIntoId !== null));
  const open = await ctx.tx.orm.select({ place: sql<string>`${membership.householdId} || ' ' || ${membership.personId}`, relation: membership.relation }).from(membership)
    .where(and(sql`${membership.householdId} = any(${sql.param(ids)}::uuid[])`, sql`${membership.toOn} is null`, scopeOf(ctx.identity, membership)));
  const relations = new Map(open.map(({ place, relation }) => [place, String(relation)]));
  const hashes = await hashesOf(ctx, [...persons.map(({ id }) => id), ...kept.keys()]);
  const known = persons.flatMap((one): Known[] => {
    const relation = relations.get(`${one.householdId} ${one.id}`) ?? null;
    const into = one.mergedIntoId === null ? undefined : kept.get(one.mergedIntoId);
    const hash = one.idNumberTail === null ? null : (hashes.get(one.id) ?? null);
    return relation === null && into === undefined ? [] : [{ person: one, relation, hash, kept: into }];
  });
  const living = known.toSorted((a, b) => Number(a.kept !== undefined) - Number(b.kept !== undefined));
  return { homes: new Map(homes.map((home) => [home.householdId, home])), members: Map.groupBy(living, ({ person: { householdId } }) => householdId) };
};
