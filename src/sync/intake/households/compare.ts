import { PlatformError } from '../../../errors.ts';
import type { Row } from '../../../records/page.ts';
import type { Draft } from '../../../records/rules.ts';
import { writeRows } from '../../../records/write-rows.ts';
import type { RequestContext } from '../../../schema/context.ts';
import { householdRecord, personRecord } from '../../../schema/records/household.ts';
import type { IntakeRow } from '../importer.ts';
import type { Group, ReadRow } from './read.ts';
import { type Home, type Known, ownHouseholds, thereNow } from './there.ts';

/** What a file may put right; everything else is an event in the household's life. */
const householdFacts = ['address', 'mainCause', 'otherCauses'];
const personFacts = ['name', 'labourAbility', 'healthState', 'education'];
const householdEvents = ['villageCode', 'registeredOn', 'isRegisteredPoor'];

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

const differing = (names: readonly string[], stored: Row, given: Row): readonly string[] => names.filter((name) => given[name] !== undefined && !same(stored[name], given[name]));

const needsEvent = (row: IntakeRow, names: readonly string[]): void => {
  for (const name of names) row.faults.push(new PlatformError('IMPORT_NEEDS_EVENT', {}, { path: [name] }));
};

/** Who of a household somebody given is: by ID number where there is one, else by name and date of birth. */
export const memberOf = (ctx: RequestContext, member: Row, members: readonly Known[]): Known | undefined => {
  const hashes = typeof member.idNumber === 'string' ? new Set(ctx.vault.hashes(member.idNumber)) : undefined;
  return hashes ? members.find(({ hash }) => hash !== null && hashes.has(hash)) : members.find(({ person: one }) => one.name === member.name && one.bornOn === member.bornOn);
};

/** A household as a file names it: by its own number, or by that of one that was merged into it. */
interface Named {
  readonly home: Home;
  readonly kept: Home | undefined;
  readonly members: readonly Known[];
}

interface Changes {
  readonly homes: Draft<Row>[];
  readonly persons: Draft<Row>[];
  readonly rows: Set<IntakeRow>;
}

const change = (changes: Changes, kind: 'homes' | 'persons', row: IntakeRow, before: Row, given: Row, names: readonly string[]): void => {
  if (names.length === 0) return;
  const values = Object.fromEntries(names.map((name) => [name, given[name]]));
  const twice = changes[kind].findIndex(({ before: known }) => known?.id === before.id && known?.householdId === before.householdId);
  const draft = changes[kind][twice];
  if (draft) changes[kind][twice] = { before: draft.before, after: { ...draft.after, ...values } };
  else changes[kind].push({ before, after: { ...before, ...values } });
  changes.rows.add(row);
};

/** What a file says anew of somebody or some household, and of whom it is then. */
const news = (names: readonly string[], said: Row, kept: Row | undefined, given: Row): readonly string[] => {
  const differs = differing(names, said, given);
  return kept ? differing(differs, kept, given) : differs;
};

const compareGroup = (ctx: RequestContext, { rows, household: given }: Group, { home, kept, members }: Named, changes: Changes): void => {
  const first = rows[0] as ReadRow;
  const saysMore = rows.some(({ hasMember }) => hasMember) || news(householdFacts, home, kept, given).length > 0;
  if ((kept ?? home).endedOn !== null && saysMore) first.row.faults.push(new PlatformError('HOUSEHOLD_ENDED', {}, { path: ['registrationNumber'] }));
  needsEvent(first.row, differing(householdEvents, home, given));
  const met = rows.filter(({ hasMember }) => hasMember).map((one) => [one, memberOf(ctx, one.member, members)] as const);
  for (const [{ row, member }, found] of met) {
    if (!found) needsEvent(row, ['name']); // who joins does so on a day and for a reason
    else needsEvent(row, differing(found.kept ? ['sex', 'bornOn'] : ['relation', 'sex', 'bornOn'], { ...found.person, relation: found.relation }, member));
  }
  if (rows.some(({ row }) => row.faults.length > 0)) return;
  change(changes, 'homes', first.row, kept ?? home, given, news(householdFacts, home, kept, given));
  for (const [{ row, member }, found] of met) {
    if (found) change(changes, 'persons', row, found.kept ?? found.person, member, news(personFacts, found.person, found.kept, member));
  }
};

/** Meets households that are there with what a file says of them; answers the rows that changed something. */
export const compareGroups = async (ctx: RequestContext, groups: readonly Group[], known: ReadonlyMap<string, string>): Promise<ReadonlySet<IntakeRow>> => {
  const changes: Changes = { homes: [], persons: [], rows: new Set() };
  if (groups.length === 0) return changes.rows;
  const own = await ownHouseholds(ctx, groups.map(({ number }) => number));
  const { homes, members } = await thereNow(ctx, [...groups.map(({ number }) => known.get(number) as string), ...own.values()]);
  for (const group of groups) {
    const [id, ownId] = [known.get(group.number) as string, own.get(group.number)];
    const home = homes.get(ownId ?? id);
    if (home) compareGroup(ctx, group, { home, kept: ownId === undefined ? undefined : homes.get(id), members: members.get(home.householdId) ?? [] }, changes);
    else group.rows[0]?.row.faults.push(new PlatformError('HOUSEHOLD_UNKNOWN', {}, { path: ['registrationNumber'] }));
  }
  await writeRows(ctx, [{ record: householdRecord, drafts: changes.homes }, { record: personRecord, drafts: changes.persons }].filter(({ drafts }) => drafts.length > 0), 'importHousehold');
  return changes.rows;
};
