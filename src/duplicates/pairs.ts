import { and, eq, isNotNull, isNull, ne, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { household, membership, person } from '../db/tables/people.ts';
import { scopeOf } from '../records/listing.ts';
import type { RequestContext } from '../schema/context.ts';
import { type Likeness, likenessOf } from './likeness.ts';

const [one, other] = [alias(person, 'one'), alias(person, 'other')];
const [home, otherHome] = [alias(household, 'home'), alias(household, 'other_home')];
const [relation, otherRelation] = [alias(membership, 'relation'), alias(membership, 'other_relation')];

/** Two persons that may be one, the lesser id first. */
export interface Pair extends Likeness {
  readonly countyCode: string;
  readonly firstPersonId: string;
  readonly secondPersonId: string;
  readonly firstHouseholdId: string;
  readonly secondHouseholdId: string;
  readonly bothHeads: boolean;
}

/** Where a pair of two counties belongs: to nobody below the province. */
const province = '140000';

type People = typeof one | typeof other;

const recorded = (people: People): SQL => and(eq(people.current, true), isNull(people.mergedIntoId)) as SQL;

const isHead = (of: typeof relation | typeof otherRelation, people: People): SQL =>
  and(eq(of.householdId, people.householdId), eq(of.personId, people.id), eq(of.relation, 'HEAD'), isNull(of.toOn)) as SQL;

const sideOf = (people: People, of: typeof home | typeof otherHome, head: typeof relation | typeof otherRelation) => ({
  id: people.id, householdId: people.householdId, countyCode: people.countyCode, name: people.name, sex: people.sex, bornOn: people.bornOn,
  hasNumber: sql<boolean>`${people.idNumberTail} is not null`, villageCode: of.villageCode, address: of.address, isHead: sql<boolean>`${head.id} is not null`,
});

/** Pairs of persons under a condition that an index or a hash serves: never everybody with everybody. */
const pairsWhere = async (ctx: RequestContext, condition: SQL) =>
  ctx.tx.orm.select({ first: sideOf(one, home, relation), second: sideOf(other, otherHome, otherRelation) })
    .from(one)
    .innerJoin(home, and(eq(home.householdId, one.householdId), scopeOf(ctx.identity, home)))
    .innerJoin(otherHome, scopeOf(ctx.identity, otherHome) ?? sql`true`)
    .innerJoin(other, and(eq(other.householdId, otherHome.householdId), scopeOf(ctx.identity, other)))
    .leftJoin(relation, and(isHead(relation, one), scopeOf(ctx.identity, relation)))
    .leftJoin(otherRelation, and(isHead(otherRelation, other), scopeOf(ctx.identity, otherRelation)))
    .where(and(recorded(one), recorded(other), condition, scopeOf(ctx.identity, one)));

type Found = Awaited<ReturnType<typeof pairsWhere>>[number];

/** Names that can be alike are of one length. Of one day and one county there are a few people, of one address as well. */
const comparable = sql`char_length(${one.name}) = char_length(${other.name})`;

const within = (county: string): SQL => and(eq(one.countyCode, county), eq(other.countyCode, county), sql`${one.id} < ${other.id}`) as SQL;

const conditions = (county: string) => ({
  byBirth: and(within(county), eq(other.bornOn, one.bornOn), comparable) as SQL,
  byAddress: and(
    within(county), comparable, ne(other.bornOn, one.bornOn), isNotNull(home.address), eq(otherHome.villageCode, home.villageCode), eq(otherHome.address, home.address),
  ) as SQL,
  across: and(eq(one.countyCode, county), ne(other.countyCode, county), eq(other.bornOn, one.bornOn), eq(other.name, one.name)) as SQL,
});

const pairOf = ({ first: a, second: b }: Found): Pair | undefined => {
  const [first, second] = a.id < b.id ? [a, b] : [b, a];
  const likeness = likenessOf({
    first, second, sameHousehold: first.householdId === second.householdId,
    sameAddress: first.address !== null && first.address === second.address && first.villageCode === second.villageCode,
  });
  return likeness && {
    ...likeness, countyCode: first.countyCode === second.countyCode ? first.countyCode : province,
    firstPersonId: first.id, secondPersonId: second.id, firstHouseholdId: first.householdId, secondHouseholdId: second.householdId,
    bothHeads: first.isHead && second.isHead,
  };
};

const key = ({ firstPersonId, secondPersonId }: Pair): string => `${firstPersonId} ${secondPersonId}`;

/**
 * Pairs of a county's persons that may be one, in order. Who sees the whole province finds those of the same name and
 * date of birth in other counties too: names that are only alike are too many there.
 */
export const pairsOf = async (ctx: RequestContext, county: string): Promise<readonly Pair[]> => {
  const { byBirth, byAddress, across } = conditions(county);
  const found = [...(await pairsWhere(ctx, byBirth)), ...(await pairsWhere(ctx, byAddress))];
  if (ctx.identity.scope.counties === '*') found.push(...(await pairsWhere(ctx, across)));
  const pairs = found.map(pairOf).filter((pair) => pair !== undefined);
  return [...new Map(pairs.map((pair) => [key(pair), pair])).values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
};
