import type { Kit } from '#plugin';
import { addVisitsGiven } from './visits.ts';
import { addWarnings } from './warnings.ts';

/** Services given under contracts, and the list of warnings. */
export const addPeopleFields = (kit: Kit): void => {
  addVisitsGiven(kit);
  addWarnings(kit);
};
