import type { educationLevel, labourAbility } from '../db/codes/people.ts';
import { ageOn, demoToday } from './days.ts';
import type { Random } from './random.ts';
import type { Person } from './story.ts';

type Education = (typeof educationLevel.values)[number];
type Labour = (typeof labourAbility.values)[number];
type Weights<V> = readonly (readonly [V, number])[];

/** Schooling by age at the last day: pupils by their class, the old mostly without. */
const educationByAge: readonly (readonly [under: number, Weights<Education>])[] = [
  [6, [['PRESCHOOL', 1]]],
  [12, [['PRIMARY', 1]]],
  [15, [['JUNIOR_SECONDARY', 1]]],
  [18, [['SENIOR_SECONDARY', 80], ['JUNIOR_SECONDARY', 20]]],
  [23, [['UNIVERSITY', 20], ['COLLEGE', 30], ['SENIOR_SECONDARY', 30], ['JUNIOR_SECONDARY', 20]]],
  [40, [['JUNIOR_SECONDARY', 62], ['SENIOR_SECONDARY', 17], ['PRIMARY', 12], ['COLLEGE', 6], ['UNIVERSITY', 3]]],
  [60, [['JUNIOR_SECONDARY', 45], ['PRIMARY', 42], ['SENIOR_SECONDARY', 7], ['ILLITERATE', 6]]],
  [200, [['PRIMARY', 60], ['ILLITERATE', 27], ['JUNIOR_SECONDARY', 13]]],
];

const byHealth: Readonly<Record<Person['healthState'], Weights<Labour>>> = {
  HEALTHY: [['FULL', 90], ['SKILLED', 10]],
  CHRONIC_ILLNESS: [['FULL', 45], ['PARTIAL', 50], ['NONE', 5]],
  SERIOUS_ILLNESS: [['PARTIAL', 35], ['NONE', 65]],
  DISABLED: [['PARTIAL', 50], ['NONE', 50]],
};

const labourOf = ({ weighted }: Random, { healthState }: Person, age: number): Labour => {
  if (age < 16 || age >= 78) return 'NONE';
  if (age < 60) return weighted(byHealth[healthState]);
  return weighted(healthState === 'HEALTHY' ? [['PARTIAL', 55], ['FULL', 25], ['NONE', 20]] : [['PARTIAL', 40], ['NONE', 60]]);
};

/** How a person's record stands on its last day: that of the demo, of the death, of passing to another household. */
export const conditionOf = (rng: Random, person: Person, passedOn: string | undefined) => {
  const age = ageOn(person.bornOn, passedOn ?? person.diedOn ?? demoToday);
  const [, education] = educationByAge.find(([under]) => age < under)!;
  return { labourAbility: labourOf(rng, person, age), education: rng.weighted(education) };
};
