import { sql } from 'drizzle-orm';
import { countedBy, type Indicator } from '#schema';
import { healthAction } from '../records/action.ts';
import { medicalAssistanceRecord } from '../records/assistance.ts';
import { claimSettlementRecord } from '../records/claim.ts';
import { insuranceEnrolmentRecord } from '../records/insurance.ts';
import { medicalAssistance } from '../tables/assistance.ts';
import { claimSettlement } from '../tables/claim.ts';
import { insuranceEnrolment } from '../tables/insurance.ts';

/** Only the settlement that held on the date counts. */
const held = (asOf: string) => sql`${claimSettlement.settledOn} <= ${asOf}::date and not exists (select from ${claimSettlement} as later
  where later.household_id = ${claimSettlement.householdId} and later.claim_id = ${claimSettlement.claimId} and later.number > ${claimSettlement.number} and later.settled_on <= ${asOf}::date)`;

export const selfPaidShare = {
  id: 'health.self_paid_share',
  title: { zh: '医疗费用个人自付比例', en: 'Share of medical bills that people pay themselves' },
  definition: {
    zh: '截至当日已结算费用中,各层保障支付后个人自付占总费用的比例',
    en: 'Of the bills settled by the date, the share that was left to the people after all layers had paid',
  },
  unit: 'share',
  action: healthAction,
  values: countedBy({
    record: claimSettlementRecord,
    value: () => sql<string>`round(sum(${claimSettlement.selfPaid}) / sum(${claimSettlement.bill}), 4)::text`,
    where: held,
    empty: null,
  }),
} as const satisfies Indicator;

export const claimsSettled = {
  id: 'health.claims_settled',
  title: { zh: '已结算医疗费用笔数', en: 'Claims settled' },
  definition: { zh: '截至当日已按序结算的医疗费用笔数', en: 'Claims that had been settled through all layers by the date' },
  unit: 'claim',
  action: healthAction,
  values: countedBy({
    record: claimSettlementRecord,
    value: () => sql<string>`count(*)::text`,
    where: held,
    empty: '0',
  }),
} as const satisfies Indicator;

export const premiumSubsidies = {
  id: 'health.premium_subsidy_paid',
  title: { zh: '医保个人缴费财政补贴', en: 'Subsidy of insurance premiums paid' },
  definition: { zh: '截至当日已到位的医保个人缴费财政补贴金额', en: 'Subsidies of the personal premium that had been paid by the date' },
  unit: 'yuan',
  action: healthAction,
  values: countedBy({
    record: insuranceEnrolmentRecord,
    value: () => sql<string>`sum(${insuranceEnrolment.subsidy})::text`,
    where: (asOf) => sql`${insuranceEnrolment.subsidyPaidOn} <= ${asOf}::date`,
    empty: '0',
  }),
} as const satisfies Indicator;

export const assistancePaid = {
  id: 'health.assistance_paid',
  title: { zh: '医疗、临时、慈善救助发放金额', en: 'Medical, temporary and charity assistance paid' },
  definition: { zh: '截至当日经申请获批并发放的救助金额', en: 'Assistance granted on application and paid by the date' },
  unit: 'yuan',
  action: healthAction,
  values: countedBy({
    record: medicalAssistanceRecord,
    value: () => sql<string>`sum(${medicalAssistance.amount})::text`,
    where: (asOf) => sql`${medicalAssistance.paidOn} <= ${asOf}::date`,
    empty: '0',
  }),
} as const satisfies Indicator;
