import type { Transaction } from '#db';
import type { DemoKit } from '#plugin';
import { fillFacilities } from './demo/facilities.ts';
import { fillCare } from './demo/care.ts';
import { fillPeople } from './demo/people.ts';

/** Believable health around the demo's households: facilities first, then people, then their bills. */
export const demo = async (tx: Transaction, kit: DemoKit): Promise<void> => {
  const facilities = await fillFacilities(tx, kit);
  const patients = await fillPeople(tx, kit, facilities);
  await fillCare(tx, kit, facilities, patients);
};
