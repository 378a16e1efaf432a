import { ageOn, yearOf } from './days.ts';
import type { Random } from './random.ts';
import { isPoorIn, type StatusStep } from './status.ts';
import { sizeOn, type Story } from './story.ts';

/** Income of a household in a year, whole yuan. */
export interface Income {
  readonly year: number;
  readonly persons: number;
  readonly wage: string;
  readonly business: string;
  readonly property: string;
  readonly transfer: string;
  readonly businessCost: string;
}

/** The national poverty line, 2,300 yuan a head at prices of 2010, at each year's prices. */
export const povertyLine: Readonly<Record<number, number>> = { 2015: 2855, 2016: 2952, 2017: 2952, 2018: 2995, 2019: 3218, 2020: 4000 };
const years = [2015, 2016, 2017, 2018, 2019, 2020];

/** Parts of the net income by class; the rest is transfers. */
interface Shares {
  readonly wage: number;
  readonly business: number;
  readonly property: number;
}

const sharesOf = ({ random }: Random, { stays }: Story): Shares => {
  const canWork = stays.some(({ person }) => {
    const age = ageOn(person.bornOn, '2016-12-31');
    return age >= 18 && age < 60 && person.healthState !== 'SERIOUS_ILLNESS' && person.healthState !== 'DISABLED';
  });
  return canWork
    ? { wage: 0.3 + random() * 0.25, business: 0.15 + random() * 0.2, property: random() * 0.04 }
    : { wage: random() * 0.08, business: 0.1 + random() * 0.2, property: random() * 0.05 };
};

const incomeOf = (rng: Random, shares: Shares, year: number, persons: number, perHead: number): Income => {
  const net = Math.ceil(perHead * persons);
  const [wage, business, property] = [shares.wage, shares.business, shares.property].map((share) => Math.round(net * share)) as [number, number, number];
  const cost = Math.round(business * (0.3 + rng.random() * 0.4));
  const yuan = (amount: number): string => `${amount}.00`;
  return {
    year, persons,
    wage: yuan(wage), business: yuan(business + cost), property: yuan(property), transfer: yuan(net - wage - business - property), businessCost: yuan(cost),
  };
};

/** Net income a head against the year's line: below it while poor and nearing it, above it from the exit on. */
const ratios = (rng: Random, steps: readonly StatusStep[]): ReadonlyMap<number, number> => {
  let poor = 0.55 + rng.random() * 0.3;
  let out = 1.06 + rng.random() * 0.6;
  return new Map(years.map((year) => {
    if (isPoorIn(steps, year)) {
      poor += (0.98 - poor) * 0.3;
      return [year, poor];
    }
    const ratio = out;
    out *= 1.05 + rng.random() * 0.1;
    return [year, ratio];
  }));
};

/** Incomes from the year before the registration on, to the last full year of the household. */
export const incomes = (rng: Random, story: Story, steps: readonly StatusStep[]): readonly Income[] => {
  const [shares, ratio] = [sharesOf(rng, story), ratios(rng, steps)];
  const first = yearOf(story.registeredOn) - (story.splitFrom ? 0 : 1);
  return years.filter((year) => year >= first && (!story.endedOn || year < yearOf(story.endedOn))).flatMap((year) => {
    const day = `${year}-12-31`;
    const persons = sizeOn(story, day > story.registeredOn ? day : story.registeredOn);
    return persons > 0 ? [incomeOf(rng, shares, year, persons, ratio.get(year)! * povertyLine[year]!)] : [];
  });
};
