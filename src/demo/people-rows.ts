import { identityOf, sealIdNumber } from '../access/id-number.ts';
import type { Vault } from '../access/vault.ts';
import { household, householdRegistry } from '../db/tables/household.ts';
import { householdEvent, membership, person, personIdentity, residence } from '../db/tables/people.ts';
import type { Batch } from './batch.ts';
import { conditionOf } from './condition.ts';
import type { Random } from './random.ts';
import type { StatusStep } from './status.ts';
import type { Person, Story } from './story.ts';

/** What the rows of a household are made with. */
export interface Pen {
  readonly batch: Batch;
  readonly rng: Random;
  readonly ids: () => string;
  readonly vault: Vault;
}

/** The columns that every record of a household begins with. */
export const recordOf = ({ ids }: Pen, { householdId, county }: Story) => ({ householdId, id: ids(), countyCode: county.code });

/** Where a household lived when: on the old map as long as that was the map. A home left on its first day is none. */
export const residences = ({ homes, county: { before }, endedOn }: Story) =>
  homes.flatMap(({ village, fromOn, reason }, at) => {
    const toOn = homes[at + 1]?.fromOn ?? endedOn ?? null;
    if (toOn === fromOn) return [];
    if (!before || !village.before || fromOn >= before.until) return [{ ...village.home, fromOn, toOn, reason }];
    if (toOn !== null && toOn <= before.until) return [{ ...village.before, fromOn, toOn, reason }];
    return [
      { ...village.before, fromOn, toOn: before.until, reason },
      { ...village.home, fromOn: before.until, toOn, reason: 'RECODE' as const },
    ];
  });

export const writeHousehold = (pen: Pen, story: Story, steps: readonly StatusStep[]): void => {
  const { householdId, registrationNumber, county, exitYear, registeredOn, address, mainCause, otherCauses } = story;
  pen.batch.add(household, {
    householdId, countyCode: county.code, registrationNumber, registeredOn, address, mainCause,
    isRegisteredPoor: exitYear > 0,
    villageCode: story.homes.at(-1)!.village.home.villageCode,
    endedOn: story.endedOn ?? null,
    status: steps.at(-1)?.status ?? null,
    otherCauses: [...otherCauses],
  });
  pen.batch.add(householdRegistry, { registrationNumber, householdId, countyCode: county.code });
};

/** The record of a person as this household has it: what came after it was passed on stands elsewhere. */
const personRow = ({ rng }: Pen, { householdId, county, passedOn }: Story, one: Person, sealed: { idNumberCipher: string; idNumberTail: string }) => {
  const { id, name, sex, bornOn, healthState } = one;
  const until = passedOn.get(one);
  return {
    householdId, id, countyCode: county.code, name, sex, bornOn, healthState, ...conditionOf(rng, one, until), ...sealed,
    current: until === undefined,
    diedOn: until === undefined ? (one.diedOn ?? null) : null,
  };
};

/** Writes everybody who ever belonged; answers the rows. */
export const writePersons = (pen: Pen, story: Story): readonly (typeof person.$inferInsert)[] => {
  const { householdId, county: { code: countyCode }, stays } = story;
  return [...new Set(stays.map((stay) => stay.person))].map((one) => {
    const row = personRow(pen, story, one, sealIdNumber(pen.vault, one.idNumber, one.id));
    pen.batch.add(person, row);
    if (row.current) pen.batch.add(personIdentity, { ...identityOf(pen.vault, one.idNumber), personId: one.id, householdId, countyCode });
    return row;
  });
};

export const writeHistory = (pen: Pen, story: Story): void => {
  const homes = residences(story);
  pen.batch.add(membership, ...story.stays.map(({ person: { id }, relation, fromOn, toOn, fromReason, toReason }) => (
    { ...recordOf(pen, story), personId: id, relation, fromOn, fromReason, toOn: toOn ?? null, toReason: toReason ?? null }
  )));
  pen.batch.add(residence, ...homes.map((home) => ({ ...recordOf(pen, story), ...home })));
  pen.batch.add(householdEvent, ...story.happenings.map(({ kind, on, reason, person: one, other }) => (
    { ...recordOf(pen, story), kind, happenedOn: on, reason, personId: one?.id ?? null, otherHouseholdId: other?.householdId ?? null }
  )));
  pen.batch.add(householdEvent, ...homes.filter(({ reason }) => reason === 'RECODE').map(({ fromOn }) => (
    { ...recordOf(pen, story), kind: 'RECODE' as const, happenedOn: fromOn, reason: '行政区划调整', personId: null, otherHouseholdId: null }
  )));
};
