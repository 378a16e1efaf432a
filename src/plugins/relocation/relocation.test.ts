import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clerk, county, habitatClerk, habitatReviewer, openRelocation, type Relocation, reviewer, type TestHousehold } from './test-platform.ts';

let r: Relocation;
let standardId: string;

beforeAll(async () => {
  r = await openRelocation();
  const { place } = await r.ask(`{ place(code: "${county}") { relocationStandards(filter: { status: { eq: IN_FORCE } }) { nodes { id } } } }`);
  standardId = place.relocationStandards.nodes[0].id;
});
afterAll(() => r.close());

const means = { cost: '85000.00', subsidy: '75000.00', selfRaised: '7500.00' };

const caseInput = ({ registrationNumber, village }: TestHousehold, more: object = {}) => ({
  registrationNumber, programme: 'POVERTY', batch: '2019-1', category: 'REGISTERED', mode: 'MONETARY', originVillageCode: village, persons: 3, houseArea: '75.00',
  appliedOn: '2019-03-01', standardId, ...means, ...more,
});

const open = async (household: TestHousehold, more: object = {}): Promise<string> => {
  const { outcome, id, codes } = await r.save('RelocationCase', caseInput(household, more));
  expect({ outcome, codes }).toEqual({ outcome: 'CREATED', codes: [] });
  return id as string;
};

const consult = async ({ registrationNumber, head }: TestHousehold, caseId: string, more: object = {}): Promise<string> => {
  const { codes, id } = await r.save('RelocationConsent', {
    registrationNumber, caseId, programme: 'POVERTY', consultedOn: '2019-03-10', explainedBy: '王建国', personsCovered: 3, signedById: head, ...more,
  });
  expect(codes).toEqual([]);
  return id as string;
};

const agree = async (household: TestHousehold, caseId: string): Promise<string> => {
  const consent = await consult(household, caseId);
  expect((await r.advance('RelocationConsent', consent, 'AGREED', '2019-03-20')).codes).toEqual([]);
  return consent;
};

const step = (id: string, to: string, on: string, as = to === 'APPROVED' || to === 'STABLE' ? reviewer : clerk) => r.advance('RelocationCase', id, to, on, as);

/** A household whose case is approved. */
const approved = async (more: object = {}) => {
  const household = await r.register();
  const id = await open(household, more);
  const consent = await agree(household, id);
  expect((await step(id, 'CONSENTED', '2019-03-21')).codes).toEqual([]);
  expect((await step(id, 'APPROVED', '2019-04-20')).codes).toEqual([]);
  return { household, id, consent };
};

describe('nobody moves against their will', () => {
  test('without a signed consent there is no step', async () => {
    const household = await r.register();
    const id = await open(household);
    expect((await step(id, 'APPROVED', '2019-04-01')).codes).toEqual(['STATUS_STEP_NOT_ALLOWED']);
    expect((await step(id, 'CONSENTED', '2019-04-01')).codes).toEqual(['RELOCATION_CONSENT_MISSING']);
    const consent = await consult(household, id);
    expect((await step(id, 'CONSENTED', '2019-04-01')).codes).toEqual(['RELOCATION_CONSENT_MISSING']);
    expect((await r.advance('RelocationConsent', consent, 'AGREED', '2019-03-20')).codes).toEqual([]);
    expect((await step(id, 'CONSENTED', '2019-03-15')).codes).toEqual(['RELOCATION_CONSENT_LATE']);
    expect((await step(id, 'CONSENTED', '2019-04-01')).codes).toEqual([]);
    expect((await step(id, 'APPROVED', '2019-04-02')).codes).toEqual([]);
  });

  test('a child cannot sign', async () => {
    const household = await r.register();
    const consent = await consult(household, await open(household), { signedById: household.child });
    expect((await r.advance('RelocationConsent', consent, 'AGREED', '2019-03-20')).codes).toEqual(['RELOCATION_SIGNER_UNFIT']);
  });

  test('a consent withdrawn before approval stops the case', async () => {
    const household = await r.register();
    const id = await open(household);
    const consent = await agree(household, id);
    expect((await step(id, 'CONSENTED', '2019-03-21')).codes).toEqual([]);
    expect((await r.advance('RelocationConsent', consent, 'WITHDRAWN', '2019-03-25')).codes).toEqual([]);
    expect((await step(id, 'APPROVED', '2019-04-01')).codes).toEqual(['RELOCATION_CONSENT_WITHDRAWN']);
  });

  test('and so does one withdrawn before the move, or a later refusal', async () => {
    const { household, id, consent } = await approved();
    expect((await r.advance('RelocationConsent', consent, 'WITHDRAWN', '2019-05-25')).codes).toEqual([]);
    expect((await step(id, 'BUILDING', '2019-06-01')).codes).toEqual(['RELOCATION_CONSENT_WITHDRAWN']);
    const second = await consult(household, id, { consultedOn: '2019-06-02', opinion: '不搬' });
    expect((await r.advance('RelocationConsent', second, 'REFUSED', '2019-06-03')).codes).toEqual([]);
    expect((await step(id, 'BUILDING', '2019-06-04')).codes).toEqual(['RELOCATION_CONSENT_REFUSED']);
  });

  test('a consent covers all who move, and cannot be rewritten once signed', async () => {
    const household = await r.register();
    const id = await open(household);
    const consent = await consult(household, id, { personsCovered: 2 });
    expect((await r.advance('RelocationConsent', consent, 'AGREED', '2019-03-20')).codes).toEqual(['RELOCATION_CONSENT_PERSONS']);
    await consult(household, id, { personsCovered: 3 });
    expect((await r.advance('RelocationConsent', consent, 'AGREED', '2019-03-20')).codes).toEqual([]);
    const rewritten = { registrationNumber: household.registrationNumber, caseId: id, consultedOn: '2019-03-10', opinion: '改写' };
    expect((await r.save('RelocationConsent', rewritten)).codes).toEqual(['RELOCATION_FIELD_FIXED']);
  });
});

describe('one household, one programme', () => {
  const subsidence = { programme: 'SUBSIDENCE', batch: '2019-2' };

  test('a case in both programmes is refused', async () => {
    const household = await r.register();
    await open(household);
    expect((await r.save('RelocationCase', caseInput(household, subsidence), habitatClerk)).codes).toEqual(['RELOCATION_BOTH_PROGRAMMES']);
    expect((await r.save('RelocationCase', caseInput(household, { batch: '2019-3' }))).codes).toEqual(['RELOCATION_CASE_OPEN']);
  });

  test('also within one batch', async () => {
    const household = await r.register();
    const results = await r.saveAll('RelocationCase', [caseInput(household), caseInput(household, { batch: '2019-4' })]);
    expect(results.map(({ codes }) => codes)).toEqual([[], ['RELOCATION_CASE_OPEN']]);
  });

  test('a withdrawn case makes room', async () => {
    const household = await r.register();
    const id = await open(household);
    expect((await step(id, 'WITHDRAWN', '2019-03-30')).codes).toEqual([]);
    expect((await r.save('RelocationCase', caseInput(household, subsidence), habitatClerk)).codes).toEqual([]);
  });

  test('each programme is written by its own departments', async () => {
    const household = await r.register();
    expect((await r.save('RelocationCase', caseInput(household, subsidence), clerk)).codes).toEqual(['DEPARTMENT_NOT_IN_CHARGE']);
    expect((await r.save('RelocationCase', caseInput(household), habitatClerk)).codes).toEqual(['DEPARTMENT_NOT_IN_CHARGE']);
  });

  test('an assignment binds, and a conflict stops approval', async () => {
    const household = await r.register();
    const { registrationNumber } = household;
    const assignment = { registrationNumber, programme: 'POVERTY', decidedOn: '2019-02-01', decidedBy: '县领导小组' };
    const { id: assigned, codes } = await r.save('RelocationProgrammeAssignment', assignment);
    expect(codes).toEqual([]);
    expect((await r.save('RelocationCase', caseInput(household, subsidence), habitatClerk)).codes).toEqual(['RELOCATION_ASSIGNED_ELSEWHERE']);
    const id = await open(household);
    await agree(household, id);
    await step(id, 'CONSENTED', '2019-03-21');
    await r.save('RelocationProgrammeAssignment', { registrationNumber, conflict: '两边都报了' });
    expect((await r.advance('RelocationProgrammeAssignment', assigned, 'CONFLICT', '2019-03-25')).codes).toEqual([]);
    expect((await step(id, 'APPROVED', '2019-04-01')).codes).toEqual(['RELOCATION_PROGRAMME_CONFLICT']);
    await r.save('RelocationProgrammeAssignment', { registrationNumber, resolution: '归易地扶贫搬迁' });
    expect((await r.advance('RelocationProgrammeAssignment', assigned, 'RESOLVED', '2019-03-28', reviewer)).codes).toEqual([]);
    expect((await step(id, 'APPROVED', '2019-04-01')).codes).toEqual([]);
  });
});

describe('payments', () => {
  const payment = ({ registrationNumber }: TestHousehold, caseId: string, instalment: number, amount: string, more: object = {}) =>
    ({ registrationNumber, caseId, programme: 'POVERTY', instalment, amount, paidOn: '2019-05-01', ...more });

  test('come after approval and never exceed the subsidy', async () => {
    const early = await r.register();
    const opened = await open(early);
    expect((await r.save('RelocationSubsidyPayment', payment(early, opened, 1, '100.00'))).codes).toEqual(['RELOCATION_PAYMENT_BEFORE_APPROVAL']);
    const { household, id } = await approved();
    expect((await r.save('RelocationSubsidyPayment', payment(household, id, 1, '100.00', { paidOn: '2019-04-01' }))).codes).toEqual(['RELOCATION_PAYMENT_BEFORE_APPROVAL']);
    const results = await r.saveAll('RelocationSubsidyPayment', [
      payment(household, id, 1, '40000.00'), payment(household, id, 2, '35000.01'), payment(household, id, 3, '35000.00'), payment(household, id, 4, '0.01'),
    ]);
    expect(results.map(({ codes }) => codes)).toEqual([[], ['RELOCATION_SUBSIDY_EXCEEDED'], [], ['RELOCATION_SUBSIDY_EXCEEDED']]);
    expect((await r.ask('query($id: ID!) { relocationCase(id: $id) { subsidyPaid } }', clerk, { id })).relocationCase).toEqual({ subsidyPaid: '75000.00' });
    expect((await step(id, 'WITHDRAWN', '2019-06-01')).codes).toEqual(['RELOCATION_PAID_CASE_WITHDRAWN']);
  });

  test('made at the same time cannot all take the last of it', async () => {
    const { household, id } = await approved();
    const many = [1, 2, 3, 4, 5, 6];
    await Promise.all(many.map(() => r.ask(`{ place(code: "${county}") { name } }`))); // a connection for each is open
    const results = await Promise.all(many.map((instalment) => r.save('RelocationSubsidyPayment', payment(household, id, instalment, '75000.00'))));
    expect(results.filter(({ outcome }) => outcome === 'CREATED')).toHaveLength(1);
    expect(new Set(results.flatMap(({ codes }) => codes))).toEqual(new Set(['RELOCATION_SUBSIDY_EXCEEDED']));
  });

  test('are by the programme of the case, to its own household', async () => {
    const { household, id } = await approved();
    const foreign = payment(household, id, 1, '100.00', { programme: 'SUBSIDENCE' });
    expect((await r.save('RelocationSubsidyPayment', foreign, habitatClerk)).codes).toEqual(['RELOCATION_PROGRAMME_DIFFERS']);
    const other = await r.register();
    expect((await r.save('RelocationSubsidyPayment', payment(other, id, 1, '100.00'))).codes).toEqual(['RELOCATION_CASE_OF_OTHER_HOUSEHOLD']);
  });
});

describe('the case', () => {
  test.each<[string, object, string]>([
    ['moves no more persons than the household has', { persons: 4 }, 'RELOCATION_PERSONS_INVALID'],
    ['moves somebody', { persons: 0 }, 'RELOCATION_PERSONS_INVALID'],
    ['of a registered household is not one that moves along', { category: 'ACCOMPANYING' }, 'RELOCATION_CATEGORY_ACCOMPANYING'],
    ['takes no more from the household than the standard says', { selfRaised: '10000.01', subsidy: '70000.00' }, 'RELOCATION_OWN_SHARE_EXCEEDED'],
    ['costs what it is funded with', { subsidy: '80000.00' }, 'RELOCATION_OVERFUNDED'],
  ])('%s', async (_, more, code) => {
    expect((await r.save('RelocationCase', caseInput(await r.register(), more))).codes).toEqual([code]);
  });

  test('of others moves along', async () => {
    const household = await r.register(false);
    expect((await r.save('RelocationCase', caseInput(household))).codes).toEqual(['RELOCATION_CATEGORY_REGISTERED']);
    expect((await r.save('RelocationCase', caseInput(household, { category: 'ACCOMPANYING' }))).codes).toEqual([]);
  });

  test('is approved under a standard in force, and stays as approved', async () => {
    const { place } = await r.ask(`{ place(code: "${county}") { relocationStandards(filter: { status: { eq: SUPERSEDED } }) { nodes { id } } } }`);
    const old = place.relocationStandards.nodes[0].id;
    expect((await r.save('RelocationCase', caseInput(await r.register(), { standardId: old }))).codes).toEqual(['RELOCATION_STANDARD_NOT_IN_FORCE']);
    const { household } = await approved();
    expect((await r.save('RelocationCase', caseInput(household, { subsidy: '75000.01' }))).codes).toEqual(['RELOCATION_FIELD_FIXED']);
  });

  test('takes its steps in order, to a stable living after a passed visit', async () => {
    const { household: { registrationNumber }, id } = await approved();
    for (const [to, on] of [['BUILDING', '2019-05-01'], ['HANDED_OVER', '2019-09-01'], ['MOVED_IN', '2019-10-01'], ['SETTLED', '2020-04-01']] as const) {
      expect((await step(id, to, on)).codes, to).toEqual([]);
    }
    expect((await step(id, 'STABLE', '2020-10-01')).codes).toEqual(['RELOCATION_FOLLOW_UP_NOT_PASSED']);
    const checks = Object.fromEntries(['movedOut', 'settledIn', 'hasHousing', 'hasIndustry', 'hasIncome'].flatMap((name) => [[name, true], [`${name}Evidence`, '实地查看']]));
    const visit = { registrationNumber, caseId: id, programme: 'POVERTY', visitor: '李秀英', income: '30000.00', ...checks };
    await r.save('RelocationFollowUp', { ...visit, visitedOn: '2020-05-01', hasIncome: false });
    expect((await step(id, 'STABLE', '2020-10-01')).codes).toEqual(['RELOCATION_FOLLOW_UP_NOT_PASSED']);
    const { id: passed } = await r.save('RelocationFollowUp', { ...visit, visitedOn: '2020-09-01' });
    expect((await r.ask('query($id: ID!) { relocationFollowUp(id: $id) { result } }', clerk, { id: passed })).relocationFollowUp.result).toBe('PASS');
    expect((await step(id, 'STABLE', '2020-10-01')).codes).toEqual([]);
  });
});

describe('many at once', () => {
  test('take as many statements as one', async () => {
    const households: TestHousehold[] = [];
    for (let count = 0; count < 6; count += 1) households.push(await r.register());
    const text = 'mutation($rows: [RelocationCaseInput!]!) { saveRelocationCases(rows: $rows) { outcome errors { code } } }';
    const [first, ...others] = households.map((household) => caseInput(household));
    const one = await r.askWhole(text, clerk, { rows: [first] });
    const many = await r.askWhole(text, clerk, { rows: others });
    expect(many.data.saveRelocationCases).toEqual(others.map(() => ({ outcome: 'CREATED', errors: [] })));
    expect(many.statements.length).toBe(one.statements.length);
  });
});

describe('loans', () => {
  test('go to relocated poor households once they have moved in', async () => {
    const loan = { contractNumber: 'T-1', bank: '农村信用社', purpose: 'PRODUCTION', principal: '30000.00', rate: '4.35', subsidisedInterest: '3900.00', contractedOn: '2019-06-01', dueOn: '2022-06-01' };
    const other = await r.register(false);
    const { registrationNumber } = other;
    const caseId = await open(other, { category: 'ACCOMPANYING' });
    expect((await r.save('RelocatedHouseholdLoan', { ...loan, registrationNumber, caseId })).codes).toEqual(['RELOCATION_LOAN_NOT_FOR_POOR']);
    const { household, id } = await approved();
    const { id: loanId, codes } = await r.save('RelocatedHouseholdLoan', { ...loan, registrationNumber: household.registrationNumber, caseId: id });
    expect(codes).toEqual([]);
    expect((await r.advance('RelocatedHouseholdLoan', loanId, 'GRANTED', '2019-06-10', reviewer)).codes).toEqual(['RELOCATION_LOAN_BEFORE_MOVE']);
  });
});

describe('sites', () => {
  const site = (code: string, more: object = {}) =>
    ({ countyCode: county, code, name: '幸福新村', programme: 'POVERTY', kind: 'NEW_SETTLEMENT_VILLAGE', villageCode: r.village, plannedHouseholds: 1, plannedPersons: 3, ...more });

  test('are approved before building, of the right kind, and never too small', async () => {
    const { id: siteId } = await r.save('SettlementSite', site('T-1'));
    const more = { mode: 'NEW_SETTLEMENT_VILLAGE' };
    expect((await r.save('RelocationCase', caseInput(await r.register(), { mode: 'RURAL_TOURISM_AREA', siteId }))).codes).toEqual(['RELOCATION_SITE_OTHER_KIND']);
    const first = await approved(more);
    expect((await step(first.id, 'BUILDING', '2019-05-01')).codes).toEqual(['RELOCATION_SITE_REQUIRED']);
    const { registrationNumber } = first.household;
    expect((await r.save('RelocationCase', { registrationNumber, programme: 'POVERTY', batch: '2019-1', siteId })).codes).toEqual([]);
    expect((await step(first.id, 'BUILDING', '2019-05-01')).codes).toEqual(['RELOCATION_SITE_NOT_APPROVED']);
    expect((await r.advance('SettlementSite', siteId, 'APPROVED', '2019-04-01', reviewer)).codes).toEqual([]);
    const second = await approved({ ...more, siteId });
    for (const { id } of [first, second]) {
      expect((await step(id, 'BUILDING', '2019-05-01')).codes).toEqual([]);
      expect((await step(id, 'HANDED_OVER', '2019-09-01')).codes).toEqual([]);
    }
    expect((await step(first.id, 'MOVED_IN', '2019-10-01')).codes).toEqual([]);
    expect((await step(second.id, 'MOVED_IN', '2019-10-01')).codes).toEqual(['RELOCATION_SITE_FULL']);
    expect((await r.save('SettlementSite', site('T-1', { plannedHouseholds: 2, plannedPersons: 6 }))).codes).toEqual([]);
    expect((await step(second.id, 'MOVED_IN', '2019-10-01')).codes).toEqual([]);
    expect((await r.save('SettlementSite', site('T-1'))).codes).toEqual(['RELOCATION_SITE_FULL']);
    const { settlementSite } = await r.ask('query($id: ID!) { settlementSite(id: $id) { actualHouseholds actualPersons relocationCases { totalCount } } }', clerk, { id: siteId });
    expect(settlementSite).toEqual({ actualHouseholds: 2, actualPersons: 6, relocationCases: { totalCount: 2 } });
  });
});

describe('standards', () => {
  test('one is in force in a county at a time, and is not changed', async () => {
    const values = { personsPerHousehold: '3.00', costPerHousehold: '90000.00', subsidyPerHousehold: '80000.00', ownSharePerHousehold: '10000.00' };
    const draft = { countyCode: county, edition: 3, documentNumber: '测试〔2020〕1号', ...values };
    expect((await r.save('RelocationStandard', { ...draft, ownSharePerHousehold: '10000.01' }, habitatClerk)).codes).toEqual(['RELOCATION_STANDARD_SUM']);
    const { id } = await r.save('RelocationStandard', draft, habitatClerk);
    expect((await r.advance('RelocationStandard', id, 'IN_FORCE', '2020-06-01', habitatReviewer)).codes).toEqual(['RELOCATION_STANDARD_ALREADY_IN_FORCE']);
    const changed = { countyCode: county, edition: 2, subsidyPerHousehold: '1.00' };
    expect((await r.save('RelocationStandard', changed, habitatClerk)).codes).toEqual(['RELOCATION_FIELD_FIXED']);
  });
});
