import type { Transaction } from '#db';
import type { DemoKit } from '#plugin';
import { fillFacilities } from './demo/facilities.ts';
import { fillCare } from './demo/care.ts';
import { fillPeople } from './demo/people.ts';
import { fillResponses } from './demo/warnings.ts';

/** Believable health around the demo's households: facilities first, then people, their bills, and what was done about those. */
export const demo = async (tx: Transaction, kit: DemoKit): Promise<void> => {
  const facilities = await fillFacilities(tx, kit);
  const patients = await fillPeople(tx, kit, facilities);
  await fillCare(tx, kit, facilities, patients);
  await fillResponses(tx, kit);
};
