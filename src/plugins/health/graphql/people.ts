import type { Kit } from '#plugin';

/** Services given under contracts, and the list of warnings. */
export const addPeopleFields = (_kit: Kit): void => {};
