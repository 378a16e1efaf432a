import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { openTestApp, type TestApp } from '../../../test/support/app.ts';

export const clerk = 'demo-health-clerk';
export const reviewer = 'demo-health-reviewer';
/** Another one: who took the last step of a case does not review it. */
export const secondReviewer = 'test-second-reviewer';
/** Of the office that registers households. */
const registrar = 'demo-county-clerk';
export const county = '140224';

/** What became of a save, a step or a settlement. */
export interface Result {
  readonly id: string | undefined;
  readonly codes: readonly string[];
}

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

// biome-ignore lint/suspicious/noExplicitAny: an answer of any record's mutation
const resultOf = (node: string, answer: any): Result => ({ id: answer[node]?.id, codes: answer.errors.map(({ code }: { code: string }) => code) });

const member = (name: string, relation: string, bornOn: string) => ({ name, relation, bornOn, sex: 'MALE', labourAbility: 'FULL', healthState: 'HEALTHY', education: 'PRIMARY' });

/** A household as these tests use it. */
export interface Home {
  readonly registrationNumber: string;
  readonly id: string;
  readonly head: string;
  readonly child: string;
}

const addSecondReviewer = ({ db }: TestApp): Promise<void> =>
  db.transaction({ scope: 'owner' }, async (tx) => {
    const id = randomUUID();
    await tx.query("insert into core.account (id, subject, name, department_code, created_at) values ($1, $2, $2, 'health_family_planning_commission', '2016-01-01')", [id, secondReviewer]);
    await tx.query("insert into core.account_role (id, account_id, role, duty, place_code, from_on) values ($1, $2, 'REVIEWER', 'BUSINESS', $3, '2016-01-01')", [randomUUID(), id, county]);
  });

/** For tests: the whole platform, with short ways to write what facilities and insurances do. */
export const openCare = async () => {
  const platform = await openTestApp();
  await addSecondReviewer(platform);
  const ask = async (query: string, as: string = clerk, variables: object = {}) => {
    const answer = await platform.ask(query, { as, variables });
    expect(answer.errors).toEqual([]);
    return answer.data;
  };
  const [village] = (await ask(`{ place(code: "${county}") { descendants(level: VILLAGE, first: 1) { nodes { code } } } }`)).place.descendants.nodes.map(({ code }: { code: string }) => code) as [string];
  const register = async (isRegisteredPoor = true): Promise<Home> => {
    const input = {
      villageCode: village, registeredOn: '2015-03-01', isRegisteredPoor, ...(isRegisteredPoor ? { mainCause: 'ILLNESS' } : {}),
      members: [member('张建国', 'HEAD', '1970-05-06'), member('张小明', 'CHILD', '2005-02-03')],
    };
    const { registerHousehold: { household, errors } } = await ask(
      'mutation($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { household { id registrationNumber members { id relation } } errors { code } } }', registrar, { input });
    expect(errors).toEqual([]);
    const idOf = (wanted: string): string => household.members.find(({ relation }: { relation: string }) => relation === wanted).id;
    return { id: household.id, registrationNumber: household.registrationNumber, head: idOf('HEAD'), child: idOf('CHILD') };
  };
  const save = async (name: string, input: object, as = clerk): Promise<Result> => {
    const data = await ask(`mutation($input: ${name}Input!) { r: save${name}(input: $input) { errors { code } ${lowerFirst(name)} { id } } }`, as, { input });
    return resultOf(lowerFirst(name), data.r);
  };
  /** Saves what must be sound, and answers its id. */
  const made = async (name: string, input: object, as = clerk): Promise<string> => {
    const { id, codes } = await save(name, input, as);
    expect(codes).toEqual([]);
    return id as string;
  };
  const step = async (name: string, id: string, to: string, on: string, as = clerk): Promise<readonly string[]> => {
    const data = await ask(`mutation($id: ID!, $on: Date) { r: advance${name}(id: $id, to: ${to}, on: $on) { errors { code } } }`, as, { id, on });
    return data.r.errors.map(({ code }: { code: string }) => code);
  };
  const settleText = 'mutation($input: SettleClaimInput!) { r: settleClaim(input: $input) { errors { code path } claimSettlement { id number } } }';
  const settle = async (input: object, as = clerk): Promise<Result> => resultOf('claimSettlement', (await ask(settleText, as, { input })).r);
  /** The whole answer of a settlement, with the statements it took. */
  const settleWhole = (input: object, as = clerk) => platform.ask(settleText, { as, variables: { input } });
  const askAs = (query: string, as: string, variables: object = {}) => platform.ask(query, { as, variables });
  const askWhole = (query: string, variables: object) => askAs(query, clerk, variables);
  return { ...platform, ask, askAs, askWhole, village, register, save, made, step, settle, settleWhole };
};

export type Care = Awaited<ReturnType<typeof openCare>>;

/** A person who is insured and covered, and where the county's own hospital is. */
export const insured = async (care: Care, home: Home, year = 2019): Promise<void> => {
  const { registrationNumber, head } = home;
  const enrolment = await care.made('InsuranceEnrolment', { registrationNumber, personId: head, year, scheme: 'URBAN_RURAL', premium: '220' });
  expect(await care.step('InsuranceEnrolment', enrolment, 'ENROLLED', `${year - 1}-12-10`)).toEqual([]);
  const eligibility = await care.made('MedicalAssistanceEligibility', { registrationNumber, personId: head, assessedOn: '2016-05-01', basis: 'REGISTERED_POOR' });
  expect(await care.step('MedicalAssistanceEligibility', eligibility, 'COVERED', '2016-05-10')).toEqual([]);
};

/** The county hospital of the demo. */
export const countyHospital = async (care: Care): Promise<string> =>
  (await care.ask(`{ place(code: "${county}") { healthFacilities(filter: { kind: { eq: COUNTY_HOSPITAL } }) { nodes { id } } } }`)).place.healthFacilities.nodes[0].id;
