import { type DemoKit, later, yuan } from '#plugin';
import type { programmeAssignment, relocationPolicyDecision } from '../tables/consent.ts';
import type { householdTaxRelief, relocatedHouseholdLoan, subsidyPayment } from '../tables/payment.ts';
import type { DemoCase } from './cases.ts';
import { banks } from './officials.ts';

const keysOf = (kit: DemoKit, { row }: DemoCase) => ({ id: kit.uuid(), householdId: row.householdId, countyCode: row.countyCode, caseId: row.id });

/** The subsidy comes with building, handover and move: 40, 40 and 20 of 100. */
export const tellPayments = (kit: DemoKit, one: DemoCase): (typeof subsidyPayment.$inferInsert)[] => {
  const { row } = one;
  const subsidy = Number(row.subsidy);
  const due = [[row.buildingOn, 0.4], [row.handedOverOn, 0.4], [row.movedInOn, 0.2]] as const;
  return due.flatMap(([day, share], at) => {
    const paidOn = day ? later(day, kit.between(5, 25)) : '9999-12-31';
    return paidOn > kit.today ? [] : [{ ...keysOf(kit, one), programme: row.programme, instalment: at + 1, amount: yuan(subsidy * share), paidOn }];
  });
};

/** One in five relocated poor households takes a loan. */
export const tellLoans = (kit: DemoKit, one: DemoCase): (typeof relocatedHouseholdLoan.$inferInsert)[] => {
  const { row } = one;
  if (!row.movedInOn || row.category !== 'REGISTERED' || kit.random() > 0.2) return [];
  const contractedOn = later(row.movedInOn, kit.between(20, 120));
  const grantedOn = later(contractedOn, 10);
  if (grantedOn > kit.today) return [];
  const principal = kit.pick([20_000, 30_000, 50_000]);
  return [{
    ...keysOf(kit, one), contractNumber: `BQD-${kit.serial()}`, bank: kit.pick(banks), purpose: kit.random() < 0.7 ? 'PRODUCTION' : 'STARTUP',
    principal: yuan(principal), rate: '4.3500', subsidisedInterest: yuan(principal * 0.0435 * 3), contractedOn, dueOn: later(contractedOn, 1_095), grantedOn,
    status: kit.random() < 0.6 ? 'REPAYING' : 'GRANTED',
  }];
};

/** Deed tax is waived where a house was bought. */
export const tellTaxReliefs = (kit: DemoKit, one: DemoCase): (typeof householdTaxRelief.$inferInsert)[] => {
  const { row } = one;
  const isBought = row.mode === 'MONETARY' || row.mode === 'TOWN_OR_INDUSTRIAL_PARK';
  if (!row.handedOverOn || !isBought || kit.random() > 0.6) return [];
  const grantedOn = later(row.handedOverOn, 30);
  const amount = yuan(Number(row.cost) * 0.01);
  return grantedOn > kit.today ? [] : [{ ...keysOf(kit, one), tax: 'DEED_TAX', amount, appliedOn: row.handedOverOn, grantedOn, status: 'GRANTED' }];
};

/** Some cases began under the old policy; a few households disputed the choice. */
export const tellPolicyDecisions = (kit: DemoKit, one: DemoCase): (typeof relocationPolicyDecision.$inferInsert)[] => {
  const { row, mover } = one;
  if (!row.approvedOn || row.programme !== 'POVERTY' || kit.random() > 0.12) return [];
  const decidedOn = later(mover.appliedOn, 10);
  const base = {
    ...keysOf(kit, one), policy: 'THIRTEENTH_PLAN' as const, oldPolicySubsidy: yuan(4_200 * row.persons), newPolicySubsidy: row.subsidy as string, decidedOn,
  };
  if (kit.random() > 0.15) return [base];
  return [{
    ...base, dispute: '认为应按旧政策同等对待', disputedOn: later(decidedOn, 5), resolution: '经乡镇核实,按新政策执行,农户无异议', resolvedOn: later(decidedOn, 15), status: 'RESOLVED',
  }];
};

/** Every household of a subsidence village is assigned, and some others that both programmes had on their lists. */
export const tellAssignments = (kit: DemoKit, { row, mover }: DemoCase): (typeof programmeAssignment.$inferInsert)[] => {
  const isSinking = row.programme === 'SUBSIDENCE';
  if (row.closedOn || (!isSinking && kit.random() > 0.05)) return [];
  const decidedOn = later(mover.appliedOn, 8);
  const due = row.subsidy ?? yuan(25_000 * row.persons);
  const base = {
    id: kit.uuid(), householdId: row.householdId, countyCode: row.countyCode, programme: row.programme, decidedOn, decidedBy: '县易地扶贫搬迁领导小组',
    povertySubsidy: isSinking ? null : due, subsidenceSubsidy: isSinking ? due : null,
  };
  if (kit.random() > 0.1) return [base];
  return [{ ...base, conflict: '两个项目均列入计划', conflictOn: later(decidedOn, 1), resolution: '经核定只列入一个项目', resolvedOn: later(decidedOn, 4), status: 'RESOLVED' }];
};
