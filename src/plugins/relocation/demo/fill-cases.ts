import { type Transaction, insertRows } from '#db';
import type { DemoKit } from '#plugin';
import { followUpIncome, propertyRight, relocationFollowUp, settlementService } from '../tables/aftercare.ts';
import { relocationCase } from '../tables/case.ts';
import { programmeAssignment, relocationConsent, relocationPolicyDecision } from '../tables/consent.ts';
import { householdTaxRelief, relocatedHouseholdLoan, subsidyPayment } from '../tables/payment.ts';
import { followUpProject, settlementSite } from '../tables/site.ts';
import { naturalVillageRelocation, subsidenceVillage } from '../tables/village.ts';
import { tellRights, tellServices, tellVisits } from './aftercare.ts';
import type { DemoCase } from './cases.ts';
import { tellConsent } from './consents.ts';
import { tellIncomes, tellIndustry } from './industry.ts';
import { tellAssignments, tellLoans, tellPayments, tellPolicyDecisions, tellTaxReliefs } from './money.ts';
import type { Settled } from './sites.ts';
import type { Sinking, tellNaturalVillages } from './villages.ts';

/** Cases with everything that was told around them. */
export interface Told extends Settled {
  readonly natural: ReturnType<typeof tellNaturalVillages>;
  readonly sinking: ReadonlyMap<string, Sinking>;
}

const placed = ({ natural, sinking }: Told) => ({ row }: DemoCase) => {
  const isPoverty = row.programme === 'POVERTY';
  const village = isPoverty ? undefined : sinking.get(row.originVillageCode);
  return {
    ...row,
    naturalVillageId: isPoverty && row.closedOn == null ? (natural.get(row.originVillageCode)?.id ?? null) : null,
    subsidenceVillageId: village?.village.id ?? null,
    projectId: row.projectId ?? (row.approvedOn ? village?.project.id : null) ?? null,
  };
};

/** Writes the villages, the sites, the cases, and all that happened to the households that moved. */
export const fillCases = async (tx: Transaction, kit: DemoKit, told: Told): Promise<void> => {
  const { cases, sites, natural, sinking } = told;
  await insertRows(tx, naturalVillageRelocation, [...natural.values()]);
  await insertRows(tx, subsidenceVillage, [...sinking.values()].map(({ village }) => village));
  await insertRows(tx, settlementSite, sites);
  await insertRows(tx, relocationCase, cases.map(placed(told)));
  await insertRows(tx, relocationConsent, cases.map((one) => tellConsent(kit, one)));
  await insertRows(tx, relocationPolicyDecision, cases.flatMap((one) => tellPolicyDecisions(kit, one)));
  await insertRows(tx, programmeAssignment, cases.flatMap((one) => tellAssignments(kit, one)));
  await insertRows(tx, subsidyPayment, cases.flatMap((one) => tellPayments(kit, one)));
  await insertRows(tx, relocatedHouseholdLoan, cases.flatMap((one) => tellLoans(kit, one)));
  await insertRows(tx, householdTaxRelief, cases.flatMap((one) => tellTaxReliefs(kit, one)));
  await insertRows(tx, propertyRight, cases.flatMap((one) => tellRights(kit, one)));
  await insertRows(tx, settlementService, cases.flatMap((one) => tellServices(kit, one)));
  await insertRows(tx, relocationFollowUp, cases.flatMap((one) => tellVisits(kit, one)));
  const industries = new Map(sites.flatMap((site) => tellIndustry(kit, site)).map((row) => [row.siteId, row]));
  await insertRows(tx, followUpProject, [...industries.values()]);
  await insertRows(tx, followUpIncome, cases.flatMap((one) => tellIncomes(kit, one, industries.get(one.row.siteId ?? ''))));
};
