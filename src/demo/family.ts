import type { Sex } from '../access/id-number.ts';
import type { povertyCause, relation } from '../db/codes/people.ts';
import type { Random } from './random.ts';

export type Relation = (typeof relation.values)[number];
export type Cause = (typeof povertyCause.values)[number];

/** A member as a family is drawn: who, and born in which year. */
export interface Kin {
  readonly relation: Relation;
  readonly sex: Sex;
  readonly birthYear: number;
}

/** How a family is made up. The head is older in families with grown-up children than in those with small ones. */
interface Shape {
  readonly weight: number;
  readonly headAge: readonly [low: number, high: number];
  readonly spouse?: true;
  readonly children?: number;
  readonly parents?: number;
  /** The son's wife. */
  readonly inLaw?: true;
  readonly grandchildren?: number;
}

/** Sizes 1 to 6 at about 21, 33, 22, 12, 8 and 3 of 100: 2.6 persons on average. */
const shapes: readonly Shape[] = [
  { weight: 14, headAge: [62, 86] },
  { weight: 8, headAge: [42, 61] },
  { weight: 17, headAge: [60, 80], spouse: true },
  { weight: 6, headAge: [42, 59], spouse: true },
  { weight: 6, headAge: [36, 60], children: 1 },
  { weight: 4, headAge: [34, 52], parents: 1 },
  { weight: 2, headAge: [60, 74], grandchildren: 1 },
  { weight: 12, headAge: [30, 52], spouse: true, children: 1 },
  { weight: 4, headAge: [33, 55], spouse: true, parents: 1 },
  { weight: 3, headAge: [35, 52], children: 2 },
  { weight: 4, headAge: [56, 70], spouse: true, children: 1 },
  { weight: 7, headAge: [31, 48], spouse: true, children: 2 },
  { weight: 4, headAge: [31, 50], spouse: true, children: 1, parents: 1 },
  { weight: 2, headAge: [36, 50], children: 2, parents: 1 },
  { weight: 4, headAge: [32, 50], spouse: true, children: 2, parents: 1 },
  { weight: 2, headAge: [32, 48], spouse: true, children: 1, parents: 2 },
  { weight: 2, headAge: [56, 68], spouse: true, children: 1, inLaw: true, grandchildren: 1 },
  { weight: 1.5, headAge: [32, 48], spouse: true, children: 2, parents: 2 },
  { weight: 2, headAge: [58, 70], spouse: true, children: 1, inLaw: true, grandchildren: 2 },
];

const oldestYear = 1922;
/** Nobody in the demo becomes a parent younger. */
const youngestParent = 20;

const otherSex = (sex: Sex): Sex => (sex === 'MALE' ? 'FEMALE' : 'MALE');
const anySex = ({ chance }: Random): Sex => (chance(0.53) ? 'MALE' : 'FEMALE');

const spouseOf = (rng: Random, { sex, birthYear }: Kin, relation: Relation): Kin => (
  { relation, sex: otherSex(sex), birthYear: birthYear + (sex === 'MALE' ? rng.between(-1, 4) : rng.between(-4, 1)) }
);

/** Children a few years apart, the first within `span` years; none is born after the last year. */
const childrenOf = (rng: Random, parents: readonly Kin[], count: number, relation: Relation, last: number, span = 9): Kin[] => {
  const youngest = Math.max(...parents.map(({ birthYear }) => birthYear));
  const earliest = youngest + youngestParent;
  const spread = Math.max(0, Math.min(span, last - earliest - (count - 1) * 2));
  let birthYear = earliest + rng.between(0, spread);
  return Array.from({ length: count }, (_, at) => {
    if (at > 0) birthYear = Math.min(birthYear + rng.between(2, 5), last);
    return { relation, sex: anySex(rng), birthYear };
  });
};

const parentsOf = (rng: Random, head: Kin, count: number): Kin[] => {
  const birthYear = Math.max(oldestYear, head.birthYear - rng.between(youngestParent + 2, 30));
  const first: Kin = { relation: 'PARENT', sex: rng.chance(0.35) ? 'MALE' : 'FEMALE', birthYear };
  const second = spouseOf(rng, first, 'PARENT');
  return count === 1 ? [first] : [first, { ...second, birthYear: Math.min(second.birthYear, head.birthYear - youngestParent) }];
};

const descendants = (rng: Random, shape: Shape, couple: readonly Kin[], last: number): Kin[] => {
  if (!shape.children) {
    const grandparent: Kin = { ...couple[0]!, birthYear: couple[0]!.birthYear + 24 };
    return childrenOf(rng, [grandparent], shape.grandchildren ?? 0, 'GRANDCHILD', last);
  }
  // a married son is old enough to have children himself
  const children = childrenOf(rng, couple, shape.children, 'CHILD', last, shape.inLaw ? 3 : 9);
  if (!shape.inLaw) return children;
  const son: Kin = { ...children[0]!, sex: 'MALE' };
  const wife = spouseOf(rng, son, 'CHILD_IN_LAW');
  return [son, wife, ...childrenOf(rng, [son, wife], shape.grandchildren ?? 0, 'GRANDCHILD', last)];
};

const drawn = (rng: Random, year: number): Kin[] => {
  const shape = rng.weighted(shapes.map((one) => [one, one.weight] as const));
  const alone = !shape.spouse;
  const head: Kin = { relation: 'HEAD', sex: rng.chance(alone ? 0.7 : 0.93) ? 'MALE' : 'FEMALE', birthYear: year - rng.between(...shape.headAge) };
  const couple = alone ? [head] : [head, spouseOf(rng, head, 'SPOUSE')];
  return [...couple, ...descendants(rng, shape, couple, year - 1), ...(shape.parents ? parentsOf(rng, head, shape.parents) : [])];
};

/** Whether a family can be poor for this reason: school costs need a pupil, a lack of labour that few can work. */
const explains = (cause: Cause | null, kin: readonly Kin[], year: number): boolean => {
  const ages = kin.map(({ birthYear }) => year - birthYear);
  if (cause === 'SCHOOLING') return ages.some((age) => age >= 7 && age <= 21);
  return cause !== 'LACK_OF_LABOUR' || ages.filter((age) => age >= 18 && age < 60).length <= 1;
};

const tries = 40;

/** A family as rural Shanxi has them in a year, such that the cause of its poverty makes sense. */
export const drawFamily = (rng: Random, cause: Cause | null, year: number): readonly Kin[] => {
  for (let attempt = 1; attempt < tries; attempt += 1) {
    const kin = drawn(rng, year);
    if (explains(cause, kin, year)) return kin;
  }
  return drawn(rng, year);
};
