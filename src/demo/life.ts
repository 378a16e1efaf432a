import { ageOn, dayIn } from './days.ts';
import type { Relation } from './family.ts';
import { surname } from './names.ts';
import { succeed, successor } from './succession.ts';
import { join, leave, memberAs, type Person, roster, type Stay, type Story, tell } from './story.ts';
import type { Teller } from './teller.ts';

/** Something that may happen on a day; when the day comes it looks whether it still can. */
export interface Hazard {
  readonly story: Story;
  readonly on: string;
  happen(): void;
}

/** Deaths a year by age, out of 1,000. */
const deathsByAge: readonly (readonly [under: number, perThousand: number])[] = [[50, 1.5], [60, 6], [70, 15], [80, 40], [200, 100]];

const deathRate = (age: number): number => deathsByAge.find(([under]) => age < under)![1] / 1_000;

export const stayOf = (story: Story, person: Person): Stay | undefined => roster(story).find((stay) => stay.person === person);

/** A member goes; the head only where somebody can follow. False if it cannot be. */
export const depart = (story: Story, stay: Stay, on: string, kind: 'DEATH' | 'MARRIAGE_OUT'): boolean => {
  const isHead = stay.relation === 'HEAD';
  const heir = isHead ? successor(story, on) : undefined;
  const alone = roster(story).length === 1;
  if (isHead && !heir && !alone) return false;
  leave(stay, on, kind);
  if (heir) succeed(story, heir, on);
  if (alone) story.endedOn = on;
  return true;
};

const die = ({ rng }: Teller, story: Story, person: Person, on: string): void => {
  const stay = stayOf(story, person);
  if (!stay || !depart(story, stay, on, 'DEATH')) return;
  person.diedOn = on;
  const age = ageOn(person.bornOn, on);
  tell(story, { kind: 'DEATH', on, reason: age > 75 ? '年老去世' : rng.pick(['因病去世', '因病去世', '意外去世']), person });
};

const deaths = (teller: Teller, story: Story, year: number): Hazard[] =>
  roster(story)
    .filter(({ person }) => teller.rng.chance(deathRate(year - Number(person.bornOn.slice(0, 4)))))
    .map(({ person }) => {
      const on = dayIn(teller.rng, year, year);
      return { story, on, happen: () => die(teller, story, person, on) };
    });

const childRelation: Partial<Record<Relation, Relation>> = { HEAD: 'CHILD', SPOUSE: 'CHILD', CHILD_IN_LAW: 'GRANDCHILD' };
const partner: Partial<Record<Relation, Relation>> = { HEAD: 'SPOUSE', SPOUSE: 'HEAD', CHILD_IN_LAW: 'CHILD' };

/** Two years after the last child and at an age at which children are born. */
const mayGiveBirth = (story: Story, { person, relation }: Stay, on: string): boolean => {
  const age = ageOn(person.bornOn, on);
  const own = childRelation[relation];
  if (person.sex !== 'FEMALE' || !own || age < 21 || age > 37 || !memberAs(story, partner[relation]!)) return false;
  return roster(story).every((stay) => stay.relation !== own || ageOn(stay.person.bornOn, on) >= 2);
};

const fatherName = (story: Story, { relation }: Stay): string => {
  const father = memberAs(story, partner[relation]!)!.person;
  return father.sex === 'MALE' ? father.name[0]! : memberAs(story, 'HEAD')!.person.name[0]!;
};

const births = ({ rng, newPerson }: Teller, story: Story, year: number): Hazard[] =>
  roster(story).filter((mother) => mayGiveBirth(story, mother, `${year}-06-30`) && rng.chance(0.12)).map(({ person }) => {
    const on = dayIn(rng, year, year);
    const happen = (): void => {
      const mother = stayOf(story, person);
      if (!mother || !mayGiveBirth(story, mother, on)) return;
      const child = newPerson(fatherName(story, mother), rng.chance(0.53) ? 'MALE' : 'FEMALE', on, 'HEALTHY');
      join(story, child, childRelation[mother.relation]!, on, 'BIRTH');
      tell(story, { kind: 'BIRTH', on, reason: '新生儿出生', person: child });
    };
    return { story, on, happen };
  });

/** The wife that a man of the household may bring in: as the head's, or as a son's while no other son has one. */
export const wifeRelation = (story: Story, { person, relation }: Stay, on: string): Relation | undefined => {
  const age = ageOn(person.bornOn, on);
  if (person.sex !== 'MALE' || age < 23) return undefined;
  if (relation === 'HEAD') return age <= 45 && !memberAs(story, 'SPOUSE') ? 'SPOUSE' : undefined;
  return relation === 'CHILD' && age <= 35 && !memberAs(story, 'CHILD_IN_LAW') ? 'CHILD_IN_LAW' : undefined;
};

const bride = ({ rng, newPerson }: Teller, groom: Person): Person => {
  const year = Number(groom.bornOn.slice(0, 4)) + rng.between(-1, 3);
  return newPerson(surname(rng), 'FEMALE', dayIn(rng, year, year), 'HEALTHY');
};

const marriagesIn = (teller: Teller, story: Story, year: number): Hazard[] =>
  roster(story).filter((groom) => wifeRelation(story, groom, `${year}-06-30`) && teller.rng.chance(groom.relation === 'HEAD' ? 0.02 : 0.05)).map(({ person }) => {
    const on = dayIn(teller.rng, year, year);
    const happen = (): void => {
      const groom = stayOf(story, person);
      const relation = groom && wifeRelation(story, groom, on);
      if (!relation) return;
      const wife = bride(teller, person);
      join(story, wife, relation, on, 'MARRIAGE_IN');
      tell(story, { kind: 'MARRIAGE_IN', on, reason: '结婚迁入', person: wife });
    };
    return { story, on, happen };
  });

/** What may happen to a household by itself in a year. */
export const ownHazards = (teller: Teller, story: Story, year: number): readonly Hazard[] =>
  [deaths, births, marriagesIn].flatMap((hazards) => hazards(teller, story, year));
