import { type Sex, syntheticIdNumber } from '../access/id-number.ts';
import { ageOn, dayBetween } from './days.ts';
import { createIds } from './ids.ts';
import { personName } from './names.ts';
import type { Part } from './parts.ts';
import { createRandom, type Random } from './random.ts';
import type { Person, Story } from './story.ts';

/** Who tells the stories of one part: its chance, its ids, and the households told so far. */
export interface Teller {
  readonly rng: Random;
  readonly ids: () => string;
  readonly stories: Story[];
  /** Households of the same county, for marriages, splits and merges. */
  readonly byCounty: Map<string, Story[]>;
  newPerson(family: string, sex: Sex, bornOn: string, healthState?: Person['healthState']): Person;
}

/** Numbers are spaced so that parts do not meet: a household has under four persons over the years. */
const numbersPerHousehold = 4;
const syntheticNumbers = 5_000_000;

const healthAt = (rng: Random, age: number): Person['healthState'] =>
  rng.weighted([
    ['HEALTHY', age > 60 ? 70 : 90],
    ['CHRONIC_ILLNESS', age > 60 ? 24 : 5],
    ['SERIOUS_ILLNESS', age > 60 ? 3 : 1],
    ['DISABLED', 3],
  ]);

export const createTeller = (seed: string, part: Part): Teller => {
  const rng = createRandom(`${seed}/people/${part.number}`);
  const ids = createIds(createRandom(`${seed}/ids/${part.number}`), part.number);
  const [first] = part.stretches;
  let number = first ? (first.outline.firstIndex + first.from) * numbersPerHousehold : 0;
  const newPerson: Teller['newPerson'] = (family, sex, bornOn, healthState = healthAt(rng, ageOn(bornOn, '2016-12-31'))) => {
    number += 1;
    return { id: ids(), name: personName(rng, family, sex, bornOn), sex, bornOn, healthState, idNumber: syntheticIdNumber(bornOn, sex, number % syntheticNumbers) };
  };
  return { rng, ids, stories: [], byCounty: new Map(), newPerson };
};

/** Takes a household among those told. */
export const addStory = ({ stories, byCounty }: Teller, story: Story): void => {
  stories.push(story);
  const inCounty = byCounty.get(story.county.code);
  if (inCounty) inCounty.push(story);
  else byCounty.set(story.county.code, [story]);
};

/** A birthday in a year. */
export const birthday = (rng: Random, year: number): string => dayBetween(rng, `${year}-01-01`, `${year}-12-31`);
