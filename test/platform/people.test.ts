import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { syntheticIdNumber } from '../../src/access/id-number.ts';
import { openTestApp, type TestApp } from '../support/app.ts';

const clerk = 'demo-county-clerk';
const reviewer = 'demo-county-reviewer';
const household = `registrationNumber id status villageCode members { id name relation } events { nodes { kind reason } }`;
const payload = `household { ${household} } otherHousehold { ${household} } errors { code path messageZh messageEn }`;

let platform: TestApp;
let village: string;
let otherVillage: string;
let sequence = 5_000;

beforeAll(async () => {
  platform = await openTestApp();
  const { data } = await platform.ask('{ place(code: "140224") { descendants(level: VILLAGE, first: 2) { nodes { code } } } }');
  [village, otherVillage] = data.place.descendants.nodes.map(({ code }: { code: string }) => code);
});
afterAll(() => platform.close());

const member = (name: string, relation: string, bornOn = '1970-05-06', sex: 'MALE' | 'FEMALE' = 'MALE') => {
  sequence += 1;
  return { name, relation, idNumber: syntheticIdNumber(bornOn, sex, sequence % 900), labourAbility: 'FULL', healthState: 'HEALTHY', education: 'PRIMARY' };
};

const run = async (name: string, type: string, input: object, as = clerk) => {
  const answer = await platform.ask(`mutation($input: ${type}!) { ${name}(input: $input) { ${payload} } }`, { as, variables: { input } });
  expect(answer.errors).toEqual([]);
  return { ...answer.data[name], statements: answer.statements };
};

const codes = ({ errors }: { errors: { code: string }[] }) => errors.map(({ code }) => code);

let born = 0;
const couple = () => {
  born += 1; // a birthday of their own keeps the ID numbers of all tests apart
  const day = `19${60 + Math.floor(born / 28)}-03-${String((born % 28) + 1).padStart(2, '0')}`;
  return [member('张建国', 'HEAD', day), member('李秀英', 'SPOUSE', day, 'FEMALE')];
};

const register = async (extra: object = {}) =>
  run('registerHousehold', 'RegisterHouseholdInput', { villageCode: village, registeredOn: '2016-03-01', mainCause: 'ILLNESS', members: couple(), ...extra });

/** Rows of the journals and of what they follow; row security binds the owner too, so the wide scope counts. */
const journals = () =>
  platform.db.transaction({ scope: { counties: '*', domains: '*', roles: ['AUDITOR'], actor: 'test' } }, async (tx) => {
    const count = async (table: string) => (await tx.query(`select count(*)::int from core.${table}`)).rows[0]?.[0] as number;
    return { audit: await count('audit_entry'), change: await count('change_entry'), household: await count('household'), person: await count('person') };
  });

describe('registering a household', () => {
  test('gives it a number, its roster, its status, and journals every row', async () => {
    const before = await journals();
    const { household: made, errors } = await register();
    expect(errors).toEqual([]);
    expect(made).toMatchObject({ status: 'REGISTERED', villageCode: village });
    expect(made.members.map(({ relation }: { relation: string }) => relation)).toEqual(['HEAD', 'SPOUSE']);
    const after = await journals();
    // household, 2 persons, 2 memberships, residence, status change, event
    expect({ audit: after.audit - before.audit, change: after.change - before.change }).toEqual({ audit: 8, change: 8 });
  });

  test('answers every fault at once and writes nothing', async () => {
    const before = await journals();
    const [head] = couple();
    const result = await register({
      mainCause: 'ILLNESS', otherCauses: ['ILLNESS', 'DISABILITY', 'DISASTER'],
      members: [{ ...head, idNumber: '140224197001010000' }, head, { ...member('王五', 'SPOUSE'), idNumber: null }],
    });
    expect(result.household).toBeNull();
    expect(codes(result)).toEqual(['TOO_MANY_CAUSES', 'CAUSE_REPEATED', 'ID_NUMBER_INVALID', 'SEX_AND_BIRTH_REQUIRED', 'HEAD_COUNT']);
    expect(result.errors[2]).toMatchObject({ path: ['members', '0', 'idNumber'] });
    expect(result.errors.every(({ messageZh, messageEn }: { messageZh: string; messageEn: string }) => messageZh && messageEn)).toBe(true);
    expect(await journals()).toEqual(before);
  });

  test.each([
    ['a village of another county', () => ({ villageCode: '140221100201' }), ['COUNTY_OUT_OF_REACH']],
    ['no village', () => ({ villageCode: '140224999999' }), ['VILLAGE_UNKNOWN']],
    ['a day to come', () => ({ registeredOn: '2031-01-01' }), ['DATE_IN_FUTURE']],
    ['no cause', () => ({ mainCause: null }), ['CAUSE_REQUIRED']],
    ['a bad number', () => ({ registrationNumber: '12' }), ['REGISTRATION_NUMBER_INVALID']],
    ['nobody', () => ({ members: [] }), ['HOUSEHOLD_WITHOUT_MEMBERS']],
  ])('is refused with %s', async (_, change, expected) => {
    const before = await journals();
    expect(codes(await register(change()))).toEqual(expected);
    expect(await journals()).toEqual(before);
  });

  test('a person who is registered already needs a review, and the answer says no more', async () => {
    const members = couple();
    await register({ members });
    const again = await register({ members: [members[0]] });
    expect(codes(again)).toEqual(['ID_NUMBER_NEEDS_REVIEW']);
    expect(JSON.stringify(again)).not.toContain(members[0]?.idNumber);
  });

  test('is not for viewers, nor for departments that do not keep the register', async () => {
    const input = { villageCode: village, registeredOn: '2016-03-01', mainCause: 'ILLNESS', members: couple() };
    const ask = (as?: string) => platform.ask('mutation($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { errors { code } } }', { as, variables: { input } });
    expect((await ask()).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await ask('demo-city-viewer')).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await ask('demo-habitat-clerk')).data.registerHousehold.errors[0].code).toBe('DEPARTMENT_NOT_IN_CHARGE');
  });

  test('takes the same number of statements for one member and for eight', async () => {
    const one = await register({ members: [couple()[0]] });
    const children = Array.from({ length: 6 }, (_, index) => ({ ...member(`孩${index}`, 'CHILD'), idNumber: null, sex: 'MALE', bornOn: '2010-01-01' }));
    const eight = await register({ members: [...couple(), ...children] });
    expect(codes(eight)).toEqual([]);
    expect(eight.statements.length).toBe(one.statements.length);
  });
});

describe('life of a household', () => {
  let number: string;
  let head: string;
  let spouse: string;
  beforeEach(async () => {
    const { household: made } = await register();
    number = made.registrationNumber;
    [head, spouse] = made.members.map(({ id }: { id: string }) => id);
  });
  const rosterOn = async (asOf: string) => {
    const { data } = await platform.ask('query($n: String!, $d: Date) { household(registrationNumber: $n, asOf: $d) { members { name relation } } }', { as: clerk, variables: { n: number, d: asOf } });
    return data.household.members.map(({ name, relation }: { name: string; relation: string }) => `${name} ${relation}`);
  };

  test('a birth and a death change the roster from their day on, and not before', async () => {
    const child = { ...member('张小宝', 'CHILD'), idNumber: null, sex: 'FEMALE', bornOn: '2018-07-01' };
    const { errors } = await run('changeMembers', 'ChangeMembersInput', {
      registrationNumber: number, on: '2018-07-01', reason: '户主病故,女儿出生',
      join: [{ kind: 'BIRTH', member: child }], leave: [{ kind: 'DEATH', personId: head }], relations: [{ personId: spouse, relation: 'HEAD' }],
    });
    expect(errors).toEqual([]);
    expect(await rosterOn('2018-06-30')).toEqual(['张建国 HEAD', '李秀英 SPOUSE']);
    expect(await rosterOn('2018-07-01')).toEqual(['李秀英 HEAD', '张小宝 CHILD']);
  });

  test('a household keeps exactly one head, and someone in it', async () => {
    const leave = (persons: string[]) => run('changeMembers', 'ChangeMembersInput', { registrationNumber: number, on: '2017-01-01', reason: '离开', leave: persons.map((personId) => ({ kind: 'LEAVE', personId })) });
    expect(codes(await leave([head]))).toEqual(['HEAD_COUNT']);
    expect(codes(await leave([head, spouse]))).toEqual(['HOUSEHOLD_WITHOUT_MEMBERS']);
    expect(await rosterOn('2017-02-01')).toHaveLength(2);
  });

  test('nothing happens before the registration, in the future, to strangers, or for no reason at all', async () => {
    const change = (on: string, personId: string) => run('changeMembers', 'ChangeMembersInput', { registrationNumber: number, on, reason: '离开', leave: [{ kind: 'LEAVE', personId }] });
    expect(codes(await change('2031-01-01', spouse))).toEqual(['DATE_IN_FUTURE']);
    expect(codes(await change('2015-01-01', spouse))).toEqual(['MEMBER_UNKNOWN']);
    expect(codes(await run('changeMembers', 'ChangeMembersInput', { registrationNumber: number, on: '2017-01-01', reason: '无' }))).toEqual(['NOTHING_TO_CHANGE']);
    const stranger = (await register()).household.members[0].id;
    expect(codes(await change('2017-01-01', stranger))).toEqual(['MEMBER_UNKNOWN']);
  });

  const exit = (extra: object = {}, as = reviewer) =>
    run('changeHouseholdStatus', 'ChangeHouseholdStatusInput', { registrationNumber: number, to: 'EXITED', year: 2018, decidedOn: '2018-12-10', exitPath: 'INDUSTRY', ...extra }, as);
  const checkAssurances = async (met: boolean) => {
    const kinds = ['FOOD', 'CLOTHING', 'COMPULSORY_EDUCATION', 'BASIC_MEDICAL_CARE', 'SAFE_HOUSING'];
    const rows = kinds.map((kind) => ({ registrationNumber: number, kind, checkedOn: '2018-11-01', met: met || kind !== 'SAFE_HOUSING', evidence: '入户核查', checkedBy: '王干部' }));
    const { data } = await platform.ask('mutation($rows: [AssuranceCheckInput!]!) { saveAssuranceChecks(rows: $rows) { outcome errors { code } } }', { as: clerk, variables: { rows } });
    expect(data.saveAssuranceChecks.map(({ outcome }: { outcome: string }) => outcome)).toEqual(kinds.map(() => 'CREATED'));
  };

  test('an exit on paper is refused: all five assurances must be shown to be met', async () => {
    expect(codes(await exit())).toEqual(['EXIT_ASSURANCES_NOT_MET']);
    await checkAssurances(false);
    const refused = await exit();
    expect(refused.errors[0].messageEn).toContain('SAFE_HOUSING');
    expect(refused.errors[0].messageEn).not.toContain('FOOD');
  });

  test('exit, relapse and exit again stand in the history; skipped steps are refused', async () => {
    await checkAssurances(true);
    expect(codes(await exit({ to: 'CONSOLIDATED' }))).toEqual(['STATUS_STEP_NOT_ALLOWED']);
    expect(codes(await exit({ exitPath: null }))).toEqual(['EXIT_PATH_REQUIRED']);
    expect(codes(await exit({ year: 2015 }))).toEqual(['STATUS_YEAR_INVALID']);
    expect((await exit()).household.status).toBe('EXITED');
    expect(codes(await exit({ to: 'RELAPSED', relapseCause: 'ILLNESS' }))).toEqual(['STATUS_OUT_OF_ORDER']);
    expect(codes(await exit({ to: 'RELAPSED', year: 2019, decidedOn: '2019-06-01' }))).toEqual(['RELAPSE_CAUSE_REQUIRED']);
    expect((await exit({ to: 'RELAPSED', year: 2019, decidedOn: '2019-06-01', relapseCause: 'ILLNESS' })).household.status).toBe('RELAPSED');
    const { data } = await platform.ask('query($n: String!) { household(registrationNumber: $n) { a: statusOn(asOf: "2018-12-09") b: statusOn(asOf: "2018-12-10") c: statusOn statusHistory { nodes { status year } } } }', { as: clerk, variables: { n: number } });
    expect(data.household).toMatchObject({ a: 'REGISTERED', b: 'EXITED', c: 'RELAPSED' });
    expect(data.household.statusHistory.nodes).toHaveLength(3);
  });

  test('a clerk cannot decide on an exit', async () => {
    const { errors } = await platform.ask(`mutation { changeHouseholdStatus(input: { registrationNumber: "${number}", to: EXITED, year: 2018, decidedOn: "2018-12-10" }) { errors { code } } }`, { as: clerk });
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('a move keeps the number and the past', async () => {
    const moved = await run('moveHousehold', 'MoveHouseholdInput', { registrationNumber: number, toVillageCode: otherVillage, on: '2019-01-01', reason: '投亲' });
    expect(moved.errors).toEqual([]);
    expect(moved.household).toMatchObject({ registrationNumber: number, villageCode: otherVillage });
    const { data } = await platform.ask('query($n: String!) { household(registrationNumber: $n) { before: home(asOf: "2018-12-31") { code } after: home(asOf: "2019-01-01") { code } } }', { as: clerk, variables: { n: number } });
    expect(data.household).toEqual({ before: { code: village }, after: { code: otherVillage } });
  });

  test('a move to another county takes every record along, for those who reach both', async () => {
    const as = 'demo-province-clerk';
    const target = (await platform.ask('{ place(code: "140122", asOf: "2019-01-01") { descendants(level: VILLAGE, first: 1) { nodes { code } } } }')).data.place.descendants.nodes[0].code;
    const input = { registrationNumber: number, toVillageCode: target, on: '2019-01-01', reason: '跨县搬迁' };
    expect(codes(await run('moveHousehold', 'MoveHouseholdInput', input))).toEqual(['COUNTY_OUT_OF_REACH']);
    await checkAssurances(true);
    const moved = await run('moveHousehold', 'MoveHouseholdInput', input, as);
    expect(moved.errors).toEqual([]);
    const query = 'query($n: String!) { household(registrationNumber: $n) { county { code } members { name } assurances { totalCount } } }';
    expect((await platform.ask(query, { as: clerk, variables: { n: number } })).data.household).toBeNull();
    expect((await platform.ask(query, { as, variables: { n: number } })).data.household).toMatchObject({ county: { code: '140122' }, assurances: { totalCount: 5 } });
  });

  test('a marriage takes a person to another household under the same id', async () => {
    const groom = (await register({ members: [couple()[0]] })).household;
    const move = (extra: object = {}) => run('movePerson', 'MovePersonInput', {
      kind: 'MARRIAGE', personId: spouse, toRegistrationNumber: groom.registrationNumber, relation: 'SPOUSE', on: '2018-10-01', reason: '再婚', ...extra,
    });
    expect(codes(await move({ relation: 'HEAD' }))).toEqual(['HEAD_COUNT']);
    expect(codes(await move({ personId: head }))).toEqual(['HEAD_COUNT']);
    expect(codes(await move({ toRegistrationNumber: number }))).toEqual(['SAME_HOUSEHOLD']);
    const moved = await move();
    expect(moved.errors).toEqual([]);
    expect(moved.household.members).toMatchObject([{ relation: 'HEAD' }, { id: spouse, name: '李秀英', relation: 'SPOUSE' }]);
    expect(moved.otherHousehold.events.nodes.map(({ kind }: { kind: string }) => kind)).toContain('MARRIAGE_OUT');
    expect(await rosterOn('2018-09-30')).toHaveLength(2);
    expect(await rosterOn('2018-10-01')).toEqual(['张建国 HEAD']);
    const { data } = await platform.ask('query($id: ID!) { person(id: $id) { household { registrationNumber } } }', { as: clerk, variables: { id: spouse } });
    expect(data.person.household.registrationNumber).toBe(groom.registrationNumber);
  });

  test('a split makes a second household, a merger ends it again; both rosters stay readable', async () => {
    const split = await run('splitHousehold', 'SplitHouseholdInput', {
      registrationNumber: number, on: '2017-05-01', reason: '分家', going: [{ personId: spouse, relation: 'HEAD' }],
    });
    expect(split.errors).toEqual([]);
    expect(split.household.members.map(({ name }: { name: string }) => name)).toEqual(['张建国']);
    expect(split.otherHousehold.members).toMatchObject([{ name: '李秀英', relation: 'HEAD', id: spouse }]);
    expect(await rosterOn('2017-04-30')).toEqual(['张建国 HEAD', '李秀英 SPOUSE']);
    const back = { registrationNumber: split.otherHousehold.registrationNumber, intoRegistrationNumber: number, on: '2018-05-01', reason: '并户' };
    expect(codes(await run('mergeHouseholds', 'MergeHouseholdsInput', { ...back, coming: [] }))).toEqual(['MERGE_LEAVES_MEMBERS']);
    expect(codes(await run('mergeHouseholds', 'MergeHouseholdsInput', { ...back, coming: [{ personId: spouse, relation: 'HEAD' }] }))).toEqual(['HEAD_COUNT']);
    const merged = await run('mergeHouseholds', 'MergeHouseholdsInput', { ...back, coming: [{ personId: spouse, relation: 'SPOUSE' }] });
    expect(merged.errors).toEqual([]);
    expect(await rosterOn('2018-05-01')).toEqual(['张建国 HEAD', '李秀英 SPOUSE']);
    const again = await run('changeMembers', 'ChangeMembersInput', { registrationNumber: back.registrationNumber, on: '2019-01-01', reason: 'x', relations: [{ personId: spouse, relation: 'HEAD' }] });
    expect(codes(again)).toEqual(['HOUSEHOLD_ENDED']);
  });
});

test('a person is found by exact ID number only, and shown masked', async () => {
  const members = couple();
  await register({ members });
  const ask = (idNumber: string, as = clerk) => platform.ask('query($i: String!) { person(idNumber: $i) { name idNumberMasked } }', { as, variables: { i: idNumber } });
  const idNumber = members[0]?.idNumber as string;
  const { data, text } = await ask(idNumber);
  expect(data.person).toEqual({ name: '张建国', idNumberMasked: `${'*'.repeat(14)}${idNumber.slice(-4)}` });
  expect(text).not.toContain(idNumber);
  expect((await ask(idNumber, 'demo-city-viewer')).errors[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await ask('14022419700101')).errors[0]?.extensions.code).toMatch(/^ID_NUMBER/);
});
