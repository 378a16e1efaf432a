import { expect } from 'vitest';
import type { TestApp } from './app.ts';

export const [clerk, reviewer, otherCounty, villageClerk] = ['demo-county-clerk', 'demo-county-reviewer', 'demo-other-county-clerk', 'demo-village-clerk'];

/** Rows as the platform itself sees them. */
export const asAnybody = <T extends readonly unknown[] = unknown[]>({ db }: TestApp, text: string, params: readonly unknown[] = []) =>
  db.transaction({ scope: { counties: '*', domains: '*', roles: ['AUDITOR'], actor: 'test' } }, async (tx) => (await tx.query(text, params as never)).rows as unknown as T[]);

export const villageIn = async (platform: TestApp, county: string): Promise<string> =>
  String((await asAnybody(platform, 'select village_code from core.household where county_code = $1 order by household_id limit 1', [county]))[0]?.[0]);

export interface PlantedMember {
  readonly name: string;
  readonly bornOn?: string;
  readonly relation?: string;
  readonly sex?: string;
  readonly idNumber?: string;
}

export interface PlantedHousehold {
  readonly villageCode: string;
  readonly address: string;
  readonly members: readonly PlantedMember[];
  readonly registrationNumber?: string;
}

const facts = { labourAbility: 'FULL', healthState: 'HEALTHY', education: 'PRIMARY' };

/** Registers a household; answers it with its members. */
export const register = async (platform: TestApp, { members, ...rest }: PlantedHousehold, as = clerk) => {
  const input = {
    registeredOn: '2016-03-01', isRegisteredPoor: true, mainCause: 'ILLNESS', ...rest,
    members: members.map((member, at) => ({ relation: at === 0 ? 'HEAD' : 'CHILD', ...(member.idNumber ? {} : { sex: 'MALE' }), ...facts, ...member })),
  };
  const { data } = await platform.ask(`mutation($input: RegisterHouseholdInput!) { registerHousehold(input: $input) {
    household { id registrationNumber members { id name bornOn } } errors { code path } } }`, { as, variables: { input } });
  expect(data.registerHousehold.errors).toEqual([]);
  return data.registerHousehold.household as { id: string; registrationNumber: string; members: { id: string; name: string; bornOn: string }[] };
};

export const find = async (platform: TestApp, place: string | undefined, as = clerk) =>
  (await platform.ask('mutation($place: String!) { findDuplicates(place: $place) { found created hasMore errors { code } } }', { as, variables: { place } })).data?.findDuplicates;

export const decide = (platform: TestApp, id: string, to: string, as = reviewer, keep?: string) =>
  platform.ask(`mutation($id: ID!, $to: DuplicateStatus!, $keep: ID) { decideDuplicate(id: $id, to: $to, verdict: "入户核实", keep: $keep) {
    duplicateCandidate { status verdict decidedBy decidedOn } errors { code } } }`, { as, variables: { id, to, keep } });

export const undo = (platform: TestApp, id: string, as = reviewer) =>
  platform.ask('mutation($id: ID!) { undoMerge(id: $id, reason: "核实有误") { duplicateCandidate { status } errors { code } } }', { as, variables: { id } });

/** Every pair that an account sees. */
export const candidates = async (platform: TestApp, as = reviewer) => {
  const { data } = await platform.ask(`{ duplicateCandidates(first: 200) { nodes { id kind status reasons score
    firstPerson { id name bornOn household { id address } } secondPerson { id name bornOn household { id } } firstHousehold { id } secondHousehold { id } } } }`, { as });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  return data.duplicateCandidates.nodes as any[];
};

/** Opens the account of one more reviewer, of the county unless another place is named; answers its subject. */
export const anotherReviewer = async ({ db }: TestApp, subject = 'second-reviewer', place = '140224'): Promise<string> => {
  await db.transaction({ scope: 'owner' }, async (tx) => {
    const account = [subject, 'poverty_alleviation_office'];
    await tx.query("insert into core.account (id, subject, name, department_code, duty, created_at) values (gen_random_uuid(), $1, $1, $2, 'BUSINESS', now())", account);
    await tx.query("insert into core.account_role (id, account_id, role, place_code, from_on, duty) select gen_random_uuid(), id, 'REVIEWER', $2, '2016-01-01', 'BUSINESS' from core.account where subject = $1", [subject, place]);
  });
  return subject;
};
