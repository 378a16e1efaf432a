import { fiveChecksPassed, housesRenovated, instalmentsInTime, subsidyPaid } from './living.ts';
import { accompanyingMovedIn, registeredMovedIn, subsidencePeopleMovedIn } from './people.ts';
import { naturalVillagesMoved, subsidenceVillagesRelocated } from './villages.ts';

/** Every figure of the plugin; those with a target first. */
export const indicators = [
  registeredMovedIn, accompanyingMovedIn, subsidenceVillagesRelocated, subsidencePeopleMovedIn, housesRenovated,
  instalmentsInTime, fiveChecksPassed, naturalVillagesMoved, subsidyPaid,
] as const;
