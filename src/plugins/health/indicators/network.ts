import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { countedBy, type Indicator } from '#schema';
import { healthAction } from '../records/action.ts';
import { healthFacilityRecord } from '../records/facility.ts';
import { teleconsultationRecord } from '../records/support.ts';
import { villageServiceRecord } from '../records/village-service.ts';
import { facility, facilityAssessment } from '../tables/facility.ts';
import { teleconsultation } from '../tables/support.ts';
import { villageService } from '../tables/village-service.ts';

/** A column of the facility counted, named in full: inside a sub-select a bare name would be the inner row's. */
const outer = (column: PgColumn): SQL => sql`${facility}.${sql.identifier(column.name)}`;

const isOpen = (asOf: string) => sql`${facility.openedOn} <= ${asOf}::date and (${facility.closedOn} is null or ${facility.closedOn} > ${asOf}::date)`;

export const countiesWithGradeTwo = {
  id: 'health.counties_with_grade_two_hospital',
  title: { zh: '有二级医院的县', en: 'Counties with a Grade II hospital' },
  definition: { zh: '截至当日至少有一家县级医院达到二级及以上的县数', en: 'Counties in which at least one county-level hospital was graded II or higher by the date' },
  unit: 'county',
  action: healthAction,
  values: countedBy({
    record: healthFacilityRecord,
    value: () => sql<string>`count(distinct ${facility.countyCode})::text`,
    where: (asOf) => sql`${facility.tier} = 'COUNTY' and ${facility.grade} not in ('UNGRADED', 'GRADE_1') and ${facility.gradedOn} <= ${asOf}::date and ${isOpen(asOf)}`,
    empty: '0',
  }),
} as const satisfies Indicator;

/** What the latest assessment found counts, not what the register says today. */
export const facilitiesMeetStandard = {
  id: 'health.facilities_meeting_standard',
  title: { zh: '三级医疗卫生机构达标率', en: 'Facilities that meet the standard' },
  definition: {
    zh: '截至当日在业的县、乡、村三级机构(不含流动服务队)中,最近一次评估全部达标的占比(%)',
    en: 'Of the county, township and village facilities open on the date, mobile teams left out, the share whose latest assessment found nothing missing, per cent',
  },
  unit: 'percent_of_facilities',
  action: healthAction,
  target: 'three_tier_network_standardised',
  values: countedBy({
    record: healthFacilityRecord,
    value: (asOf) => sql<string>`round(100 * avg(coalesce((select a.passed from ${facilityAssessment} as a where a.facility_id = ${outer(facility.id)} and a.assessed_on <= ${asOf}::date
      order by a.assessed_on desc limit 1), false)::int), 2)::text`,
    where: (asOf) => sql`${facility.kind} <> 'MOBILE_SERVICE' and ${isOpen(asOf)}`,
    empty: null,
  }),
} as const satisfies Indicator;

export const householdsServed = {
  id: 'health.households_served_by_village_doctors',
  title: { zh: '村医服务覆盖农户率', en: 'Households covered by village-doctor service' },
  definition: {
    zh: '有记录的村中,截至当日已开诊或流动服务覆盖的农户占全部农户的比例(%)',
    en: 'Of the households of the villages on record, the share served by a clinic or a mobile team by the date, per cent',
  },
  unit: 'percent_of_rural_households',
  action: healthAction,
  target: 'village_doctor_household_coverage',
  values: countedBy({
    record: villageServiceRecord,
    value: (asOf) => sql<string>`round(100.0 * coalesce(sum(${villageService.householdsServed}) filter (where ${villageService.servedOn} <= ${asOf}::date), 0) / nullif(sum(${villageService.households}), 0), 2)::text`,
    where: () => sql`true`,
    empty: null,
  }),
} as const satisfies Indicator;

export const teleconsultations = {
  id: 'health.teleconsultations',
  title: { zh: '远程会诊次数', en: 'Consultations over telemedicine links' },
  definition: { zh: '截至当日的远程会诊次数', en: 'Consultations over telemedicine links by the date' },
  unit: 'consultation',
  action: healthAction,
  values: countedBy({
    record: teleconsultationRecord,
    value: () => sql<string>`count(*)::text`,
    where: (asOf) => sql`${teleconsultation.consultedOn} <= ${asOf}::date`,
    empty: '0',
  }),
} as const satisfies Indicator;
