import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Care, county, countyHospital, type Home, insured, openCare, reviewer, secondReviewer } from './test-care.ts';

let care: Care;
let facilityId: string;
beforeAll(async () => {
  care = await openCare();
  facilityId = await countyHospital(care);
});
afterAll(() => care.close());

let count = 0;
const number = (): string => `T-${(count += 1)}`;

/** A stay of 40,000 that leaves 5,764.60 to the person once it is settled. */
const stay = async (home: Home): Promise<string> => care.made('MedicalClaim', {
  registrationNumber: home.registrationNumber, personId: home.head, claimNumber: number(), facilityId, service: 'INPATIENT', diagnosis: '脑梗死',
  admittedOn: '2019-03-01', dischargedOn: '2019-03-12', bill: '40000', eligibleCost: '36000',
});

const settled = async (): Promise<{ readonly home: Home; readonly claimId: string }> => {
  const home = await care.register();
  await insured(care, home);
  const claimId = await stay(home);
  expect((await care.settle({ claimId, on: '2019-03-12' })).codes).toEqual([]);
  return { home, claimId };
};

const application = (home: Home, claimId: string, more: object = {}) => ({
  registrationNumber: home.registrationNumber, personId: home.head, claimId, applicationNumber: number(), kind: 'TEMPORARY', selfPaidBefore: '5764.60', appliedAmount: '3000', amount: '2500',
  appliedOn: '2019-03-20', ...more,
});

const lastLayers = async (claimId: string): Promise<Record<string, string>> => {
  const { medicalClaim } = await care.ask(`query($id: ID!) { medicalClaim(id: $id) { claimSettlements(orderBy: { field: number, direction: DESC }, first: 1) { nodes { claimSettlementLayers { nodes { layer paid } } } } } }`, undefined, { id: claimId });
  return Object.fromEntries(medicalClaim.claimSettlements.nodes[0].claimSettlementLayers.nodes.map(({ layer, paid }: { layer: string; paid: string }) => [layer, paid]));
};

describe('assistance', () => {
  test('comes after the insurances, is decided by a reviewer, counted by a further settlement, and paid once', async () => {
    const { home, claimId } = await settled();
    const id = await care.made('MedicalAssistance', application(home, claimId));
    expect(await care.step('MedicalAssistance', id, 'PAID', '2019-03-25')).toEqual(['STATUS_STEP_NOT_ALLOWED']);
    expect((await care.askWhole('mutation($id: ID!) { advanceMedicalAssistance(id: $id, to: APPROVED) { outcome } }', { id })).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await care.step('MedicalAssistance', id, 'APPROVED', '2019-03-26', reviewer)).toEqual([]);
    expect(await care.step('MedicalClaim', claimId, 'CLOSED', '2019-03-27', reviewer)).toEqual(['HEALTH_ASSISTANCE_UNSETTLED']);
    expect((await care.settle({ claimId, on: '2019-03-28', reason: '计入临时救助' }, reviewer)).codes).toEqual([]);
    expect(await lastLayers(claimId)).toMatchObject({ MEDICAL_ASSISTANCE: '4117.40', TEMPORARY_ASSISTANCE: '2500.00', CHARITY_ASSISTANCE: '0.00' });
    expect(await care.step('MedicalClaim', claimId, 'CLOSED', '2019-03-29', secondReviewer)).toEqual(['HEALTH_ASSISTANCE_UNDECIDED']);
    expect(await care.step('MedicalAssistance', id, 'PAID', '2019-04-01')).toEqual([]);
    expect(await care.step('MedicalAssistance', id, 'PAID', '2019-04-02')).toEqual(['STATUS_STEP_NOT_ALLOWED']);
    expect(await care.step('MedicalClaim', claimId, 'CLOSED', '2019-04-03', secondReviewer)).toEqual([]);
    expect((await care.settle({ claimId, on: '2019-04-04', reason: '再更正' }, reviewer)).codes).toEqual(['HEALTH_CLAIM_CLOSED']);
  });

  test('is not granted before there is a settlement, nor beyond what is left, also by two applications', async () => {
    const home = await care.register();
    const claimId = await stay(home);
    expect((await care.save('MedicalAssistance', application(home, claimId))).codes).toEqual(['HEALTH_ASSISTANCE_BEFORE_INSURANCE']);
    const other = await settled();
    expect((await care.save('MedicalAssistance', application(other.home, other.claimId, { appliedOn: '2019-03-11' }))).codes).toEqual(['HEALTH_ASSISTANCE_BEFORE_INSURANCE']);
    expect((await care.save('MedicalAssistance', application(other.home, other.claimId, { selfPaidBefore: '6000' }))).codes).toEqual(['HEALTH_SELF_PAID_DIFFERS']);
    expect((await care.save('MedicalAssistance', application(other.home, other.claimId, { amount: '3000.01' }))).codes).toEqual(['HEALTH_ASSISTANCE_EXCEEDS_REST']);
    expect((await care.save('MedicalAssistance', application(other.home, other.claimId, { kind: 'CHARITY' }))).codes).toEqual(['HEALTH_DONOR']);
    expect((await care.save('MedicalAssistance', application(other.home, other.claimId, { personId: other.home.child }))).codes).toEqual(['HEALTH_CLAIM_OF_OTHER_PERSON']);
    const first = await care.made('MedicalAssistance', application(other.home, other.claimId, { appliedAmount: '4000', amount: '4000' }));
    const second = await care.made('MedicalAssistance', application(other.home, other.claimId, { kind: 'CHARITY', donor: '县慈善总会', appliedAmount: '4000', amount: '4000' }));
    expect(await care.step('MedicalAssistance', first, 'APPROVED', '2019-03-26', reviewer)).toEqual([]);
    expect(await care.step('MedicalAssistance', second, 'APPROVED', '2019-03-26', reviewer)).toEqual(['HEALTH_ASSISTANCE_EXCEEDS_REST']);
    expect(await care.step('MedicalAssistance', second, 'REFUSED', '2019-03-26', reviewer)).toEqual(['STATUS_STEP_NEEDS']);
  });

  test('that was granted is not swallowed by a bill that became smaller', async () => {
    const { home, claimId } = await settled();
    const id = await care.made('MedicalAssistance', application(home, claimId, { appliedAmount: '5000', amount: '5000' }));
    expect(await care.step('MedicalAssistance', id, 'APPROVED', '2019-03-26', reviewer)).toEqual([]);
    const smaller = { claimId, on: '2019-03-28', reason: '医院退费', bill: '20000', eligibleCost: '19000' };
    expect((await care.settle(smaller, reviewer)).codes).toEqual(['HEALTH_ASSISTANCE_EXCEEDS_REST']);
  });

  test('covers a person once at a time, and an ended cover is assessed anew', async () => {
    const { registrationNumber, head } = await care.register();
    const assess = (assessedOn: string) => care.made('MedicalAssistanceEligibility', { registrationNumber, personId: head, assessedOn, basis: 'REGISTERED_POOR' });
    const [first, second] = [await assess('2016-05-01'), await assess('2017-05-01')];
    expect(await care.step('MedicalAssistanceEligibility', first, 'COVERED', '2016-05-10')).toEqual([]);
    expect(await care.step('MedicalAssistanceEligibility', second, 'COVERED', '2017-05-10')).toEqual(['HEALTH_ALREADY_COVERED']);
    expect(await care.step('MedicalAssistanceEligibility', first, 'NOT_COVERED', '2017-05-09', reviewer)).toEqual([]);
    expect(await care.step('MedicalAssistanceEligibility', first, 'COVERED', '2017-05-20')).toEqual(['HEALTH_ASSESS_ANEW']);
    expect(await care.step('MedicalAssistanceEligibility', second, 'COVERED', '2017-05-10')).toEqual([]);
  });
});

describe('an enrolment', () => {
  const enrolment = ({ registrationNumber, head }: Home, more: object = {}) => ({ registrationNumber, personId: head, year: 2020, scheme: 'URBAN_RURAL', premium: '250', ...more });

  test('has a subsidy for the poor, within the premium, due by a reviewer, and paid once', async () => {
    const home = await care.register();
    expect((await care.save('InsuranceEnrolment', enrolment(home, { subsidy: '250.01' }))).codes).toEqual(['HEALTH_SUBSIDY_EXCEEDS_PREMIUM']);
    const id = await care.made('InsuranceEnrolment', enrolment(home, { subsidy: '250' }));
    expect(await care.step('InsuranceEnrolment', id, 'SUBSIDY_DUE', '2019-12-20', reviewer)).toEqual(['STATUS_STEP_NOT_ALLOWED']);
    expect(await care.step('InsuranceEnrolment', id, 'ENROLLED', '2018-12-20')).toEqual(['HEALTH_ENROLMENT_YEAR']);
    expect(await care.step('InsuranceEnrolment', id, 'ENROLLED', '2019-12-20')).toEqual([]);
    expect(await care.step('InsuranceEnrolment', id, 'SUBSIDY_PAID', '2019-12-25')).toEqual(['STATUS_STEP_NOT_ALLOWED']);
    expect(await care.step('InsuranceEnrolment', id, 'SUBSIDY_DUE', '2019-12-22', reviewer)).toEqual([]);
    expect((await care.save('InsuranceEnrolment', enrolment(home, { subsidy: '200' }))).codes).toEqual(['HEALTH_FIELD_FIXED']);
    expect(await care.step('InsuranceEnrolment', id, 'SUBSIDY_PAID', '2019-12-25')).toEqual([]);
    expect(await care.step('InsuranceEnrolment', id, 'SUBSIDY_PAID', '2019-12-26')).toEqual(['STATUS_STEP_NOT_ALLOWED']);
  });

  test('of others has none', async () => {
    const home = await care.register(false);
    expect((await care.save('InsuranceEnrolment', enrolment(home, { subsidy: '100' }))).codes).toEqual(['HEALTH_NOT_POOR']);
    expect((await care.save('InsuranceEnrolment', enrolment(home))).codes).toEqual([]);
  });
});

describe('a rule of the insurance', () => {
  const rule = (more: object = {}) => ({
    countyCode: county, code: number(), documentNumber: '测试1号', layer: 'BASIC_INSURANCE', scheme: 'URBAN_RURAL', service: 'OUTPATIENT', tier: 'COUNTY', beneficiaries: 'ALL',
    deductible: '0', deductibleBasis: 'PER_CLAIM', ratio: '50', ceiling: '300', ...more,
  });

  test('holds alone for its thing, one after the other, and is never changed', async () => {
    const input = rule();
    const first = await care.made('InsurancePolicyRule', input);
    const second = await care.made('InsurancePolicyRule', rule({ ratio: '60' }));
    expect(await care.step('InsurancePolicyRule', first, 'IN_FORCE', '2019-01-01', reviewer)).toEqual([]);
    expect(await care.step('InsurancePolicyRule', second, 'IN_FORCE', '2020-01-01', reviewer)).toEqual(['HEALTH_RULE_ALREADY_IN_FORCE']);
    expect((await care.save('InsurancePolicyRule', { ...input, ratio: '70' })).codes).toEqual(['HEALTH_FIELD_FIXED']);
    expect(await care.step('InsurancePolicyRule', first, 'SUPERSEDED', '2020-01-01', secondReviewer)).toEqual([]);
    expect(await care.step('InsurancePolicyRule', second, 'IN_FORCE', '2019-12-31', reviewer)).toEqual(['HEALTH_RULE_OVERLAPS']);
    expect(await care.step('InsurancePolicyRule', second, 'IN_FORCE', '2020-01-01', reviewer)).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['more than all', { ratio: '100.01' }, 'HEALTH_RULE_TERMS'],
    ['nothing', { ratio: '0' }, 'HEALTH_RULE_TERMS'],
    ['from less than nothing on', { deductible: '-1' }, 'HEALTH_RULE_TERMS'],
    ['for a layer that has no rules', { layer: 'CHARITY_ASSISTANCE' }, 'HEALTH_RULE_LAYER'],
    ['for medical assistance in one scheme', { layer: 'MEDICAL_ASSISTANCE' }, 'HEALTH_RULE_LAYER'],
  ])('does not pay %s', async (_, more, code) => {
    expect((await care.save('InsurancePolicyRule', rule(more))).codes).toEqual([code]);
  });
});

describe('treatment before payment', () => {
  const agreement = ({ registrationNumber, head }: Home, more: object = {}) => ({ registrationNumber, personId: head, agreementNumber: number(), facilityId, signedOn: '2019-03-01', ...more });

  test('is paid when the layers have paid, what they left and not a fen more', async () => {
    const home = await care.register();
    await insured(care, home);
    const claimId = await stay(home);
    const input = agreement(home);
    const id = await care.made('TreatBeforePayAgreement', input);
    expect(await care.step('TreatBeforePayAgreement', id, 'SETTLED', '2019-03-12')).toEqual(['STATUS_STEP_NOT_ALLOWED']);
    expect((await care.save('TreatBeforePayAgreement', { ...input, paidAmount: '100' })).codes).toEqual(['HEALTH_AGREEMENT_UNSETTLED']);
    expect(await care.step('TreatBeforePayAgreement', id, 'IN_HOSPITAL', '2019-03-01')).toEqual([]);
    expect(await care.step('TreatBeforePayAgreement', id, 'OWED', '2019-03-12')).toEqual(['STATUS_STEP_NEEDS']);
    await care.made('TreatBeforePayAgreement', { ...input, claimId });
    expect(await care.step('TreatBeforePayAgreement', id, 'OWED', '2019-03-12')).toEqual(['HEALTH_AGREEMENT_UNSETTLED']);
    expect((await care.settle({ claimId, on: '2019-03-12' })).codes).toEqual([]);
    expect(await care.step('TreatBeforePayAgreement', id, 'OWED', '2019-03-12')).toEqual([]);
    expect((await care.save('TreatBeforePayAgreement', { ...input, paidAmount: '5764.61' })).codes).toEqual(['HEALTH_AGREEMENT_OVERPAID']);
    await care.made('TreatBeforePayAgreement', { ...input, paidAmount: '5000' });
    expect(await care.step('TreatBeforePayAgreement', id, 'SETTLED', '2019-05-01')).toEqual(['HEALTH_AGREEMENT_OWES']);
    await care.made('TreatBeforePayAgreement', { ...input, paidAmount: '5764.60' });
    expect(await care.step('TreatBeforePayAgreement', id, 'SETTLED', '2019-05-01')).toEqual([]);
  });

  test('is for the poor, and about the claim of its own person', async () => {
    const [home, other] = [await care.register(), await care.register(false)];
    expect((await care.save('TreatBeforePayAgreement', agreement(other))).codes).toEqual(['HEALTH_NOT_POOR']);
    const claimId = await stay(home);
    expect((await care.save('TreatBeforePayAgreement', agreement(home, { personId: home.child, claimId }))).codes).toEqual(['HEALTH_AGREEMENT_CLAIM']);
    expect((await care.save('TreatBeforePayAgreement', agreement(home, { signedOn: '2019-03-05', claimId }))).codes).toEqual(['HEALTH_AGREEMENT_CLAIM']);
  });
});
