import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Care, countyHospital, type Home, insured, openCare, reviewer } from './test-care.ts';

let care: Care;
let facilityId: string;
beforeAll(async () => {
  care = await openCare();
  facilityId = await countyHospital(care);
});
afterAll(() => care.close());

let count = 0;
const claimInput = ({ registrationNumber, head }: Home, more: object = {}) => ({
  registrationNumber, personId: head, claimNumber: `T-${(count += 1)}`, facilityId, service: 'INPATIENT', diagnosis: '阑尾炎', diseaseCode: 'K35.8',
  admittedOn: '2019-03-01', dischargedOn: '2019-03-12', bill: '40000', eligibleCost: '36000', ...more,
});

const open = async (more: object = {}): Promise<{ readonly home: Home; readonly claimId: string }> => {
  const home = await care.register();
  await insured(care, home);
  return { home, claimId: await care.made('MedicalClaim', claimInput(home, more)) };
};

/** What the demo's rules of the county give for 40,000, of which 36,000 are insurable. */
const paid = ['28480.00', '1638.00', '4117.40', '0.00', '0.00'];

const layersText = 'claimSettlementLayers(orderBy: { field: position, direction: ASC }) { nodes { position layer paid leftBefore leftAfter zeroReason rule { code } } }';
const settlementsOf = async (claimId: string) => {
  const { medicalClaim } = await care.ask(`query($id: ID!) { medicalClaim(id: $id) { status selfPaid settledOn settlementNumber year
    claimSettlements(orderBy: { field: number, direction: ASC }) { nodes { number settledOn scheme bill paid selfPaid reason ${layersText} } } } }`, undefined, { id: claimId });
  return { ...medicalClaim, settlements: medicalClaim.claimSettlements.nodes };
};

describe('a claim is settled', () => {
  test('through all layers in their order, to the fen, by the rules of its county and day', async () => {
    const { claimId } = await open();
    expect((await care.settle({ claimId, on: '2019-03-12' })).codes).toEqual([]);
    const claim = await settlementsOf(claimId);
    expect(claim).toMatchObject({ status: 'SETTLED', selfPaid: '5764.60', settledOn: '2019-03-12', settlementNumber: 1, year: 2019 });
    const [settlement] = claim.settlements;
    expect(settlement).toMatchObject({ number: 1, scheme: 'URBAN_RURAL', bill: '40000.00', paid: '34235.40', selfPaid: '5764.60', reason: null });
    const layers = settlement.claimSettlementLayers.nodes;
    expect(layers.map(({ layer }: { layer: string }) => layer)).toEqual(['BASIC_INSURANCE', 'SERIOUS_ILLNESS_INSURANCE', 'MEDICAL_ASSISTANCE', 'TEMPORARY_ASSISTANCE', 'CHARITY_ASSISTANCE']);
    expect(layers.map((layer: { paid: string }) => layer.paid)).toEqual(paid);
    expect(layers.map(({ zeroReason }: { zeroReason: string | null }) => zeroReason)).toEqual([null, null, null, 'NO_APPLICATION', 'NO_APPLICATION']);
    expect(layers.slice(0, 3).every(({ rule }: { rule: unknown }) => rule !== null)).toBe(true);
  });

  test('counting what earlier bills of the year used up, and in as many statements', async () => {
    const { home, claimId } = await open();
    const first = await care.settleWhole({ claimId, on: '2019-03-12' });
    expect(first.data.r.errors).toEqual([]);
    const later = await care.made('MedicalClaim', claimInput(home, { admittedOn: '2019-06-01', dischargedOn: '2019-06-05', bill: '10000', eligibleCost: '10000' }));
    const second = await care.settleWhole({ claimId: later, on: '2019-06-05' });
    expect(second.data.r.errors).toEqual([]);
    expect(second.statements.length).toBe(first.statements.length);
    const { settlements: [settlement] } = await settlementsOf(later);
    // the yearly deductible of 5,000 was used up by the first bill
    expect(settlement.claimSettlementLayers.nodes.map((layer: { paid: string }) => layer.paid)).toEqual(['7680.00', '1508.00', '568.40', '0.00', '0.00']);
    expect(settlement.selfPaid).toBe('243.60');
  });

  test('by the person alone where nobody insured them', async () => {
    const home = await care.register();
    const claimId = await care.made('MedicalClaim', claimInput(home));
    expect((await care.settle({ claimId, on: '2019-03-12' })).codes).toEqual([]);
    const { selfPaid, settlements: [{ scheme, claimSettlementLayers: { nodes } }] } = await settlementsOf(claimId);
    expect({ selfPaid, scheme }).toEqual({ selfPaid: '40000.00', scheme: null });
    expect(nodes.map(({ zeroReason }: { zeroReason: string }) => zeroReason)).toEqual(['NOT_ENROLLED', 'NOT_ENROLLED', 'NOT_COVERED', 'NO_APPLICATION', 'NO_APPLICATION']);
  });
});

describe('nothing is settled', () => {
  test('before discharge, nor on a day before it, nor in the future', async () => {
    const { home, claimId } = await open({ dischargedOn: null, bill: null, eligibleCost: null });
    expect((await care.settle({ claimId, on: '2019-03-12' })).codes).toEqual(['HEALTH_CLAIM_NOT_DISCHARGED']);
    const discharged = await care.made('MedicalClaim', claimInput(home));
    expect((await care.settle({ claimId: discharged, on: '2019-03-11' })).codes).toEqual(['HEALTH_SETTLED_BEFORE_DISCHARGE']);
    expect((await care.settle({ claimId: discharged, on: '2999-01-01' })).codes).toEqual(['DATE_IN_FUTURE']);
    expect(await settlementsOf(discharged)).toMatchObject({ status: 'OPEN', selfPaid: null, settlements: [] });
  });

  test('twice', async () => {
    const { claimId } = await open();
    expect((await care.settle({ claimId, on: '2019-03-12' })).codes).toEqual([]);
    expect((await care.settle({ claimId, on: '2019-03-13' })).codes).toEqual(['HEALTH_CLAIM_SETTLED']);
    expect((await settlementsOf(claimId)).settlements).toHaveLength(1);
  });

  test('past the settling: the step to SETTLED is no step of the declared ones', async () => {
    const { claimId } = await open();
    expect(await care.step('MedicalClaim', claimId, 'SETTLED', '2019-03-12')).toEqual(['STATUS_STEP_NOT_ALLOWED']);
    expect(await care.step('MedicalClaim', claimId, 'CLOSED', '2019-03-12', reviewer)).toEqual(['STATUS_STEP_NOT_ALLOWED']);
  });

  test('by other departments, other counties, or those who may not write', async () => {
    const { claimId } = await open();
    const answers = await Promise.all(['demo-other-county-clerk', 'demo-county-clerk', 'demo-province-viewer'].map((as) => care.settleWhole({ claimId, on: '2019-03-12' }, as)));
    for (const { data, errors } of answers) expect(data?.r?.errors ?? errors).not.toEqual([]);
    expect((await settlementsOf(claimId)).settlements).toEqual([]);
  });

  test('for a claim that is none', async () => {
    const { home } = await open();
    expect((await care.settle({ claimId: home.id })).codes).toEqual(['INVALID_ID']);
  });
});

describe('what another system settled', () => {
  const layers = ['BASIC_INSURANCE', 'SERIOUS_ILLNESS_INSURANCE', 'MEDICAL_ASSISTANCE', 'TEMPORARY_ASSISTANCE', 'CHARITY_ASSISTANCE'].map((layer, at) => (
    { layer, paid: paid[at], ...(at > 2 ? { zeroReason: 'NO_APPLICATION' } : {}) }
  ));
  const [basic, serious, medical, temporary, charity] = layers;

  test('is taken when it is what the rules say, and refused when steps are skipped or sums are wrong', async () => {
    const { claimId } = await open();
    const stated = async (given: object[], selfPaid: string) => (await care.settle({ claimId, on: '2019-03-12', stated: { layers: given, selfPaid } })).codes;
    expect(await stated([serious, basic, medical, temporary, charity] as object[], '5764.60')).toEqual(['HEALTH_LAYER_OUT_OF_ORDER']);
    expect(await stated([basic, medical, temporary, charity] as object[], '7402.60')).toEqual(['HEALTH_LAYER_SKIPPED']);
    expect(await stated([{ ...basic, paid: '50000' }, serious, medical, temporary, charity] as object[], '0')).toEqual(['HEALTH_LAYER_EXCEEDS_REST']);
    expect(await stated(layers, '5764.61')).toEqual(['HEALTH_LAYERS_SUM']);
    expect(await stated([{ ...basic, paid: '28480.01' }, serious, medical, temporary, charity] as object[], '5764.59')).toEqual(['HEALTH_LAYER_DIFFERS']);
    expect(await stated([basic, serious, medical, { layer: 'TEMPORARY_ASSISTANCE', paid: '0' }, charity] as object[], '5764.60')).toEqual(['HEALTH_LAYER_ZERO_UNEXPLAINED']);
    expect((await settlementsOf(claimId)).settlements).toEqual([]);
    expect(await stated(layers, '5764.60')).toEqual([]);
  });
});

describe('a correction', () => {
  test('is a further settlement with its reason, by a reviewer; the one before stays as it was', async () => {
    const { claimId } = await open();
    expect((await care.settle({ claimId, on: '2019-03-12', reason: '先更正' }, reviewer)).codes).toEqual(['HEALTH_CORRECTION_WITHOUT_SETTLEMENT']);
    await care.settle({ claimId, on: '2019-03-12' });
    const [before] = (await settlementsOf(claimId)).settlements;
    expect((await care.settleWhole({ claimId, on: '2019-04-01', reason: '医院退费', bill: '38000', eligibleCost: '34000' })).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await care.settle({ claimId, on: '2019-03-11', reason: '早于' }, reviewer)).codes).toEqual(['HEALTH_SETTLED_BEFORE_DISCHARGE']);
    expect((await care.settle({ claimId, on: '2019-04-01', reason: '医院退费', bill: '10', eligibleCost: '11' }, reviewer)).codes).toEqual(['HEALTH_BILL_INVALID']);
    expect((await care.settle({ claimId, on: '2019-04-01', reason: '医院退费', bill: '38000', eligibleCost: '34000' }, reviewer)).codes).toEqual([]);
    const { selfPaid, settlementNumber, settlements } = await settlementsOf(claimId);
    expect(settlements[0]).toEqual(before);
    expect(settlements[1]).toMatchObject({ number: 2, reason: '医院退费', bill: '38000.00', selfPaid });
    expect(settlementNumber).toBe(2);
    expect((await care.settle({ claimId, on: '2019-03-20', reason: '倒签' }, reviewer)).codes).toEqual(['HEALTH_CORRECTION_TOO_EARLY']);
  });

  test('is the only way to change what was settled on', async () => {
    const home = await care.register();
    const input = claimInput(home);
    const claimId = await care.made('MedicalClaim', input);
    await care.settle({ claimId, on: '2019-03-12' });
    expect((await care.save('MedicalClaim', { ...input, bill: '41000' })).codes).toEqual(['HEALTH_SETTLED_FIELD_FIXED']);
    expect((await care.save('MedicalClaim', { ...input, diagnosis: '急性阑尾炎' })).codes).toEqual([]);
  });
});

describe('a bill that is none', () => {
  test.each<[string, object, string]>([
    ['without a provider', { facilityId: null }, 'HEALTH_ONE_PROVIDER'],
    ['of nothing', { bill: '0', eligibleCost: '0' }, 'HEALTH_BILL_INVALID'],
    ['of less than nothing', { bill: '-5', eligibleCost: '0' }, 'HEALTH_BILL_INVALID'],
    ['that insures more than it asks', { eligibleCost: '40000.01' }, 'HEALTH_BILL_INVALID'],
    ['without a discharge', { dischargedOn: null }, 'HEALTH_BILL_INCOMPLETE'],
    ['discharged before the admission', { dischargedOn: '2019-02-01' }, 'HEALTH_DATES_OUT_OF_ORDER'],
    ['of tomorrow', { admittedOn: '2999-01-01', dischargedOn: '2999-01-02' }, 'DATE_IN_FUTURE'],
    ['of somebody not yet born', { personId: 'child', admittedOn: '2004-01-01' }, 'HEALTH_NOT_A_LIVING_MEMBER'],
  ])('%s is refused', async (_, more, code) => {
    const home = await care.register();
    const { codes } = await care.save('MedicalClaim', claimInput(home, { ...more, ...('personId' in more ? { personId: home.child } : {}) }));
    expect(codes).toEqual([code]);
  });

  test('with fractions of a fen is no amount', async () => {
    const input = claimInput(await care.register(), { bill: '1.005' });
    const { errors } = await care.askWhole('mutation($input: MedicalClaimInput!) { saveMedicalClaim(input: $input) { outcome } }', { input });
    expect(errors).toHaveLength(1);
  });
});
