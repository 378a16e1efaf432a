import { ageOn, dayIn } from './days.ts';
import type { Relation } from './family.ts';
import { registrationNumber } from './found-household.ts';
import { type Hazard, stayOf, wifeRelation } from './life.ts';
import type { CountyOutline } from './outline.ts';
import { type EventKind, join, leave, memberAs, roster, type Stay, type Story, tell } from './story.ts';
import { addStory, type Teller } from './teller.ts';

/** A person's record passes from one household to another, where it goes on under the same id. */
const passOn = (from: Story, stay: Stay, to: Story, relation: Relation, on: string, [out, into]: readonly [EventKind, EventKind]): void => {
  if (stay.toOn === undefined) leave(stay, on, out);
  from.passedOn.set(stay.person, on);
  to.passedOn.delete(stay.person);
  join(to, stay.person, relation, on, into);
};

const isOpen = (story: Story, on: string): boolean => story.endedOn === undefined && story.registeredOn < on;

const mayMarryOut = ({ person, relation }: Stay, on: string): boolean => {
  const age = ageOn(person.bornOn, on);
  return relation === 'CHILD' && person.sex === 'FEMALE' && age >= 20 && age <= 32;
};

interface Groom {
  readonly story: Story;
  readonly relation: Relation;
}

/** A man of about her age in another household of the county, looked for in a few of them. */
const findGroom = ({ rng, byCounty }: Teller, story: Story, bride: Stay, on: string): Groom | undefined => {
  const others = byCounty.get(story.county.code)!;
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const other = rng.pick(others);
    if (other === story || !isOpen(other, on)) continue;
    for (const stay of roster(other)) {
      const relation = wifeRelation(other, stay, on);
      if (relation && Math.abs(ageOn(stay.person.bornOn, on) - ageOn(bride.person.bornOn, on)) <= 8) return { story: other, relation };
    }
  }
  return undefined;
};

const marryOut = (teller: Teller, story: Story, stay: Stay, on: string): void => {
  const groom = teller.rng.chance(0.4) ? findGroom(teller, story, stay, on) : undefined;
  const { person } = stay;
  leave(stay, on, 'MARRIAGE_OUT');
  if (!groom) {
    tell(story, { kind: 'MARRIAGE_OUT', on, reason: '结婚迁出', person });
    return;
  }
  passOn(story, stay, groom.story, groom.relation, on, ['MARRIAGE_OUT', 'MARRIAGE_IN']);
  tell(story, { kind: 'MARRIAGE_OUT', on, reason: '与本县农户成员结婚', person, other: groom.story });
  tell(groom.story, { kind: 'MARRIAGE_IN', on, reason: '与本县农户成员结婚', person, other: story });
};

const marriagesOut = (teller: Teller, story: Story, year: number): Hazard[] =>
  roster(story).filter((stay) => mayMarryOut(stay, `${year}-06-30`) && teller.rng.chance(0.09)).map(({ person }) => {
    const on = dayIn(teller.rng, year, year);
    const happen = (): void => {
      const stay = stayOf(story, person);
      if (stay && mayMarryOut(stay, on)) marryOut(teller, story, stay, on);
    };
    return { story, on, happen };
  });

const newRelations: Partial<Record<Relation, Relation>> = { CHILD: 'HEAD', CHILD_IN_LAW: 'SPOUSE', GRANDCHILD: 'CHILD' };

/** Who goes with a married son; nobody while there is none, or while he is one of several children. */
const youngFamily = (story: Story): readonly Stay[] => {
  const members = roster(story);
  const children = members.filter(({ relation }) => relation === 'CHILD');
  const leaves = members.filter(({ relation }) => newRelations[relation]);
  return children.length === 1 && memberAs(story, 'CHILD_IN_LAW') && leaves.length < members.length ? leaves : [];
};

/** Numbers of split households start where registration never gets to. */
const splitNumbers = 9_000_000_000;

const split = (teller: Teller, story: Story, on: string): void => {
  const leaving = youngFamily(story);
  if (leaving.length === 0) return;
  const { village } = story.homes.at(-1)!;
  const { county } = story;
  const code = county.before && on < county.before.until ? county.before.code : county.code;
  const young: Story = {
    ...story,
    householdId: teller.ids(),
    registrationNumber: registrationNumber(code, splitNumbers + Number(story.registrationNumber.slice(6))),
    address: `${county.name}${village.name}${teller.rng.between(181, 300)}号`,
    registeredOn: on,
    splitFrom: story,
    stays: [],
    homes: [{ village, fromOn: on, reason: 'SPLIT' }],
    happenings: [],
    passedOn: new Map(),
  };
  for (const stay of leaving) passOn(story, stay, young, newRelations[stay.relation]!, on, ['SPLIT', 'SPLIT']);
  tell(story, { kind: 'SPLIT', on, reason: '子女分户', other: young });
  tell(young, { kind: 'SPLIT', on, reason: '由原户分出', other: story });
  addStory(teller, young);
};

const splits = (teller: Teller, story: Story, year: number): Hazard[] => {
  const maySplit = !story.splitFrom && youngFamily(story).length > 0 && teller.rng.chance(0.03);
  const on = dayIn(teller.rng, year, year);
  return maySplit ? [{ story, on, happen: () => split(teller, story, on) }] : [];
};

const livesIn = (story: Story): string => story.homes.at(-1)!.village.home.villageCode;

const findHost = ({ byCounty }: Teller, story: Story, on: string): Story | undefined =>
  byCounty.get(story.county.code)!.find((other) => {
    if (other === story || !isOpen(other, on) || other.exitYear === 0 || livesIn(other) !== livesIn(story)) return false;
    const head = memberAs(other, 'HEAD')!.person;
    return ageOn(head.bornOn, on) <= 62 && ageOn(head.bornOn, on) >= 30;
  });

const merge = (teller: Teller, story: Story, on: string): void => {
  const members = roster(story);
  const host = members.length === 1 ? findHost(teller, story, on) : undefined;
  if (!host) return;
  const [only] = members as [Stay];
  passOn(story, only, host, 'OTHER', on, ['MERGE', 'MERGE']);
  story.endedOn = on;
  tell(story, { kind: 'MERGE', on, reason: '投靠亲属,并入其户', other: host });
  tell(host, { kind: 'MERGE', on, reason: '接纳亲属并户', person: only.person, other: story });
};

const merges = (teller: Teller, story: Story, year: number): Hazard[] => {
  const [only, second] = roster(story);
  const mayMerge = only && !second && story.exitYear > 0 && ageOn(only.person.bornOn, `${year}-01-01`) >= 66 && teller.rng.chance(0.015);
  const on = dayIn(teller.rng, year, year);
  return mayMerge ? [{ story, on, happen: () => merge(teller, story, on) }] : [];
};

const moves = ({ rng }: Teller, story: Story, year: number, { villages }: CountyOutline): Hazard[] => {
  if (villages.length < 2 || !rng.chance(0.004)) return [];
  const on = dayIn(rng, year, year);
  const village = rng.pick(villages);
  const happen = (): void => {
    if (village.home.villageCode === livesIn(story)) return;
    story.homes.push({ village, fromOn: on, reason: 'MOVE' });
    tell(story, { kind: 'MOVE', on, reason: '举家迁居邻村' });
  };
  return [{ story, on, happen }];
};

/** What may happen between households, or to where they live, in a year. */
export const crossHazards = (teller: Teller, story: Story, year: number, outline: CountyOutline): readonly Hazard[] =>
  [marriagesOut, splits, merges, moves].flatMap((hazards) => hazards(teller, story, year, outline));
