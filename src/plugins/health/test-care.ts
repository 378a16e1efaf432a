import { expect } from 'vitest';
import { county, openPluginPlatform, type Result, type TestHousehold } from '../../../test/support/plugin-platform.ts';

export { county } from '../../../test/support/plugin-platform.ts';

export const clerk = 'demo-health-clerk';
export const reviewer = 'demo-health-reviewer';
/** Another one: who took the last step of a case does not review it. */
export const secondReviewer = 'test-second-reviewer';

/** A household as these tests use it. */
export type Home = TestHousehold;

const settleText = 'mutation($input: SettleClaimInput!) { r: settleClaim(input: $input) { errors { code path } claimSettlement { id number } } }';

/** For tests: the whole platform, with short ways to write what facilities and insurances do. */
export const openCare = async () => {
  const platform = await openPluginPlatform({ clerk, accounts: [[secondReviewer, 'health_family_planning_commission', 'REVIEWER', county]] });
  const { ask, save, advance } = platform;
  /** Saves what must be sound, and answers its id. */
  const made = async (name: string, input: object, as = clerk): Promise<string> => {
    const { id, codes } = await save(name, input, as);
    expect(codes).toEqual([]);
    return id as string;
  };
  const step = async (name: string, id: string, to: string, on: string, as = clerk): Promise<readonly string[]> => (await advance(name, id, to, on, as)).codes;
  const settle = async (input: object, as = clerk): Promise<Pick<Result, 'id' | 'codes'>> => {
    const { r } = await ask(settleText, as, { input });
    return { id: r.claimSettlement?.id, codes: r.errors.map(({ code }: { code: string }) => code) };
  };
  /** The whole answer of a settlement, with the statements it took. */
  const settleWhole = (input: object, as = clerk) => platform.askWhole(settleText, as, { input });
  const askAs = platform.askWhole;
  const askWhole = (query: string, variables: object) => askAs(query, clerk, variables);
  return { ...platform, askAs, askWhole, made, step, settle, settleWhole };
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
