import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { dutyOfRole } from '../../src/db/codes/administration.ts';
import type { Role } from '../../src/db/codes/access.ts';
import { pluralOf } from '../../src/records/define.ts';
import { openTestApp, type TestApp, type TestOptions } from './app.ts';

/** The county that tests write in. */
export const county = '140224';
/** Reads and writes past the API as somebody of every county and department. */
export const everything = { counties: '*', domains: '*', actor: 'test' } as const;
/** Of the office that registers households. */
export const povertyClerk = 'demo-county-clerk';

/** An account that the demo does not have: of a department, in a role, for a place. */
export type ExtraAccount = readonly [subject: string, department: string, role: Role, place: string];

/** What became of a save or a step. */
export interface Result {
  readonly outcome: string;
  readonly id: string | undefined;
  readonly codes: readonly string[];
}

/** A household as tests use it. */
export interface TestHousehold {
  readonly id: string;
  readonly registrationNumber: string;
  readonly village: string;
  readonly head: string;
  readonly spouse: string;
  readonly child: string;
}

const addAccounts = ({ db }: TestApp, accounts: readonly ExtraAccount[]): Promise<void> =>
  db.transaction({ scope: 'owner' }, async (tx) => {
    for (const [subject, department, role, place] of accounts) {
      const id = randomUUID();
      await tx.query("insert into core.account (id, subject, name, department_code, created_at) values ($1, $2, $2, $3, '2016-01-01')", [id, subject, department]);
      await tx.query("insert into core.account_role (id, account_id, role, duty, place_code, from_on) values ($1, $2, $3, $4, $5, '2016-01-01')", [randomUUID(), id, role, dutyOfRole[role], place]);
    }
  });

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

// biome-ignore lint/suspicious/noExplicitAny: an answer of any record's mutation
const resultOf = (name: string, { outcome, errors, [lowerFirst(name)]: node }: any): Result => ({
  outcome, id: node?.id, codes: errors.map(({ code }: { code: string }) => code),
});

const member = (name: string, relation: string, bornOn: string, sex: 'MALE' | 'FEMALE') =>
  ({ name, relation, bornOn, sex, labourAbility: 'FULL', healthState: 'HEALTHY', education: 'PRIMARY' });

const family = [member('张建国', 'HEAD', '1970-05-06', 'MALE'), member('李秀英', 'SPOUSE', '1972-08-09', 'FEMALE'), member('张小明', 'CHILD', '2005-02-03', 'MALE')];

/** Whose eyes a plugin's tests look through. */
export interface PluginPlatformOptions extends TestOptions {
  /** Who writes and asks where a test names nobody. */
  readonly clerk: string;
  readonly accounts?: readonly ExtraAccount[];
}

/** For the tests of a plugin: the whole platform, with short ways to write records and see what became of them. */
export const openPluginPlatform = async ({ clerk, accounts = [], ...options }: PluginPlatformOptions) => {
  const platform = await openTestApp(options);
  await addAccounts(platform, accounts);
  const ask = async (query: string, as: string = clerk, variables: object = {}) => {
    const answer = await platform.ask(query, { as, variables });
    expect(answer.errors).toEqual([]);
    return answer.data;
  };
  const villages: string[] = (await ask(`{ place(code: "${county}") { descendants(level: VILLAGE, first: 3) { nodes { code } } } }`)).place.descendants.nodes.map(({ code }: { code: string }) => code);
  const [village] = villages as [string];

  const register = async (isRegisteredPoor = true, members: readonly object[] = family): Promise<TestHousehold> => {
    const input = { villageCode: village, registeredOn: '2015-03-01', isRegisteredPoor, ...(isRegisteredPoor ? { mainCause: 'ILLNESS' } : {}), members };
    const { registerHousehold: { household, errors } } = await ask(
      'mutation($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { household { id registrationNumber members { id relation } } errors { code path } } }', povertyClerk, { input });
    expect(errors).toEqual([]);
    const idOf = (wanted: string): string => household.members.find(({ relation }: { relation: string }) => relation === wanted)?.id;
    return { id: household.id, registrationNumber: household.registrationNumber, village, head: idOf('HEAD'), spouse: idOf('SPOUSE'), child: idOf('CHILD') };
  };

  const save = async (name: string, input: object, as = clerk): Promise<Result> => {
    const data = await ask(`mutation($input: ${name}Input!) { r: save${name}(input: $input) { outcome errors { code } ${lowerFirst(name)} { id } } }`, as, { input });
    return resultOf(name, data.r);
  };
  const saveAll = async (name: string, rows: readonly object[], as = clerk): Promise<Result[]> => {
    const data = await ask(`mutation($rows: [${name}Input!]!) { r: save${pluralOf(name)}(rows: $rows) { outcome errors { code } ${lowerFirst(name)} { id } } }`, as, { rows });
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

export type PluginPlatform = Awaited<ReturnType<typeof openPluginPlatform>>;
