import type { Kit } from '#plugin';

/** Sums over bills and assistance. */
export const addCareFields = (_kit: Kit): void => {};
