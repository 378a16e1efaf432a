import { crossHazards } from './crossing.ts';
import { yearOf } from './days.ts';
import { foundHousehold } from './found-household.ts';
import { type Hazard, ownHazards } from './life.ts';
import type { CountyOutline } from './outline.ts';
import type { Part } from './parts.ts';
import type { Story } from './story.ts';
import { addStory, createTeller, type Teller } from './teller.ts';

const years = [2014, 2015, 2016, 2017, 2018, 2019, 2020];

const hazardsOf = (teller: Teller, outlines: ReadonlyMap<string, CountyOutline>, year: number): readonly Hazard[] =>
  teller.stories
    .filter(({ endedOn, registeredOn }) => endedOn === undefined && yearOf(registeredOn) <= year)
    .flatMap((story) => [...ownHazards(teller, story, year), ...crossHazards(teller, story, year, outlines.get(story.county.code)!)])
    .filter(({ on, story }) => on > story.registeredOn)
    .sort((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));

/**
 * Tells the households of a part from registration to the last day. All that may happen in a year is
 * drawn first and then happens in order of days, so that households can meet each other.
 */
export const tellStories = (seed: string, part: Part): readonly Story[] => {
  const teller = createTeller(seed, part);
  for (const { outline, from, to } of part.stretches) {
    for (let at = from; at < to; at += 1) addStory(teller, foundHousehold(teller, outline, at));
  }
  const outlines = new Map(part.stretches.map(({ outline }) => [outline.county.code, outline]));
  for (const year of years) {
    for (const { story, happen } of hazardsOf(teller, outlines, year)) if (story.endedOn === undefined) happen();
  }
  return teller.stories;
};
