import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Care, county, openCare, reviewer, secondReviewer } from './test-care.ts';

let care: Care;
beforeAll(async () => {
  care = await openCare();
});
afterAll(() => care.close());

let count = 0;
const number = (): string => `T-${(count += 1)}`;

type Kind = 'COUNTY_HOSPITAL' | 'TOWNSHIP_HEALTH_CENTRE' | 'VILLAGE_CLINIC' | 'MOBILE_SERVICE';
const tiers = { COUNTY_HOSPITAL: 'COUNTY', TOWNSHIP_HEALTH_CENTRE: 'TOWNSHIP', VILLAGE_CLINIC: 'VILLAGE', MOBILE_SERVICE: 'VILLAGE' } as const;
const facility = (kind: Kind, more: object = {}) => ({ countyCode: county, code: number(), name: '测试机构', kind, tier: tiers[kind], placeCode: county, openedOn: '2010-01-01', ...more });
const graded = { grade: 'GRADE_2B', gradedOn: '2015-01-01' };

const assessment = (facilityId: string, assessedOn: string, medicines: boolean) => ({
  countyCode: county, facilityId, assessedOn, standard: '2016版', assessedBy: '县卫计局', premises: true, equipment: true, staffing: true, medicines, services: true, information: true,
});

describe('a facility', () => {
  test('meets the standard when it was looked at and nothing is missing', async () => {
    const id = await care.made('HealthFacility', facility('TOWNSHIP_HEALTH_CENTRE'));
    const meets = (on: string) => care.step('HealthFacility', id, 'MEETS_STANDARD', on, reviewer);
    expect(await meets('2018-06-01')).toEqual(['HEALTH_STANDARD_NOT_ASSESSED']);
    await care.made('FacilityAssessment', assessment(id, '2018-05-01', false));
    expect(await meets('2018-06-01')).toEqual(['HEALTH_STANDARD_NOT_MET']);
    await care.made('FacilityAssessment', assessment(id, '2019-05-01', true));
    expect(await meets('2018-06-01')).toEqual(['HEALTH_STANDARD_NOT_MET']);
    expect(await meets('2019-06-01')).toEqual([]);
    expect(await care.step('HealthFacility', id, 'BELOW_STANDARD', '2019-07-01', secondReviewer)).toEqual(['HEALTH_STANDARD_STILL_MET']);
  });

  test.each<[string, object, string]>([
    ['of a tier that is not its own', { tier: 'COUNTY' }, 'HEALTH_FACILITY_TIER'],
    ['graded on no day', { grade: 'GRADE_1' }, 'HEALTH_GRADE_DATE'],
    ['closed before it opened', { closedOn: '2009-01-01' }, 'HEALTH_DATES_OUT_OF_ORDER'],
    ['opened tomorrow', { openedOn: '2999-01-01' }, 'DATE_IN_FUTURE'],
    ['in another county', { countyCode: '140225' }, 'COUNTY_OUT_OF_REACH'],
  ])('%s is refused', async (_, more, code) => {
    expect((await care.save('HealthFacility', facility('TOWNSHIP_HEALTH_CENTRE', more))).codes).toEqual([code]);
  });
});

const doctor = (facilityId: string, more: object = {}) => ({
  countyCode: county, licence: number(), name: '王改莲', kind: 'VILLAGE_DOCTOR', facilityId, placeCode: care.village, bornOn: '1975-01-01', startedOn: '2000-01-01', ...more,
});

describe('a village', () => {
  test('is served by a clinic with a doctor, or by a team that comes', async () => {
    const { place } = await care.ask(`{ place(code: "${county}") { descendants(level: VILLAGE, first: 100) { nodes { code } } villageHealthServices(first: 100) { nodes { villageCode } } } }`);
    const told = new Set(place.villageHealthServices.nodes.map(({ villageCode }: { villageCode: string }) => villageCode));
    const villageCode = place.descendants.nodes.map(({ code }: { code: string }) => code).find((code: string) => !told.has(code)) as string;
    const [clinic, team] = [await care.made('HealthFacility', facility('VILLAGE_CLINIC')), await care.made('HealthFacility', facility('MOBILE_SERVICE'))];
    const service = { countyCode: county, villageCode, households: 120, householdsServed: 100, kind: 'VILLAGE', facilityId: clinic };
    expect((await care.save('VillageHealthService', { ...service, facilityId: team })).codes).toEqual(['HEALTH_SERVICE_KIND']);
    const id = await care.made('VillageHealthService', service);
    expect(await care.step('VillageHealthService', id, 'OPEN', '2018-01-01')).toEqual(['STATUS_STEP_NEEDS']);
    expect(await care.step('VillageHealthService', id, 'MOBILE_SERVICE', '2018-01-01')).toEqual(['HEALTH_SERVICE_KIND']);
    const doctorId = await care.made('HealthDoctor', doctor(clinic));
    await care.made('VillageHealthService', { ...service, doctorId });
    expect(await care.step('VillageHealthService', id, 'OPEN', '2009-01-01')).toEqual(['HEALTH_FACILITY_CLOSED']);
    expect(await care.step('VillageHealthService', id, 'OPEN', '2018-01-01')).toEqual([]);
    const round = { countyCode: county, facilityId: team, villageCode, visitedOn: '2018-02-01', households: 100, consultations: 30 };
    expect((await care.save('MobileServiceVisit', { ...round, facilityId: clinic })).codes).toEqual(['HEALTH_NOT_MOBILE']);
    expect((await care.save('MobileServiceVisit', { ...round, households: 121 })).codes).toEqual(['HEALTH_VISIT_HOUSEHOLDS']);
    expect((await care.save('MobileServiceVisit', round)).codes).toEqual([]);
  });
});

describe('a village doctor', () => {
  test('has what is due to one at work or retired, and each month once', async () => {
    const clinic = await care.made('HealthFacility', facility('VILLAGE_CLINIC'));
    expect((await care.save('HealthDoctor', doctor(clinic, { kind: 'TOWNSHIP_DOCTOR' }))).codes).toEqual(['HEALTH_DOCTOR_PLACE']);
    const doctorId = await care.made('HealthDoctor', doctor(clinic));
    const benefit = { countyCode: county, doctorId, kind: 'SUBSIDY', fromOn: '2018-01-01', monthlyAmount: '500' };
    expect((await care.save('VillageDoctorBenefit', { ...benefit, kind: 'RETIREMENT_SUBSIDY' })).codes).toEqual(['HEALTH_BENEFIT_NOT_DUE']);
    const benefitId = await care.made('VillageDoctorBenefit', benefit);
    expect((await care.save('VillageDoctorBenefit', { ...benefit, fromOn: '2019-01-01' })).codes).toEqual(['HEALTH_BENEFIT_TWICE']);
    await care.made('VillageDoctorBenefit', { ...benefit, kind: 'EMPLOYEE_PENSION' });
    expect((await care.save('VillageDoctorBenefit', { ...benefit, kind: 'RURAL_PENSION_SUBSIDY' })).codes).toEqual(['HEALTH_BENEFIT_TWICE']);
    const month = { countyCode: county, benefitId, year: 2018, month: 2, amount: '500', paidOn: '2018-03-05' };
    expect((await care.save('VillageDoctorBenefitPayment', month)).codes).toEqual(['HEALTH_BENEFIT_NOT_PAYING']);
    expect(await care.step('VillageDoctorBenefit', benefitId, 'PAYING', '2018-01-01', reviewer)).toEqual([]);
    expect((await care.save('VillageDoctorBenefitPayment', { ...month, amount: '500.01' })).codes).toEqual(['HEALTH_BENEFIT_EXCEEDED']);
    expect((await care.save('VillageDoctorBenefitPayment', { ...month, year: 2017 })).codes).toEqual(['HEALTH_BENEFIT_NOT_PAYING']);
    expect((await care.save('VillageDoctorBenefitPayment', month)).codes).toEqual([]);
  });
});

describe('support', () => {
  const tertiary = async (): Promise<string> => (await care.ask('{ tertiaryHospitals(first: 1) { nodes { id } } }')).tertiaryHospitals.nodes[0].id;
  const pairing = (more: object) => ({ countyCode: county, agreementNumber: number(), signedOn: '2018-01-01', dueOn: '2019-12-31', doctorMonths: 24, ...more });

  test('comes from a Grade III-A hospital to a county hospital, from a Grade II one to a health centre', async () => {
    const [hospital, plain, centre] = [
      await care.made('HealthFacility', facility('COUNTY_HOSPITAL', graded)), await care.made('HealthFacility', facility('COUNTY_HOSPITAL')),
      await care.made('HealthFacility', facility('TOWNSHIP_HEALTH_CENTRE')),
    ];
    const tertiaryHospitalId = await tertiary();
    expect((await care.save('HospitalPairing', pairing({ tertiaryHospitalId, facilityId: centre }))).codes).toEqual(['HEALTH_PAIRING_GRADE']);
    expect((await care.save('HospitalPairing', pairing({ supportingFacilityId: plain, facilityId: centre }))).codes).toEqual(['HEALTH_PAIRING_GRADE']);
    expect((await care.save('HospitalPairing', pairing({ facilityId: centre }))).codes).toEqual(['HEALTH_PAIRING_GRADE']);
    expect((await care.save('HospitalPairing', pairing({ tertiaryHospitalId, facilityId: hospital }))).codes).toEqual([]);
    const pairingId = await care.made('HospitalPairing', pairing({ supportingFacilityId: hospital, facilityId: centre }));
    const sent = { countyCode: county, pairingId, doctorName: '李建平', speciality: 'INTERNAL', fromOn: '2018-03-01', toOn: '2018-05-31', months: '3' };
    expect((await care.save('PairingSecondment', sent)).codes).toEqual(['HEALTH_PAIRING_NOT_ACTIVE']);
    expect(await care.step('HospitalPairing', pairingId, 'ACTIVE', '2018-02-01')).toEqual([]);
    expect((await care.save('PairingSecondment', { ...sent, months: '5' })).codes).toEqual(['HEALTH_SECONDMENT_MONTHS']);
    expect((await care.save('PairingSecondment', { ...sent, toOn: '2020-01-15' })).codes).toEqual(['HEALTH_SECONDMENT_PERIOD']);
    expect((await care.save('PairingSecondment', sent)).codes).toEqual([]);
  });

  test('over a line counts once the line is in use', async () => {
    const [hospital, centre] = [await care.made('HealthFacility', facility('COUNTY_HOSPITAL', graded)), await care.made('HealthFacility', facility('TOWNSHIP_HEALTH_CENTRE'))];
    const link = { countyCode: county, facilityId: hospital, tertiaryHospitalId: await tertiary(), plannedOn: '2018-01-01' };
    expect((await care.save('TelemedicineLink', { ...link, facilityId: centre })).codes).toEqual(['HEALTH_NOT_A_COUNTY_HOSPITAL']);
    const linkId = await care.made('TelemedicineLink', link);
    const consultation = { countyCode: county, linkId, number: number(), consultedOn: '2018-06-01', speciality: 'IMAGING', minutes: 30 };
    expect((await care.save('Teleconsultation', consultation)).codes).toEqual(['HEALTH_LINK_NOT_IN_USE']);
    expect(await care.step('TelemedicineLink', linkId, 'IN_USE', '2018-05-01')).toEqual(['STATUS_STEP_NOT_ALLOWED']);
    expect(await care.step('TelemedicineLink', linkId, 'CONNECTED', '2018-04-01')).toEqual([]);
    expect(await care.step('TelemedicineLink', linkId, 'IN_USE', '2018-05-01')).toEqual([]);
    expect((await care.save('Teleconsultation', consultation)).codes).toEqual([]);
  });

  test('by posts stays within the plan', async () => {
    const facilityId = await care.made('HealthFacility', facility('TOWNSHIP_HEALTH_CENTRE'));
    const post = (more: object = {}) => ({ countyCode: county, facilityId, number: number(), year: 2019, kind: 'GP', scheme: 'COUNTY_RECRUITED', openedOn: '2019-02-01', ...more });
    expect((await care.save('MedicalPost', post())).codes).toEqual(['HEALTH_POSTS_UNPLANNED']);
    const plan = { countyCode: county, facilityId, year: 2019, gpPosts: 1, specialistPosts: 0, documentNumber: '1号' };
    await care.made('FacilityStaffingPlan', plan);
    const id = await care.made('MedicalPost', post({ doctorName: '张永胜' }));
    expect((await care.save('MedicalPost', post())).codes).toEqual(['HEALTH_POSTS_EXCEEDED']);
    expect((await care.save('FacilityStaffingPlan', { ...plan, gpPosts: 0 })).codes).toEqual(['HEALTH_PLAN_BELOW_POSTS']);
    expect(await care.step('MedicalPost', id, 'FILLED', '2019-03-01', reviewer)).toEqual([]);
    expect(await care.step('MedicalPost', id, 'LEFT', '2019-09-01')).toEqual([]);
    expect((await care.save('MedicalPost', post())).codes).toEqual([]);
  });
});
