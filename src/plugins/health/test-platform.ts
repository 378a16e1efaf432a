import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { openTestApp, type TestApp } from '../../../test/support/app.ts';

export const clerk = 'demo-health-clerk';
export const reviewer = 'demo-health-reviewer';
export const viewer = 'test-health-viewer';
export const provinceClerk = 'test-health-province-clerk';
/** Of the office that registers households, without the domain of health. */
export const povertyClerk = 'demo-county-clerk';
export const county = '140224';

/** Reads and writes past the API as somebody of every county and department. */
export const everything = { counties: '*', domains: '*', actor: 'test' } as const;

/** What became of a save or a step. */
export interface Result {
  readonly outcome: string;
  readonly id: string | undefined;
  readonly codes: readonly string[];
}

const accounts = [
  [viewer, 'VIEWER', county], [provinceClerk, 'CLERK', '140000'],
] as const;

/** More accounts of the department that leads the action than the demo has. */
const addAccounts = ({ db }: TestApp): Promise<void> =>
  db.transaction({ scope: 'owner' }, async (tx) => {
    for (const [subject, role, place] of accounts) {
      const id = randomUUID();
      await tx.query("insert into core.account (id, subject, name, department_code, created_at) values ($1, $2, $2, 'health_family_planning_commission', '2016-01-01')", [id, subject]);
      await tx.query("insert into core.account_role (id, account_id, role, duty, place_code, from_on) values ($1, $2, $3, $4, $5, '2016-01-01')", [randomUUID(), id, role, role === 'VIEWER' ? null : 'BUSINESS', place]);
    }
  });

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
const plural = (name: string): string => (name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`);

// biome-ignore lint/suspicious/noExplicitAny: an answer of any record's mutation
const resultOf = (name: string, { outcome, errors, [lowerFirst(name)]: node }: any): Result => ({
  outcome, id: node?.id, codes: errors.map(({ code }: { code: string }) => code),
});

const member = (name: string, relation: string, bornOn: string, sex: 'MALE' | 'FEMALE') =>
  ({ name, relation, bornOn, sex, labourAbility: 'FULL', healthState: 'HEALTHY', education: 'PRIMARY' });

/** A household as tests use it. */
export interface TestHousehold {
  readonly id: string;
  readonly registrationNumber: string;
  readonly village: string;
  readonly head: string;
  readonly spouse: string;
  readonly child: string;
}

/** For tests: the whole platform, with short ways to write health records and see what became of them. */
export const openHealth = async () => {
  const platform = await openTestApp();
  await addAccounts(platform);
  const ask = async (query: string, as: string = clerk, variables: object = {}) => {
    const answer = await platform.ask(query, { as, variables });
    expect(answer.errors).toEqual([]);
    return answer.data;
  };
  const villages: string[] = (await ask(`{ place(code: "${county}") { descendants(level: VILLAGE, first: 3) { nodes { code } } } }`)).place.descendants.nodes.map(({ code }: { code: string }) => code);
  const [village] = villages as [string];

  const register = async (isRegisteredPoor = true): Promise<TestHousehold> => {
    const input = {
      villageCode: village, registeredOn: '2015-03-01', isRegisteredPoor, ...(isRegisteredPoor ? { mainCause: 'ILLNESS' } : {}),
      members: [member('张建国', 'HEAD', '1970-05-06', 'MALE'), member('李秀英', 'SPOUSE', '1972-08-09', 'FEMALE'), member('张小明', 'CHILD', '2005-02-03', 'MALE')],
    };
    const { registerHousehold: { household, errors } } = await ask(
      'mutation($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { household { id registrationNumber members { id relation } } errors { code path } } }', povertyClerk, { input });
    expect(errors).toEqual([]);
    const idOf = (wanted: string): string => household.members.find(({ relation }: { relation: string }) => relation === wanted).id;
    return { id: household.id, registrationNumber: household.registrationNumber, village, head: idOf('HEAD'), spouse: idOf('SPOUSE'), child: idOf('CHILD') };
  };

  const save = async (name: string, input: object, as = clerk): Promise<Result> => {
    const data = await ask(`mutation($input: ${name}Input!) { r: save${name}(input: $input) { outcome errors { code } ${lowerFirst(name)} { id } } }`, as, { input });
    return resultOf(name, data.r);
  };
  const saveAll = async (name: string, rows: readonly object[], as = clerk): Promise<Result[]> => {
    const data = await ask(`mutation($rows: [${name}Input!]!) { r: save${plural(name)}(rows: $rows) { outcome errors { code } ${lowerFirst(name)} { id } } }`, as, { rows });
    return data.r.map((one: never) => resultOf(name, one));
  };
  const advance = async (name: string, id: string | undefined, to: string, on: string, as = clerk): Promise<Result> => {
    const data = await ask(`mutation($id: ID!, $on: Date) { r: advance${name}(id: $id, to: ${to}, on: $on) { outcome errors { code } ${lowerFirst(name)} { id } } }`, as, { id, on });
    return resultOf(name, data.r);
  };
  /** The whole answer, with the statements it took. */
  const askWhole = (query: string, as: string = clerk, variables: object = {}) => platform.ask(query, { as, variables });
  return { ...platform, ask, askWhole, villages, village, register, save, saveAll, advance };
};

export type Health = Awaited<ReturnType<typeof openHealth>>;
