import type { Kit } from '#plugin';
import { addCareFields } from './care.ts';
import { addPeopleFields } from './people.ts';

/** Fields that follow from other rows, which a declaration cannot say. */
export const addFields = (kit: Kit): void => {
  addCareFields(kit);
  addPeopleFields(kit);
};
