import type { DuplicateReason } from '../db/codes/duplicates.ts';
import type { Pair } from './pairs.ts';

/** Two households that may be one, the lesser id first. */
export interface HouseholdPair {
  readonly countyCode: string;
  readonly firstHouseholdId: string;
  readonly secondHouseholdId: string;
  readonly reasons: readonly DuplicateReason[];
  readonly score: number;
}

const several = 2;

const householdsOf = ({ firstHouseholdId: a, secondHouseholdId: b }: Pair): readonly [string, string] => (a < b ? [a, b] : [b, a]);

/** Those who are likely one: the same name, at least by sound, and the same day of birth. */
const isLikely = ({ reasons, firstHouseholdId, secondHouseholdId }: Pair): boolean =>
  firstHouseholdId !== secondHouseholdId && reasons.includes('SAME_BIRTH') && !reasons.includes('ONE_CHARACTER');

const pairOf = (pairs: readonly Pair[]): HouseholdPair[] => {
  const [pair] = pairs as [Pair];
  const [firstHouseholdId, secondHouseholdId] = householdsOf(pair);
  const [sameHead, sameMembers] = [pairs.some(({ bothHeads }) => bothHeads), pairs.length >= several];
  const sameAddress = pairs.some(({ reasons }) => reasons.includes('SAME_ADDRESS'));
  if (!sameHead && !sameMembers) return [];
  const reasons = [...(sameHead ? ['SAME_HEAD' as const] : []), ...(sameMembers ? ['SAME_MEMBERS' as const] : []), ...(sameAddress ? ['SAME_ADDRESS' as const] : [])];
  return [{ countyCode: pair.countyCode, firstHouseholdId, secondHouseholdId, reasons, score: (sameHead ? 45 : 0) + (sameMembers ? 40 : 0) + (sameAddress ? 15 : 0) }];
};

/** Households that may be one, from the persons in them that may be one. */
export const householdPairsOf = (pairs: readonly Pair[]): readonly HouseholdPair[] =>
  [...Map.groupBy(pairs.filter(isLikely), (pair) => householdsOf(pair).join(' ')).entries()].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, some]) => pairOf(some));
