import { and, sql } from 'drizzle-orm';
import { household } from '../../../db/tables/household.ts';
import { membership, person, personIdentity } from '../../../db/tables/people.ts';
import { PlatformError } from '../../../errors.ts';
import { scopeOf } from '../../../records/listing.ts';
import type { Row } from '../../../records/page.ts';
import type { Draft } from '../../../records/rules.ts';
import { writeRows } from '../../../records/write-rows.ts';
import type { RequestContext } from '../../../schema/context.ts';
import { householdRecord, personRecord } from '../../../schema/records/household.ts';
import type { IntakeRow } from '../importer.ts';
import type { Group, ReadRow } from './read.ts';

/** What a file may put right; everything else is an event in the household's life. */
const householdFacts = ['address', 'mainCause', 'otherCauses'];
const personFacts = ['name', 'labourAbility', 'healthState', 'education'];
const householdEvents = ['villageCode', 'registeredOn', 'isRegisteredPoor'];

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

type Person = typeof person.$inferSelect & Row;
type Home = typeof household.$inferSelect & Row;

/** The households of a batch as they are, locked, with who belongs to them now. */
interface There {
  readonly homes: ReadonlyMap<string, Home>;
  readonly members: ReadonlyMap<string, readonly { readonly person: Person; readonly relation: string; readonly hash: string | null }[]>;
}

const thereNow = async (ctx: RequestContext, ids: readonly string[]): Promise<There> => {
  const list = sql.param(ids);
  const homes = (await ctx.tx.orm.select().from(household).where(and(sql`${household.householdId} = any(${list}::uuid[])`, scopeOf(ctx.identity, household))).orderBy(household.householdId).for('update')) as Home[];
  const persons = (await ctx.tx.orm.select().from(person).where(and(sql`${person.householdId} = any(${list}::uuid[])`, sql`${person.current}`, scopeOf(ctx.identity, person))).orderBy(person.householdId, person.id).for('update')) as Person[];
  const open = await ctx.tx.orm.select({ personId: membership.personId, relation: membership.relation }).from(membership)
    .where(and(sql`${membership.householdId} = any(${list}::uuid[])`, sql`${membership.toOn} is null`, scopeOf(ctx.identity, membership)));
  const hashes = await ctx.tx.orm.select({ personId: personIdentity.personId, hash: personIdentity.idHash }).from(personIdentity)
    .where(and(sql`${personIdentity.personId} = any(${sql.param(persons.map(({ id }) => id))}::uuid[])`, scopeOf(ctx.identity, personIdentity)));
  const [relationOf, hashOf] = [new Map(open.map((one) => [one.personId, one.relation])), new Map(hashes.map((one) => [one.personId, one.hash]))];
  const members = persons.flatMap((one) => (relationOf.has(one.id) ? [{ person: one, relation: String(relationOf.get(one.id)), hash: hashOf.get(one.id) ?? null }] : []));
  return { homes: new Map(homes.map((home) => [home.householdId, home])), members: Map.groupBy(members, ({ person: { householdId } }) => householdId) };
};

const differing = (names: readonly string[], stored: Row, given: Row): readonly string[] => names.filter((name) => given[name] !== undefined && !same(stored[name], given[name]));

const needsEvent = (row: IntakeRow, names: readonly string[]): void => {
  for (const name of names) row.faults.push(new PlatformError('IMPORT_NEEDS_EVENT', {}, { path: [name] }));
};

const memberOf = (ctx: RequestContext, { member }: ReadRow, members: There['members'] extends ReadonlyMap<string, infer M> ? M : never) => {
  const hashes = typeof member.idNumber === 'string' ? new Set(ctx.vault.hashes(member.idNumber)) : undefined;
  return hashes ? members.find(({ hash }) => hash !== null && hashes.has(hash)) : members.find(({ person: one }) => one.name === member.name && one.bornOn === member.bornOn);
};

interface Changes {
  readonly homes: Draft<Row>[];
  readonly persons: Draft<Row>[];
  readonly rows: Set<IntakeRow>;
}

const change = (changes: Changes, kind: 'homes' | 'persons', row: IntakeRow, before: Row, given: Row, names: readonly string[]): void => {
  if (names.length === 0) return;
  changes[kind].push({ before, after: { ...before, ...Object.fromEntries(names.map((name) => [name, given[name]])) } });
  changes.rows.add(row);
};

const compareGroup = (ctx: RequestContext, { rows, household: given }: Group, home: Home, members: NonNullable<ReturnType<There['members']['get']>>, changes: Changes): void => {
  const first = rows[0] as ReadRow;
  if (home.endedOn !== null) first.row.faults.push(new PlatformError('HOUSEHOLD_ENDED', {}, { path: ['registrationNumber'] }));
  needsEvent(first.row, differing(householdEvents, home, given));
  const met = rows.map((one) => [one, memberOf(ctx, one, members)] as const);
  for (const [{ row, member }, found] of met) {
    if (!found) needsEvent(row, ['name']); // who joins does so on a day and for a reason
    else needsEvent(row, differing(['relation', 'sex', 'bornOn'], { ...found.person, relation: found.relation }, member));
  }
  if (rows.some(({ row }) => row.faults.length > 0)) return;
  change(changes, 'homes', first.row, home, given, differing(householdFacts, home, given));
  for (const [{ row, member }, found] of met) if (found) change(changes, 'persons', row, found.person, member, differing(personFacts, found.person, member));
};

/** Meets households that are there with what a file says of them; answers the rows that changed something. */
export const compareGroups = async (ctx: RequestContext, groups: readonly Group[], known: ReadonlyMap<string, string>): Promise<ReadonlySet<IntakeRow>> => {
  const changes: Changes = { homes: [], persons: [], rows: new Set() };
  if (groups.length === 0) return changes.rows;
  const { homes, members } = await thereNow(ctx, groups.map(({ number }) => known.get(number) as string));
  for (const group of groups) {
    const id = known.get(group.number) as string;
    const home = homes.get(id);
    if (home) compareGroup(ctx, group, home, members.get(id) ?? [], changes);
    else group.rows[0]?.row.faults.push(new PlatformError('HOUSEHOLD_UNKNOWN', {}, { path: ['registrationNumber'] }));
  }
  await writeRows(ctx, [{ record: householdRecord, drafts: changes.homes }, { record: personRecord, drafts: changes.persons }].filter(({ drafts }) => drafts.length > 0), 'importHousehold');
  return changes.rows;
};
