import { type DemoKit, later, yuan } from '#plugin';
import type { propertyRight, relocationFollowUp, settlementService } from '../tables/aftercare.ts';
import type { DemoCase } from './cases.ts';
import { adultsOn } from './movers.ts';
import { cadres, providers } from './officials.ts';

const keysOf = (kit: DemoKit, { row }: DemoCase) => ({ id: kit.uuid(), householdId: row.householdId, countyCode: row.countyCode, caseId: row.id });

type RightRow = typeof propertyRight.$inferInsert;

/** Land and homestead stay the household's own; the homestead is compensated once the old house is down. */
export const tellRights = (kit: DemoKit, one: DemoCase): RightRow[] => {
  const { row, mover } = one;
  if (!row.movedInOn) return [];
  const base = () => ({ ...keysOf(kit, one), villageCode: row.originVillageCode, confirmedOn: mover.appliedOn });
  const number = (): string => `QZ-${kit.serial()}`;
  const land: RightRow = { ...base(), kind: 'LAND_CONTRACT', certificateNumber: number(), area: `${kit.between(2, 15)}.00`, yearlyIncome: yuan(kit.between(300, 3_000)) };
  const lent = kit.random() < 0.3 ? { agreedOn: row.movedInOn, changedOn: row.movedInOn, status: 'TRANSFERRED' as const } : {};
  const demolishedOn = row.oldHouseDemolishedOn;
  const vacated = demolishedOn ? { agreedOn: row.consentedOn, changedOn: demolishedOn, compensation: yuan(kit.between(5, 20) * 1_000), status: 'COMPENSATED' as const } : {};
  const homestead: RightRow = { ...base(), kind: 'HOMESTEAD', certificateNumber: number(), area: '0.30', ...vacated };
  const income: RightRow[] = kit.random() < 0.4 ? [{ ...base(), kind: 'COLLECTIVE_INCOME', certificateNumber: number(), yearlyIncome: yuan(kit.between(50, 600)) }] : [];
  return [{ ...land, ...lent }, homestead, ...income];
};

type ServiceRow = typeof settlementService.$inferInsert;

const serviceDates = (kit: DemoKit, neededOn: string) => {
  const [offeredOn, doneOn] = [later(neededOn, kit.between(20, 60)), later(neededOn, kit.between(80, 200))];
  if (offeredOn > kit.today) return { neededOn };
  const provider = kit.pick(providers);
  return doneOn > kit.today || kit.random() < 0.1 ? { neededOn, provider, offeredOn, status: 'OFFERED' as const } : { neededOn, provider, offeredOn, doneOn, status: 'DONE' as const };
};

/** Job training for an adult, the rest for the whole household. */
export const tellServices = (kit: DemoKit, one: DemoCase): ServiceRow[] => {
  const { row, mover } = one;
  const { movedInOn } = row;
  if (!movedInOn) return [];
  const service = (kind: ServiceRow['kind'], personId: string | null): ServiceRow => ({
    ...keysOf(kit, one), programme: row.programme, kind, serial: 1, personId, personsServed: personId ? 1 : row.persons, ...serviceDates(kit, movedInOn),
  });
  const learner = kit.pick(adultsOn(mover.persons, mover.appliedOn));
  const shared = (['HUKOU_TRANSFER', 'SOCIAL_SECURITY', 'COMMUNITY_MANAGEMENT', 'PUBLIC_SERVICE'] as const).filter(() => kit.random() < 0.6);
  return [service('JOB_TRAINING', learner.personId), ...shared.map((kind) => service(kind, null))];
};

type VisitRow = typeof relocationFollowUp.$inferInsert;

const evidence = {
  movedOutEvidence: '已搬离旧村,旧房腾退', settledInEvidence: '入住稳定,子女就近入学', hasHousingEvidence: '已办理住房交接手续',
} as const;

const visit = (kit: DemoKit, one: DemoCase, visitedOn: string, mustPass: boolean): VisitRow => {
  const luck = mustPass ? 1 : kit.random();
  const [hasIndustry, hasIncome, settledIn] = [luck > 0.25, luck > 0.12, luck > 0.04];
  return {
    ...keysOf(kit, one), programme: one.row.programme, visitedOn, visitor: kit.pick(cadres), ...evidence, movedOut: true, settledIn, hasHousing: true,
    hasIndustry, hasIndustryEvidence: hasIndustry ? '参与后续产业项目' : '尚无稳定产业', hasIncome, hasIncomeEvidence: hasIncome ? '有务工或经营收入' : '收入主要靠转移支付',
    income: yuan(one.row.persons * kit.between(hasIncome ? 4_500 : 2_000, hasIncome ? 12_000 : 3_500)),
  };
};

/** A visit some months after the move, and one a year later; who is called stable passed those before. */
export const tellVisits = (kit: DemoKit, one: DemoCase): VisitRow[] => {
  const { movedInOn, stableOn } = one.row;
  if (!movedInOn) return [];
  const days = [later(movedInOn, kit.between(60, 120)), later(movedInOn, kit.between(480, 540))].filter((day) => day <= kit.today);
  return days.map((day) => visit(kit, one, day, stableOn != null && day <= stableOn));
};
