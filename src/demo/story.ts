import type { Sex } from '../access/id-number.ts';
import type { householdEventKind } from '../db/codes/people.ts';
import type { Cause, Relation } from './family.ts';
import type { County, Village } from './places.ts';

export type EventKind = (typeof householdEventKind.values)[number];

/** A person of the demo, whichever household records them. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly sex: Sex;
  readonly bornOn: string;
  diedOn?: string;
  readonly healthState: 'HEALTHY' | 'CHRONIC_ILLNESS' | 'SERIOUS_ILLNESS' | 'DISABLED';
  readonly idNumber: string;
}

/** A membership: who, as what, from when to when (that day no longer included). */
export interface Stay {
  readonly person: Person;
  relation: Relation;
  readonly fromOn: string;
  readonly fromReason: EventKind;
  toOn?: string;
  toReason?: EventKind;
}

export interface Happening {
  readonly kind: EventKind;
  readonly on: string;
  readonly reason: string;
  readonly person?: Person;
  readonly other?: Story;
}

/** A household from its registration to the demo's last day, as it is told before it is written. */
export interface Story {
  readonly householdId: string;
  readonly registrationNumber: string;
  readonly county: County;
  readonly address: string;
  readonly registeredOn: string;
  readonly mainCause: Cause | null;
  readonly otherCauses: readonly Cause[];
  /** Planned year of exit; 0 for households that are not poor. */
  readonly exitYear: number;
  /** The household it was split from; it goes on with that one's poverty status. */
  readonly splitFrom?: Story;
  endedOn?: string;
  readonly stays: Stay[];
  /** Where it lived, the last where it lives. */
  readonly homes: { readonly village: Village; readonly fromOn: string; readonly reason: EventKind }[];
  readonly happenings: Happening[];
  /** Persons whose record passed to another household. */
  readonly passedOn: Map<Person, string>;
}

/** The open memberships, the head first. */
export const roster = ({ stays }: Story): readonly Stay[] =>
  stays.filter(({ toOn }) => toOn === undefined).sort((a, b) => Number(b.relation === 'HEAD') - Number(a.relation === 'HEAD'));

export const memberAs = (story: Story, relation: Relation): Stay | undefined => roster(story).find((stay) => stay.relation === relation);

/** How many belonged to it on a day. */
export const sizeOn = ({ stays }: Story, day: string): number => stays.filter(({ fromOn, toOn }) => fromOn <= day && (!toOn || toOn > day)).length;

export const join = (story: Story, person: Person, relation: Relation, fromOn: string, fromReason: EventKind): void => {
  story.stays.push({ person, relation, fromOn, fromReason });
};

export const leave = (stay: Stay, on: string, reason: EventKind): void => {
  stay.toOn = on;
  stay.toReason = reason;
};

/** Ends the old relation and begins the new one on the same day; on its first day it is put right instead. */
export const relate = (story: Story, stay: Stay, relation: Relation, on: string): void => {
  if (stay.relation === relation) return;
  if (stay.fromOn === on) {
    stay.relation = relation;
    return;
  }
  leave(stay, on, 'JOIN');
  join(story, stay.person, relation, on, 'JOIN');
};

/** Writes down what happened on a day. */
export const tell = (story: Story, happening: Happening): void => {
  story.happenings.push(happening);
};
