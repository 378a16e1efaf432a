import { sql } from 'drizzle-orm';
import { type Indicator, countedBy } from '#schema';
import { habitatAction, relocationAction } from '../records/actions.ts';
import { relocationFollowUpRecord } from '../records/aftercare.ts';
import { subsidyPaymentRecord } from '../records/payment.ts';
import { houseRenovationRecord, renovationInstalmentRecord } from '../records/renovation.ts';
import { relocationFollowUp } from '../tables/aftercare.ts';
import { subsidyPayment } from '../tables/payment.ts';
import { houseRenovation, renovationInstalment } from '../tables/renovation.ts';

export const housesRenovated = {
  id: 'relocation.houses_renovated',
  title: { zh: '完成危房改造户数', en: 'Dilapidated houses renovated' },
  definition: { zh: '截至当日危房改造已验收的农户数', en: 'Households whose renovation had been accepted by the date' },
  unit: 'household',
  action: habitatAction,
  target: 'dilapidated_houses_renovated',
  values: countedBy({
    record: houseRenovationRecord,
    value: () => sql<string>`count(distinct ${houseRenovation.householdId})::text`,
    where: (asOf) => sql`${houseRenovation.acceptedOn} <= ${asOf}::date`,
    empty: '0',
  }),
} as const satisfies Indicator;

export const instalmentsInTime = {
  id: 'relocation.renovation_instalments_in_time',
  title: { zh: '危房改造补助及时足额到位率', en: 'Renovation instalments paid in full and in time' },
  definition: {
    zh: '截至当日到期的各级补助中,在到期日或之前足额兑付的笔数占比',
    en: 'Of the instalments due by the date, the share that was paid in full on or before the day it was due',
  },
  unit: 'share',
  action: habitatAction,
  values: countedBy({
    record: renovationInstalmentRecord,
    value: () => sql<string>`round(avg(${renovationInstalment.paidInFullAndInTime}::int), 4)::text`,
    where: (asOf) => sql`${renovationInstalment.dueOn} <= ${asOf}::date`,
    empty: null,
  }),
} as const satisfies Indicator;

/** Only the household's latest visit up to the date says how it lives. */
export const fiveChecksPassed = {
  id: 'relocation.households_five_checks_passed',
  title: { zh: '五项回访全部达标户数', en: 'Households with all five checks passed' },
  definition: {
    zh: '截至当日最近一次回访五项(搬得出、稳得住、有房住、有产业、有收入)全部达标的搬迁户数',
    en: 'Relocated households whose latest follow-up visit by the date passed all five checks',
  },
  unit: 'household',
  action: relocationAction,
  values: countedBy({
    record: relocationFollowUpRecord,
    value: () => sql<string>`count(distinct ${relocationFollowUp.householdId})::text`,
    where: (asOf) => sql`${relocationFollowUp.result} = 'PASS' and ${relocationFollowUp.visitedOn} <= ${asOf}::date
      and not exists (select from ${relocationFollowUp} as later where later.household_id = ${relocationFollowUp.householdId}
        and later.case_id = ${relocationFollowUp.caseId} and later.visited_on > ${relocationFollowUp.visitedOn} and later.visited_on <= ${asOf}::date)`,
    empty: '0',
  }),
} as const satisfies Indicator;

export const subsidyPaid = {
  id: 'relocation.subsidy_paid',
  title: { zh: '搬迁补助兑付金额', en: 'Relocation subsidy paid' },
  definition: { zh: '截至当日兑付到户的搬迁补助,两个项目合计', en: 'Subsidy of both programmes that had reached households by the date' },
  unit: 'yuan',
  action: relocationAction,
  values: countedBy({
    record: subsidyPaymentRecord,
    value: () => sql<string>`sum(${subsidyPayment.amount})::text`,
    where: (asOf) => sql`${subsidyPayment.paidOn} <= ${asOf}::date`,
    empty: '0',
  }),
} as const satisfies Indicator;
