import { defineRecord, internal } from '#records';
import { mobileVisitRules, villageServiceRules } from '../rules/village-service.ts';
import { mobileVisit, villageService } from '../tables/village-service.ts';
import { healthAction, stamped } from './action.ts';
import { healthDoctorRecord } from './doctor.ts';
import { healthFacilityRecord } from './facility.ts';

/** How each village is served. */
export const villageServiceRecord = defineRecord({
  table: villageService,
  name: 'VillageHealthService',
  about: 'county',
  title: ['村级医疗卫生服务', 'Health service to a village'],
  measures: ['A16-M14'],
  action: healthAction,
  place: 'villageCode',
  key: ['villageCode'],
  rules: villageServiceRules,
  status: {
    initial: 'NONE',
    moves: {
      PLANNED: { from: ['NONE'], needs: ['kind'], dates: 'plannedOn' },
      OPEN: { from: ['NONE', 'PLANNED', 'MOBILE_SERVICE'], needs: ['kind', 'facilityId', 'doctorId'], dates: 'servedOn' },
      MOBILE_SERVICE: { from: ['NONE', 'PLANNED', 'OPEN'], needs: ['kind', 'facilityId'], dates: 'servedOn' },
    },
  },
  fields: {
    villageCode: internal('村', 'Village', { place: true }),
    kind: internal('服务方式', 'How it is served'),
    facilityId: internal('卫生室或流动服务队', 'Clinic or mobile team', { ref: () => healthFacilityRecord }),
    doctorId: internal('村医', 'Village doctor', { ref: () => healthDoctorRecord }),
    households: internal('全村户数', 'Households of the village'),
    householdsServed: internal('服务户数', 'Households served'),
    plannedOn: internal('计划日期', 'Planned on', stamped),
    servedOn: internal('开诊或开始流动服务日期', 'Served since', stamped),
    status: internal('服务状态', 'State'),
  },
});

/** Rounds of mobile teams. */
export const mobileVisitRecord = defineRecord({
  table: mobileVisit,
  name: 'MobileServiceVisit',
  about: 'county',
  title: ['流动服务记录', 'Round of a mobile medical team in a village'],
  measures: ['A16-M14'],
  action: healthAction,
  place: 'villageCode',
  key: ['facilityId', 'villageCode', 'visitedOn'],
  rules: mobileVisitRules,
  fields: {
    facilityId: internal('流动服务队', 'Mobile team', { ref: () => healthFacilityRecord }),
    villageCode: internal('村', 'Village', { place: true }),
    visitedOn: internal('服务日期', 'Visited on'),
    households: internal('服务户数', 'Households seen'),
    consultations: internal('诊疗人次', 'Consultations'),
  },
});
