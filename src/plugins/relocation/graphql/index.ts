import type { Kit } from '#plugin';
import { addMoneyFields } from './money.ts';
import { addOccupancyFields } from './occupancy.ts';

/** Fields that follow from other rows, which a declaration cannot say. */
export const addFields = (kit: Kit): void => {
  addMoneyFields(kit);
  addOccupancyFields(kit);
};
