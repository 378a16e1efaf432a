import { type Transaction, insertRows } from '#db';
import type { DemoKit } from '#plugin';
import { assistanceEligibility, medicalAssistance, treatBeforePay } from '../tables/assistance.ts';
import { claimSettlement, medicalClaim, settlementLayer } from '../tables/claim.ts';
import { insuranceEnrolment } from '../tables/insurance.ts';
import { isSettled, settleBills, tellBills } from './bills.ts';
import { type DemoFacility, tertiaryIds } from './facilities.ts';
import { fillRules, tellEligibility, tellEnrolments } from './insurance.ts';
import type { Patient } from './patients.ts';
import { tellAgreements, tellRelief } from './relief.ts';

/** Writes insurance, bills and assistance, the larger bills for those who are ill. */
export const fillCare = async (tx: Transaction, kit: DemoKit, facilities: readonly DemoFacility[], patients: readonly Patient[]): Promise<void> => {
  const rules = await fillRules(tx, kit);
  const enrolments = tellEnrolments(kit);
  const eligibility = tellEligibility(kit);
  const payers = { rules, enrolments: Map.groupBy(enrolments, ({ personId }) => personId), eligibility: new Map(eligibility.map((row) => [row.personId, row])) };
  const bills = settleBills(kit, tellBills(kit, patients, facilities, await tertiaryIds(tx)), payers);
  const settled = bills.filter(isSettled);
  const relief = bills.map((bill) => tellRelief(kit, bill));
  const corrections = relief.flatMap((one) => one.corrections);
  await insertRows(tx, insuranceEnrolment, enrolments);
  await insertRows(tx, assistanceEligibility, eligibility);
  await insertRows(tx, medicalClaim, relief.map(({ claim }) => claim));
  await insertRows(tx, claimSettlement, [...settled, ...corrections].map(({ settlement }) => settlement));
  await insertRows(tx, settlementLayer, [...settled, ...corrections].flatMap(({ layers }) => layers));
  await insertRows(tx, medicalAssistance, relief.flatMap(({ applications }) => applications));
  await insertRows(tx, treatBeforePay, tellAgreements(kit, bills, new Map(relief.map(({ claim }) => [claim.id, claim]))));
};
