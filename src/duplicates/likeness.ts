import type { DuplicateReason } from '../db/codes/duplicates.ts';
import { soundOf } from './sounds.ts';

/** What is compared of a person. */
export interface Somebody {
  readonly name: string;
  readonly sex: string;
  readonly bornOn: string;
  /** Whether their ID number is known: of two known numbers, which always differ, one is wrong or they are two. */
  readonly hasNumber: boolean;
}

/** Two persons, and what their households have in common. */
export interface Compared {
  readonly first: Somebody;
  readonly second: Somebody;
  readonly sameHousehold: boolean;
  readonly sameAddress: boolean;
}

/** Why two may be one, and how likely it is, of 100. */
export interface Likeness {
  readonly reasons: readonly DuplicateReason[];
  readonly score: number;
}

type NameReason = Extract<DuplicateReason, 'SAME_NAME' | 'SAME_SOUND' | 'ONE_CHARACTER'>;

const shortest = 3;

const differing = (a: readonly string[], b: readonly string[]): number => a.filter((character, at) => character !== b[at]).length;

/** How two names are alike. One character of a name of two says little: it is a surname in common. */
export const nameLikeness = (a: string, b: string): NameReason | undefined => {
  if (a === b) return 'SAME_NAME';
  const [one, other] = [[...a], [...b]];
  if (one.length !== other.length) return undefined;
  if (soundOf(a) === soundOf(b)) return 'SAME_SOUND';
  return one.length >= shortest && differing(one, other) === 1 ? 'ONE_CHARACTER' : undefined;
};

/** Brothers have a character in common and twins the day too: within a family one character is no reason, nor in another year. */
const isKinship = (name: NameReason, { first, second, sameHousehold }: Compared): boolean =>
  name === 'ONE_CHARACTER' && (sameHousehold || first.sex !== second.sex || first.bornOn.slice(0, 4) !== second.bornOn.slice(0, 4));

const nameScores: Readonly<Record<NameReason, number>> = { SAME_NAME: 50, SAME_SOUND: 40, ONE_CHARACTER: 25 };

/** Whether two may be one person, and why. */
export const likenessOf = (pair: Compared): Likeness | undefined => {
  const { first, second, sameHousehold, sameAddress } = pair;
  const name = nameLikeness(first.name, second.name);
  const sameBirth = first.bornOn === second.bornOn;
  if (name === undefined || isKinship(name, pair) || !(sameBirth || sameAddress || sameHousehold)) return undefined;
  const score = nameScores[name] + (sameBirth ? 30 : 0) + (sameAddress || sameHousehold ? 15 : 0)
    - (first.sex === second.sex ? 0 : 20) - (first.hasNumber && second.hasNumber ? 15 : 0);
  return { reasons: [name, ...(sameBirth ? ['SAME_BIRTH' as const] : []), ...(sameAddress ? ['SAME_ADDRESS' as const] : [])], score: Math.max(score, 1) };
};
