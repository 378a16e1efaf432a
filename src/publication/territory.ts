import { createUnion } from './union.ts';

/** A county-level unit that became another, or a part of one. */
export interface PlaceChange {
  readonly oldCode: string;
  readonly newCode: string;
  readonly effectiveFrom: string;
}

/**
 * Names the land of a code so that codes of two dates can be compared: units that were merged,
 * split or given another code between them have one name, whatever else keeps its own.
 */
export const landBetween = (changes: readonly PlaceChange[], one: string, other: string): ((code: string) => string) => {
  const [from, to] = [one, other].sort() as [string, string];
  const between = changes.filter(({ effectiveFrom }) => effectiveFrom > from && effectiveFrom <= to);
  const codes = [...new Set(between.flatMap(({ oldCode, newCode }) => [oldCode, newCode]))];
  const numbers = new Map(codes.map((code, at) => [code, at]));
  const union = createUnion(codes.length);
  for (const { oldCode, newCode } of between) union.join(numbers.get(oldCode) as number, numbers.get(newCode) as number);
  return (code) => {
    const at = numbers.get(code);
    return at === undefined ? code : `land of ${codes[union.find(at)]}`;
  };
};
