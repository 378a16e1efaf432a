import { ageOn } from './days.ts';
import type { Relation } from './family.ts';
import { relate, roster, type Stay, type Story } from './story.ts';

const heirs: readonly Relation[] = ['SPOUSE', 'CHILD', 'CHILD_IN_LAW', 'PARENT', 'PARENT_IN_LAW', 'SIBLING', 'GRANDPARENT', 'GRANDCHILD', 'OTHER'];

/** What the others are to the new head, by what they were to the old one; who is not named becomes OTHER. */
const relationsTo: Partial<Record<Relation, Partial<Record<Relation, Relation>>>> = {
  SPOUSE: { CHILD: 'CHILD', CHILD_IN_LAW: 'CHILD_IN_LAW', GRANDCHILD: 'GRANDCHILD', PARENT: 'PARENT_IN_LAW', PARENT_IN_LAW: 'PARENT' },
  CHILD: { CHILD: 'SIBLING', CHILD_IN_LAW: 'SPOUSE', GRANDCHILD: 'CHILD', PARENT: 'GRANDPARENT', PARENT_IN_LAW: 'GRANDPARENT' },
  CHILD_IN_LAW: { GRANDCHILD: 'CHILD', PARENT: 'OTHER' },
  PARENT: { PARENT: 'SPOUSE', CHILD: 'GRANDCHILD', SIBLING: 'CHILD' },
};

/** A married child goes before the others, so that its wife is the new head's; then the eldest. */
const rank = (story: Story, { relation, person }: Stay): number => {
  const married = relation === 'CHILD' && person.sex === 'MALE' && roster(story).some((stay) => stay.relation === 'CHILD_IN_LAW');
  return heirs.indexOf(relation) - (married ? 0.5 : 0);
};

/** Who would head the household if the head were gone; nobody while all others are minors. */
export const successor = (story: Story, on: string): Stay | undefined =>
  roster(story)
    .filter(({ relation, person }) => relation !== 'HEAD' && ageOn(person.bornOn, on) >= 18)
    .sort((a, b) => rank(story, a) - rank(story, b) || (a.person.bornOn < b.person.bornOn ? -1 : 1))[0];

/** Makes a member the head and puts everybody's relation right; the old head's membership is closed already. */
export const succeed = (story: Story, heir: Stay, on: string): void => {
  const relations = relationsTo[heir.relation] ?? {};
  const others = roster(story).filter((stay) => stay !== heir);
  relate(story, heir, 'HEAD', on);
  for (const stay of others) relate(story, stay, relations[stay.relation] ?? 'OTHER', on);
};
