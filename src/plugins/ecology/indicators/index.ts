import { type SQL, sql } from 'drizzle-orm';
import { household, membership, person } from '#db';
import { countedBy, type Indicator, personRecord } from '#schema';
import { ecologyAction } from '../parameters.ts';
import { afforestationContractRecord, afforestationWageRecord } from '../records/afforestation.ts';
import { farmlandReturnParcelRecord, farmlandReturnSubsidyRecord } from '../records/farmland.ts';
import { forestRangerContractRecord, forestRangerWageRecord } from '../records/rangers.ts';
import { afforestationContract, afforestationWage } from '../tables/afforestation.ts';
import { farmlandReturnParcel, farmlandReturnSubsidy } from '../tables/farmland.ts';
import { ecologicalCompensation, economicForestUpgrade, underForestBusiness } from '../tables/forest-income.ts';
import { forestRangerContract, forestRangerWage } from '../tables/rangers.ts';

/** Households that ecology had brought something by the date. */
const supported = (asOf: string): SQL => sql`(
  exists (select from ${farmlandReturnSubsidy} where ${farmlandReturnSubsidy.householdId} = ${person.householdId} and ${farmlandReturnSubsidy.paidOn} <= ${asOf}::date)
  or exists (select from ${afforestationWage} where ${afforestationWage.householdId} = ${person.householdId} and ${afforestationWage.paidOn} <= ${asOf}::date)
  or exists (select from ${forestRangerContract} where ${forestRangerContract.householdId} = ${person.householdId} and ${forestRangerContract.startsOn} <= ${asOf}::date)
  or exists (select from ${ecologicalCompensation} where ${ecologicalCompensation.householdId} = ${person.householdId} and ${ecologicalCompensation.paidOn} <= ${asOf}::date)
  or exists (select from ${economicForestUpgrade} where ${economicForestUpgrade.householdId} = ${person.householdId} and ${economicForestUpgrade.acceptedOn} <= ${asOf}::date)
  or exists (select from ${underForestBusiness} where ${underForestBusiness.householdId} = ${person.householdId} and ${underForestBusiness.startedOn} <= ${asOf}::date))`;

/** Living members of the household on the date. */
const there = (asOf: string): SQL => sql`(${person.diedOn} is null or ${person.diedOn} > ${asOf}::date) and exists (select from ${membership}
  where ${membership.householdId} = ${person.householdId} and ${membership.personId} = ${person.id}
    and ${membership.fromOn} <= ${asOf}::date and (${membership.toOn} is null or ${membership.toOn} > ${asOf}::date))`;

const ofPoorHouseholds = sql`exists (select from ${household} where ${household.householdId} = ${person.householdId} and ${household.isRegisteredPoor})`;

const peopleSupported = {
  id: 'ecology.people_supported',
  title: { zh: '生态建设支持和带动贫困人口', en: 'Poor people supported by ecological construction' },
  definition: {
    zh: '截至当日有退耕补助、造林劳务、护林岗位、生态补偿、经济林提质增效或林下经济之一的建档立卡贫困户中健在的家庭成员数,每人只计一次',
    en: 'Living members of registered poor households that by the date had a return subsidy, afforestation wages, a ranger, compensation, an upgraded orchard or an under-forest business; each person counts once',
  },
  unit: 'person',
  action: ecologyAction,
  target: 'ecology_people',
  values: countedBy({ record: personRecord, value: () => sql<string>`count(*)::text`, where: (asOf) => sql`${ofPoorHouseholds} and ${there(asOf)} and ${supported(asOf)}`, empty: '0' }),
} as const satisfies Indicator;

const rangersEmployed = {
  id: 'ecology.rangers_employed',
  title: { zh: '在岗贫困户护林员', en: 'Forest rangers of poor households at work' },
  definition: { zh: '截至当日聘用中的护林员人数', en: 'Rangers whose employment had begun and not ended on the date' },
  unit: 'person',
  action: ecologyAction,
  values: countedBy({
    record: forestRangerContractRecord,
    value: () => sql<string>`count(distinct ${forestRangerContract.personId})::text`,
    where: (asOf) => sql`${forestRangerContract.startsOn} <= ${asOf}::date and least(${forestRangerContract.endsOn}, ${forestRangerContract.endedOn}) >= ${asOf}::date`,
    empty: '0',
  }),
} as const satisfies Indicator;

const rangerWages = {
  id: 'ecology.ranger_wages_paid',
  title: { zh: '护林员工资发放金额', en: 'Wages paid to forest rangers' },
  definition: { zh: '截至当日发放的护林员工资合计', en: 'Wages of rangers paid by the date' },
  unit: 'yuan',
  action: ecologyAction,
  values: countedBy({
    record: forestRangerWageRecord, value: () => sql<string>`sum(${forestRangerWage.amount})::text`, where: (asOf) => sql`${forestRangerWage.paidOn} <= ${asOf}::date`, empty: '0',
  }),
} as const satisfies Indicator;

const areaReturned = {
  id: 'ecology.farmland_returned',
  title: { zh: '新一轮退耕还林还草验收面积', en: 'Farmland returned in the new round and inspected' },
  definition: { zh: '截至当日已验收的退耕地块验收面积合计', en: 'Area of parcels inspected by the date' },
  unit: 'mu',
  action: ecologyAction,
  values: countedBy({
    record: farmlandReturnParcelRecord,
    value: () => sql<string>`sum(${farmlandReturnParcel.inspectedArea})::text`,
    where: (asOf) => sql`${farmlandReturnParcel.inspectedOn} <= ${asOf}::date`,
    empty: '0',
  }),
} as const satisfies Indicator;

const subsidiesPaid = {
  id: 'ecology.return_subsidies_paid',
  title: { zh: '退耕还林还草补助兑付金额', en: 'Subsidies for returned farmland paid' },
  definition: { zh: '截至当日兑付到户的两轮退耕补助合计', en: 'Subsidies of both rounds that had reached households by the date' },
  unit: 'yuan',
  action: ecologyAction,
  values: countedBy({
    record: farmlandReturnSubsidyRecord, value: () => sql<string>`sum(${farmlandReturnSubsidy.amount})::text`, where: (asOf) => sql`${farmlandReturnSubsidy.paidOn} <= ${asOf}::date`, empty: '0',
  }),
} as const satisfies Indicator;

const contractsAwarded = {
  id: 'ecology.negotiated_contracts_amount',
  title: { zh: '造林合作社议标合同金额', en: 'Negotiated contracts of afforestation cooperatives' },
  definition: { zh: '截至当日以议标方式授予造林合作社的合同金额合计', en: 'Sum of contracts awarded to cooperatives by negotiation by the date' },
  unit: 'yuan',
  action: ecologyAction,
  values: countedBy({
    record: afforestationContractRecord,
    value: () => sql<string>`sum(${afforestationContract.amount})::text`,
    where: (asOf) => sql`${afforestationContract.awardWay} = 'NEGOTIATED' and ${afforestationContract.awardedOn} <= ${asOf}::date`,
    empty: '0',
  }),
} as const satisfies Indicator;

const wagesPaid = {
  id: 'ecology.afforestation_wages_paid',
  title: { zh: '造林劳务收入发放金额', en: 'Afforestation wages paid to poor members' },
  definition: { zh: '截至当日发放给贫困成员的造林劳务收入合计', en: 'Wages of poor members under afforestation contracts paid by the date' },
  unit: 'yuan',
  action: ecologyAction,
  values: countedBy({
    record: afforestationWageRecord, value: () => sql<string>`sum(${afforestationWage.amount})::text`, where: (asOf) => sql`${afforestationWage.paidOn} <= ${asOf}::date`, empty: '0',
  }),
} as const satisfies Indicator;

/** Every figure of the plugin; the one with a target first. */
export const indicators = [peopleSupported, rangersEmployed, rangerWages, areaReturned, subsidiesPaid, contractsAwarded, wagesPaid] as const;
