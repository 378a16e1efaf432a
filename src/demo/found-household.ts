import { dayBetween, yearOf } from './days.ts';
import { type Cause, drawFamily, type Kin } from './family.ts';
import { surname } from './names.ts';
import type { CountyOutline } from './outline.ts';
import type { Village } from './places.ts';
import type { Random } from './random.ts';
import { join, type Person, type Story, tell } from './story.ts';
import { birthday, type Teller } from './teller.ts';

/** Main causes in the shape known from the registers: illness leads, then capital, skill and labour. */
const causes: readonly (readonly [Cause, number])[] = [
  ['ILLNESS', 40], ['LACK_OF_CAPITAL', 13], ['LACK_OF_SKILL', 12], ['LACK_OF_LABOUR', 12], ['DISABILITY', 10], ['SCHOOLING', 5],
  ['LACK_OF_MOTIVATION', 3], ['DISASTER', 2], ['POOR_TRANSPORT', 1.5], ['LACK_OF_LAND', 1], ['LACK_OF_WATER', 0.5],
];

const otherCauses = ({ weighted, pick }: Random, main: Cause): readonly Cause[] => {
  const count = weighted([[0, 35], [1, 40], [2, 25]]);
  const others = new Set<Cause>();
  while (others.size < count) {
    const other = pick(causes)[0];
    if (other !== main) others.add(other);
  }
  return [...others];
};

/** Registered in the first round of 2014, in its review, or when the policy began; others when a programme met them. */
const registeredOn = (rng: Random, poor: boolean): string => {
  if (!poor) return dayBetween(rng, '2016-03-01', '2018-06-30');
  const [first, last] = rng.weighted([[['2014-04-10', '2014-10-31'], 70], [['2015-08-01', '2015-12-20'], 20], [['2016-01-10', '2016-06-30'], 10]] as const);
  return dayBetween(rng, first, last);
};

/** The cause shows in somebody: the illness or disability of a grown-up. */
const healthFor = (rng: Random, cause: Cause | null): Person['healthState'] | undefined => {
  if (cause === 'DISABILITY') return 'DISABLED';
  if (cause === 'ILLNESS') return rng.chance(0.65) ? 'CHRONIC_ILLNESS' : 'SERIOUS_ILLNESS';
  return undefined;
};

const bloodRelations = new Set<Kin['relation']>(['HEAD', 'CHILD', 'GRANDCHILD']);

/** Children carry the father's name, who is the head or the head's son; who married in has another. */
const familyNameOf = (rng: Random, { relation, sex }: Kin, family: string): string =>
  bloodRelations.has(relation) || (relation === 'PARENT' && sex === 'MALE') ? family : surname(rng);

const addFamily = (teller: Teller, story: Story): void => {
  const { rng, newPerson } = teller;
  const kin = drawFamily(rng, story.mainCause, yearOf(story.registeredOn));
  const family = surname(rng);
  const grownUps = kin.filter(({ relation }) => relation !== 'CHILD' && relation !== 'GRANDCHILD');
  const afflicted = rng.pick(grownUps);
  for (const one of kin) {
    const health = one === afflicted ? healthFor(rng, story.mainCause) : undefined;
    const person = newPerson(familyNameOf(rng, one, family), one.sex, birthday(rng, one.birthYear), health);
    join(story, person, one.relation, story.registeredOn, 'REGISTER');
  }
};

/** County code at registration and ten digits, which later changes of codes leave alone. */
export const registrationNumber = (county: string, number: number): string => county + String(number).padStart(10, '0');

/** A household at its registration: where it lives, why it is poor, who belongs to it. */
export const foundHousehold = (teller: Teller, { county, villages, exitYears }: CountyOutline, at: number): Story => {
  const { rng, ids } = teller;
  const exitYear = exitYears[at]!;
  const poor = exitYear > 0;
  const village: Village = villages[at % villages.length]!;
  const on = registeredOn(rng, poor);
  const mainCause = poor ? rng.weighted(causes) : null;
  const story: Story = {
    householdId: ids(),
    registrationNumber: registrationNumber(county.before && on < county.before.until ? county.before.code : county.code, at + 1),
    county,
    address: `${county.name}${village.name}${rng.between(1, 180)}号`,
    registeredOn: on,
    mainCause,
    otherCauses: mainCause ? otherCauses(rng, mainCause) : [],
    exitYear,
    stays: [],
    homes: [{ village, fromOn: on, reason: 'REGISTER' }],
    happenings: [],
    passedOn: new Map(),
  };
  tell(story, { kind: 'REGISTER', on, reason: poor ? '建档立卡' : '纳入帮扶范围登记' });
  addFamily(teller, story);
  return story;
};
