import type { Transaction } from '#db';
import type { DemoKit } from '#plugin';

/** A facility of the demo, as others refer to it. */
export interface DemoFacility {
  readonly id: string;
  readonly countyCode: string;
}

/** Writes hospitals, health centres and clinics, and answers them. */
export const fillFacilities = async (_tx: Transaction, _kit: DemoKit): Promise<readonly DemoFacility[]> => [];
