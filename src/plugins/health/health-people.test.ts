import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clerk, county, type Health, openHealth, povertyClerk, reviewer, type TestHousehold, viewer } from './test-platform.ts';

let h: Health;
let facilityId: string;
let clinicId: string;
let doctorId: string;

beforeAll(async () => {
  h = await openHealth();
  const place = { countyCode: county, openedOn: '2000-01-01' };
  facilityId = (await h.save('HealthFacility', { ...place, code: 'T-H', name: '测试医院', kind: 'COUNTY_HOSPITAL', tier: 'COUNTY', placeCode: county })).id as string;
  clinicId = (await h.save('HealthFacility', { ...place, code: 'T-C', name: '测试卫生室', kind: 'VILLAGE_CLINIC', tier: 'VILLAGE', placeCode: h.village })).id as string;
  doctorId = (await h.save('HealthDoctor', { countyCode: county, licence: 'T-1', name: '王医生', kind: 'VILLAGE_DOCTOR', facilityId: clinicId, placeCode: h.village, bornOn: '1970-01-01', startedOn: '1995-01-01' })).id as string;
});
afterAll(() => h?.close());

const record = ({ registrationNumber, head }: TestHousehold, more: object = {}) =>
  h.save('HealthRecord', { registrationNumber, personId: head, illnessClass: 'SERIOUS', treatmentNeed: 'INPATIENT', ...more });

const disease = ({ registrationNumber, head }: TestHousehold, healthRecordId: string | undefined, more: object = {}) =>
  h.save('DiagnosedDisease', { registrationNumber, personId: head, healthRecordId, diseaseClass: 'SERIOUS', icdCode: 'C16.9', name: '胃恶性肿瘤', diagnosedOn: '2018-02-01', ...more });

/** A household whose head is seriously ill. */
const ill = async (more: object = {}) => {
  const household = await h.register();
  const { id: recordId } = await record(household);
  const { id: diseaseId, codes } = await disease(household, recordId, more);
  expect(codes).toEqual([]);
  return { household, recordId, diseaseId };
};

const openCase = ({ registrationNumber, head }: TestHousehold, diseaseId: string | undefined, more: object = {}) =>
  h.save('SeriousIllnessCase', { registrationNumber, personId: head, diseaseId, diagnosedOn: '2018-02-01', treatmentClass: 'CONCENTRATED', plan: '手术治疗', facilityId, ...more });

const contract = ({ registrationNumber, head }: TestHousehold, more: object = {}) =>
  h.save('FamilyDoctorContract', { registrationNumber, year: 2018, doctorId, servicePackage: 'CHRONIC', visitsDue: 4, signedById: head, endsOn: '2018-12-31', ...more });

const visit = ({ registrationNumber, head }: TestHousehold, contractId: string | undefined, visitedOn: string, more: object = {}) =>
  h.save('FamilyDoctorVisit', { registrationNumber, contractId, personId: head, visitedOn, kind: 'FOLLOW_UP', doctorId, finding: '血压偏高', ...more });

describe('health records', () => {
  test('are missing until opened, and updated again and again', async () => {
    const household = await h.register();
    const { id } = await record(household, { illnessClass: null, treatmentNeed: null });
    expect((await h.advance('HealthRecord', id, 'UPDATED', '2018-01-10')).codes).toEqual(['STATUS_STEP_NOT_ALLOWED']);
    expect((await h.advance('HealthRecord', id, 'CREATED', '2018-01-10')).codes).toEqual(['STATUS_STEP_NEEDS', 'STATUS_STEP_NEEDS']);
    await record(household, { illnessClass: 'NONE', treatmentNeed: 'NONE' });
    expect((await h.advance('HealthRecord', id, 'CREATED', '2014-01-10')).codes).toEqual(['HEALTH_NOT_A_LIVING_MEMBER']);
    for (const [to, on] of [['CREATED', '2018-01-10'], ['UPDATED', '2019-01-10'], ['UPDATED', '2020-01-10']] as const) {
      expect((await h.advance('HealthRecord', id, to, on)).codes, on).toEqual([]);
    }
    expect((await h.advance('HealthRecord', id, 'UPDATED', '2017-01-10')).codes).toEqual(['HEALTH_DATES_OUT_OF_ORDER']);
  });

  test('say no less than the diseases on them, and both of a disability', async () => {
    const household = await h.register();
    const { id } = await record(household, { illnessClass: 'CHRONIC' });
    expect((await disease(household, id)).codes).toEqual(['HEALTH_CLASS_BELOW_DISEASE']);
    expect((await disease(household, id, { diseaseClass: 'CHRONIC', icdCode: 'I10' })).codes).toEqual([]);
    expect((await record(household, { illnessClass: 'OTHER' })).codes).toEqual(['HEALTH_CLASS_BELOW_DISEASE']);
    expect((await record(household, { illnessClass: 'SERIOUS', disabilityKind: 'VISION' })).codes).toEqual(['HEALTH_DISABILITY_INCOMPLETE']);
    expect((await record(household, { illnessClass: 'SERIOUS', disabilityKind: 'VISION', disabilityGrade: 'GRADE_1' })).codes).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['a code of its own making', { icdCode: 'stomach' }, 'HEALTH_ICD_INVALID'],
    ['a day before the person joined', { diagnosedOn: '2014-01-01' }, 'HEALTH_NOT_A_LIVING_MEMBER'],
    ['a day to come', { diagnosedOn: '2999-01-01' }, 'DATE_IN_FUTURE'],
  ])('refuse a disease with %s', async (_, more, code) => {
    const household = await h.register();
    const { id } = await record(household);
    expect((await disease(household, id, more)).codes).toContain(code);
  });

  test('are of one person, whose diseases stand on it', async () => {
    const household = await h.register();
    const { id } = await record(household);
    expect((await disease(household, id, { personId: household.child })).codes).toEqual(['HEALTH_NOT_OF_PERSON']);
    const { id: diseaseId } = await disease(household, id);
    const one = 'query($id: ID!) { diagnosedDisease(id: $id) { diseaseClass name } diagnosedDiseases(first: 1) { totalCount nodes { id } } healthRecords(first: 1) { totalCount } }';
    const seen = await h.askWhole(one, clerk, { id: diseaseId });
    expect(seen.data.diagnosedDisease).toEqual({ diseaseClass: 'SERIOUS', name: null });
    expect(seen.extensions?.masked).toEqual([{ path: 'diagnosedDisease.name', reason: 'PURPOSE_REQUIRED' }]);
    const { data: unseen } = await h.askWhole(one, viewer, { id: diseaseId });
    expect(unseen).toMatchObject({ diagnosedDisease: null, diagnosedDiseases: { totalCount: 0, nodes: [] } });
    expect(unseen.healthRecords.totalCount).toBeGreaterThan(0);
  });
});

describe('classified treatment', () => {
  test('is of serious illness, of registered poor households, one at a time', async () => {
    const { household, diseaseId, recordId } = await ill();
    const { id: chronic } = await disease(household, recordId, { diseaseClass: 'CHRONIC', icdCode: 'I10' });
    expect((await openCase(household, chronic)).codes).toEqual(['HEALTH_NOT_SERIOUS']);
    expect((await openCase(household, diseaseId, { diagnosedOn: '2018-01-31' })).codes).toEqual(['HEALTH_DATES_OUT_OF_ORDER']);
    expect((await openCase(household, diseaseId, { facilityId: clinicId })).codes).toEqual(['HEALTH_HOSPITAL_TIER']);
    expect((await openCase(household, diseaseId)).codes).toEqual([]);
    expect((await openCase(household, diseaseId, { diagnosedOn: '2018-03-01' })).codes).toEqual(['HEALTH_CASE_OPEN']);
    const other = await h.register(false);
    const { id: otherRecord } = await record(other);
    const { id: otherDisease } = await disease(other, otherRecord);
    expect((await openCase(other, otherDisease)).codes).toEqual(['HEALTH_NOT_POOR']);
  });

  test('takes no step too early, and needs a hospital', async () => {
    const { household, diseaseId } = await ill();
    const { id } = await openCase(household, diseaseId, { facilityId: null });
    expect((await h.advance('SeriousIllnessCase', id, 'RECOVERED', '2018-06-01', reviewer)).codes).toEqual(['STATUS_STEP_NOT_ALLOWED']);
    expect((await h.advance('SeriousIllnessCase', id, 'IN_TREATMENT', '2018-03-01')).codes).toEqual(['HEALTH_HOSPITAL_REQUIRED']);
    await openCase(household, diseaseId);
    expect((await h.advance('SeriousIllnessCase', id, 'IN_TREATMENT', '2018-01-15')).codes).toEqual(['HEALTH_DATES_OUT_OF_ORDER']);
    expect((await h.advance('SeriousIllnessCase', id, 'IN_TREATMENT', '2018-03-01')).codes).toEqual([]);
    expect((await h.advance('SeriousIllnessCase', id, 'RECOVERED', '2018-06-01', reviewer)).codes).toEqual(['STATUS_STEP_NEEDS']);
    await openCase(household, diseaseId, { cost: '42000.00' });
    expect((await h.advance('SeriousIllnessCase', id, 'RECOVERED', '2018-02-20', reviewer)).codes).toEqual(['HEALTH_DATES_OUT_OF_ORDER']);
    expect((await h.advance('SeriousIllnessCase', id, 'RECOVERED', '2018-06-01', reviewer)).codes).toEqual([]);
    expect((await openCase(household, diseaseId, { cost: '1.00' })).codes).toEqual(['HEALTH_FIELD_FIXED']);
  });

  test('goes on as chronic under a family doctor', async () => {
    const { household, diseaseId } = await ill();
    const { id } = await openCase(household, diseaseId, { cost: '8000.00' });
    await h.advance('SeriousIllnessCase', id, 'IN_TREATMENT', '2018-03-01');
    expect((await h.advance('SeriousIllnessCase', id, 'CHRONIC', '2018-06-01')).codes).toEqual(['HEALTH_CONTRACT_REQUIRED']);
    const { id: contractId } = await contract(household);
    expect((await h.advance('FamilyDoctorContract', contractId, 'SIGNED', '2018-05-01')).codes).toEqual([]);
    expect((await h.advance('SeriousIllnessCase', id, 'CHRONIC', '2018-06-01')).codes).toEqual([]);
    expect((await h.advance('SeriousIllnessCase', id, 'IN_TREATMENT', '2018-05-31')).codes).toEqual(['HEALTH_DATES_OUT_OF_ORDER']);
    expect((await h.advance('SeriousIllnessCase', id, 'IN_TREATMENT', '2018-09-01')).codes).toEqual([]);
  });

  test('ends with a death only when the death is registered', async () => {
    const { household, diseaseId } = await ill();
    const { id } = await openCase(household, diseaseId, { causeOfDeath: '肿瘤' });
    expect((await h.advance('SeriousIllnessCase', id, 'DECEASED', '2018-06-01', reviewer)).codes).toEqual(['HEALTH_DEATH_NOT_REGISTERED']);
    const input = { registrationNumber: household.registrationNumber, on: '2018-06-01', reason: '因病去世', leave: [{ personId: household.head, kind: 'DEATH' }], relations: [{ personId: household.spouse, relation: 'HEAD' }] };
    const { changeMembers } = await h.ask('mutation($input: ChangeMembersInput!) { changeMembers(input: $input) { errors { code path } } }', povertyClerk, { input });
    expect(changeMembers.errors).toEqual([]);
    expect((await h.advance('SeriousIllnessCase', id, 'DECEASED', '2018-06-02', reviewer)).codes).toEqual(['HEALTH_DEATH_NOT_REGISTERED']);
    expect((await h.advance('SeriousIllnessCase', id, 'DECEASED', '2018-06-01', reviewer)).codes).toEqual([]);
  });
});

describe('family doctors', () => {
  test.each<[string, object, string]>([
    ['by nobody under age', { signedById: 'child' }, 'HEALTH_SIGNER_UNFIT'],
    ['in their own year', { year: 2017 }, 'HEALTH_CONTRACT_YEAR'],
    ['for no more than a year', { endsOn: '2019-05-02' }, 'HEALTH_CONTRACT_TERM'],
  ])('are contracted with %s', async (_, more, code) => {
    const household = await h.register();
    const { id } = await contract(household, 'signedById' in more ? { signedById: household.child } : more);
    expect((await h.advance('FamilyDoctorContract', id, 'SIGNED', '2018-05-01')).codes).toEqual([code]);
  });

  test('come as often as the norm says, and a contract is served when they came', async () => {
    const household = await h.register();
    expect((await contract(household, { visitsDue: 3 })).codes).toEqual(['HEALTH_VISITS_BELOW_NORM']);
    const { id } = await contract(household);
    expect((await visit(household, id, '2018-06-01')).codes).toEqual(['HEALTH_VISIT_OUTSIDE_CONTRACT']);
    expect((await h.advance('FamilyDoctorContract', id, 'SERVED', '2018-06-01')).codes).toEqual(['STATUS_STEP_NOT_ALLOWED']);
    expect((await h.advance('FamilyDoctorContract', id, 'SIGNED', '2018-05-01')).codes).toEqual([]);
    const days = ['2018-06-01', '2018-08-01', '2018-10-01'];
    for (const day of days) expect((await visit(household, id, day)).codes).toEqual([]);
    expect((await visit(household, id, '2018-10-01', { kind: 'EDUCATION' })).codes).toEqual([]);
    expect((await visit(household, id, '2019-01-01')).codes).toEqual(['HEALTH_VISIT_OUTSIDE_CONTRACT']);
    expect((await h.advance('FamilyDoctorContract', id, 'SERVED', '2018-12-01')).codes).toEqual(['HEALTH_VISITS_MISSING']);
    expect((await h.ask('query($id: ID!) { familyDoctorContract(id: $id) { visitsGiven } }', clerk, { id })).familyDoctorContract).toEqual({ visitsGiven: 3 });
    expect((await visit(household, id, '2018-11-15')).codes).toEqual([]);
    expect((await h.advance('FamilyDoctorContract', id, 'SERVED', '2018-12-01')).codes).toEqual([]);
    expect((await h.advance('FamilyDoctorContract', id, 'EXPIRED', '2018-12-31')).codes).toEqual(['HEALTH_CONTRACT_NOT_OVER']);
    expect((await h.advance('FamilyDoctorContract', id, 'EXPIRED', '2019-01-01')).codes).toEqual([]);
    expect((await contract(household, { visitsDue: 5 })).codes).toEqual(['HEALTH_FIELD_FIXED']);
  });

  test('are at work when they sign', async () => {
    const household = await h.register();
    const { id: young } = await h.save('HealthDoctor', { countyCode: county, licence: 'T-2', name: '李医生', kind: 'VILLAGE_DOCTOR', facilityId: clinicId, placeCode: h.village, bornOn: '1995-01-01', startedOn: '2019-01-01' });
    const { id } = await contract(household, { doctorId: young });
    expect((await h.advance('FamilyDoctorContract', id, 'SIGNED', '2018-05-01')).codes).toEqual(['HEALTH_DOCTOR_NOT_ACTIVE']);
  });
});

describe('rehabilitation', () => {
  const service = ({ registrationNumber, head }: TestHousehold, healthRecordId: string | undefined, more: object = {}) =>
    h.save('RehabilitationService', { registrationNumber, personId: head, healthRecordId, item: 'PHYSICAL_THERAPY', neededOn: '2018-02-01', insured: true, facilityId, ...more });

  test('is for the disabled, and what is insured is paid back up to the cost', async () => {
    const household = await h.register();
    const { id } = await record(household);
    expect((await service(household, id)).codes).toEqual(['HEALTH_NOT_DISABLED']);
    await record(household, { disabilityKind: 'PHYSICAL', disabilityGrade: 'GRADE_2' });
    expect((await service(household, id, { cost: '100.00', reimbursed: '100.01' })).codes).toEqual(['HEALTH_REIMBURSED_EXCEEDS']);
    expect((await service(household, id, { insured: false, cost: '100.00', reimbursed: '0.01' })).codes).toEqual(['HEALTH_ITEM_NOT_INSURED']);
    const { id: needed } = await service(household, id);
    expect((await h.advance('RehabilitationService', needed, 'COMPLETED', '2018-06-01')).codes).toEqual(['STATUS_STEP_NOT_ALLOWED']);
    expect((await h.advance('RehabilitationService', needed, 'RECEIVING', '2018-03-01')).codes).toEqual([]);
    expect((await h.advance('RehabilitationService', needed, 'COMPLETED', '2018-06-01')).codes).toEqual(['STATUS_STEP_NEEDS', 'STATUS_STEP_NEEDS']);
    await service(household, id, { cost: '800.00', reimbursed: '640.00' });
    expect((await h.advance('RehabilitationService', needed, 'COMPLETED', '2018-06-01')).codes).toEqual([]);
  });
});

describe('disease control', () => {
  test('of a village has measures before it counts as managed', async () => {
    const report = { countyCode: county, villageCode: h.village, kind: 'ENDEMIC', disease: '大骨节病', reportedOn: '2018-03-01', cases: 4 };
    const { id } = await h.save('DiseaseControlRecord', report);
    expect((await h.advance('DiseaseControlRecord', id, 'MANAGED', '2018-04-01')).codes).toContain('STATUS_STEP_NEEDS');
    await h.save('DiseaseControlRecord', { ...report, followUpOn: '2018-09-01' });
    expect((await h.advance('DiseaseControlRecord', id, 'MANAGED', '2018-04-01')).codes).toEqual(['HEALTH_MEASURES_MISSING']);
    await h.save('DiseaseControlRecord', { ...report, measures: ['WATER_IMPROVEMENT', 'EDUCATION'] });
    expect((await h.advance('DiseaseControlRecord', id, 'CLOSED', '2018-04-01', reviewer)).codes).toEqual(['STATUS_STEP_NOT_ALLOWED']);
    expect((await h.advance('DiseaseControlRecord', id, 'MANAGED', '2018-04-01')).codes).toEqual([]);
  });

  test('of a person fits the disease, and does not end while the person is ill', async () => {
    const household = await h.register();
    const { registrationNumber, head } = household;
    const { id: recordId } = await record(household);
    const { id: diseaseId } = await disease(household, recordId, { diseaseClass: 'INFECTIOUS', icdCode: 'A15.0', name: '肺结核' });
    const managed = (more: object = {}) => h.save('DiseaseManagement', { registrationNumber, personId: head, diseaseId, kind: 'INFECTIOUS', reportedOn: '2018-02-03', facilityId: clinicId, nextFollowUpOn: '2018-03-03', ...more });
    expect((await managed({ kind: 'ENDEMIC' })).codes).toEqual(['HEALTH_CONTROL_KIND']);
    const { id, codes } = await managed();
    expect(codes).toEqual([]);
    expect((await h.advance('DiseaseManagement', id, 'MANAGED', '2018-02-05')).codes).toEqual([]);
    expect((await h.advance('DiseaseManagement', id, 'CLOSED', '2018-12-05')).codes).toEqual(['HEALTH_STILL_ILL']);
    expect((await h.advance('DiagnosedDisease', diseaseId, 'CURED', '2018-11-05')).codes).toEqual([]);
    expect((await h.advance('DiseaseManagement', id, 'CLOSED', '2018-12-05')).codes).toEqual([]);
  });
});
