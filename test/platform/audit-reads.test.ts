import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { syntheticIdNumber } from '../../src/access/id-number.ts';
import { type Answer, openTestApp, type TestApp } from '../support/app.ts';
import { asOwner, faultsOf } from '../support/audit.ts';
import { operationStatements, logStatements } from '../support/statements.ts';
import { codesOf } from '../support/wire.ts';

const clerk = 'demo-county-clerk';
const province = 'demo-province-clerk';

let platform: TestApp;
beforeAll(async () => {
  platform = await openTestApp();
});
afterAll(() => platform?.close());

interface Access {
  readonly actor: string;
  readonly department: string | null;
  readonly operation: string | null;
  readonly kind: string;
  readonly types: readonly string[];
  readonly classes: readonly string[];
  readonly households: readonly string[];
  readonly county: string | null;
}

/** Asks under a request id of its own; answers what was recorded of it besides. */
const asked = async (query: string, as: string | undefined, variables?: object): Promise<{ readonly answer: Answer; readonly accesses: readonly Access[] }> => {
  const requestId = randomUUID();
  const answer = await platform.ask(query, { as, variables, headers: { 'x-request-id': requestId } });
  const rows = await asOwner(
    platform,
    `select actor, department, operation, kind, record_types, classes, household_ids, county_code from core.access_entry where request_id = '${requestId}' order by county_code`,
  );
  const accesses = rows.map(([actor, department, operation, kind, types, classes, households, county]) => ({ actor, department, operation, kind, types, classes, households, county }) as Access);
  return { answer, accesses };
};

const uuidOf = (globalId: string): string => Buffer.from(globalId, 'base64').toString().split(':')[1] as string;

describe('what is recorded of a query', () => {
  test('who saw which households, by types and classes, under the operation\'s name', async () => {
    const { answer, accesses } = await asked('query ListOfFamilies { households(first: 5) { nodes { id address members { name } needs { nodes { description } } } } }', clerk);
    expect(answer.errors).toEqual([]);
    const ids = answer.data.households.nodes.map(({ id }: { id: string }) => uuidOf(id)).sort();
    expect(ids).toHaveLength(5);
    expect(accesses).toEqual([{
      actor: clerk, department: expect.any(String), operation: 'ListOfFamilies', kind: 'READ', households: ids, county: '140224', classes: ['personal'],
      types: ['Household', 'Need', 'Person'],
    }]);
  });

  test('an entry for each county, so that each sees its own', async () => {
    const { answer, accesses } = await asked('{ households(first: 60) { nodes { id county { code } address } } }', province);
    const nodes = answer.data.households.nodes as readonly { readonly id: string; readonly county: { readonly code: string } }[];
    const byCounty = Map.groupBy(nodes, ({ county }) => county.code);
    expect(byCounty.size).toBeGreaterThan(3);
    expect(accesses.map(({ county }) => county)).toEqual([...byCounty.keys()].sort());
    for (const { county, households } of accesses) expect(households).toEqual(byCounty.get(county as string)?.map(({ id }) => uuidOf(id)).sort());
  });

  test('nothing where nothing personal was answered', async () => {
    for (const [query, as] of [
      ['{ households(first: 20) { totalCount nodes { registrationNumber status size } } }', clerk],
      ['{ households(first: 20) { nodes { address members { name bornOn } } } }', 'demo-province-viewer'],
      ['{ place(code: "140224") { name } }', undefined],
      ['{ households(first: 0) { nodes { address } } }', clerk],
    ] as const) expect([query, (await asked(query, as)).accesses]).toEqual([query, []]);
  });

  test('no more of an operation\'s name than a plain one', async () => {
    const long = 'x'.repeat(65);
    expect((await asked(`query ${long} { households(first: 1) { nodes { address } } }`, clerk)).accesses).toMatchObject([{ operation: null }]);
    expect((await asked('{ households(first: 1) { nodes { address } } }', clerk)).accesses).toMatchObject([{ operation: null }]);
  });

  test('also where only a part of it was answered', async () => {
    const { answer, accesses } = await asked('{ households(first: 2) { nodes { address } } place(code: "1") { name } }', clerk);
    expect(answer.errors.length).toBeGreaterThan(0);
    if (answer.data?.households) expect(accesses).toHaveLength(1);
  });

  test('that an ID number was looked up, of whom', async () => {
    const idNumber = syntheticIdNumber('1981-07-01', 'MALE', 777);
    const head = { name: '王虚构', relation: 'HEAD', idNumber, labourAbility: 'FULL', healthState: 'HEALTHY', education: 'PRIMARY' };
    const { data: { place } } = await platform.ask('{ place(code: "140224") { descendants(level: VILLAGE, first: 1) { nodes { code } } } }');
    const input = { villageCode: place.descendants.nodes[0].code, mainCause: 'ILLNESS', registeredOn: '2016-03-01', members: [head] };
    const { data } = await platform.ask('mutation($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { errors { code } household { id } } }', { as: clerk, variables: { input } });
    expect(data.registerHousehold.errors).toEqual([]);
    const { answer, accesses } = await asked('query($number: String!) { person(idNumber: $number) { id } }', clerk, { number: idNumber });
    expect(answer.data.person).not.toBeNull();
    expect(accesses).toMatchObject([{ classes: ['sensitive'], types: ['Person'], households: [uuidOf(data.registerHousehold.household.id)] }]);
  });
});

describe('a mutation', () => {
  const save = (number: string, kind = 'CREDIT') => `mutation SaveNeed { saveNeed(input: { registrationNumber: "${number}", year: 2019, kind: ${kind}, description: "又一项" }) { outcome need { description } } }`;

  test('records what it answers in its own transaction', async () => {
    const { data } = await platform.ask('{ households(first: 1) { nodes { registrationNumber } } }', { as: clerk });
    const { answer, accesses } = await asked(save(data.households.nodes[0].registrationNumber), clerk);
    expect(answer.errors).toEqual([]);
    expect(accesses).toMatchObject([{ operation: 'SaveNeed', types: ['Need'], kind: 'READ' }]);
    expect(logStatements(answer)).toEqual([]);
    expect(operationStatements(answer).filter((text) => text.includes('access_entry')).length).toBeGreaterThan(0);
  });
});

describe('no answer with personal values leaves before it is recorded', () => {
  test('the entry is committed when the answer arrives, in a transaction of its own', async () => {
    const { answer } = await asked('{ households(first: 3) { nodes { address } } }', clerk);
    const log = logStatements(answer);
    expect(log.at(0)).toMatch(/^begin .* read write/);
    expect(log.at(-1)).toBe('commit');
    expect(answer.statements.at(-1)).toBe('commit');
    expect(operationStatements(answer).at(0)).toMatch(/read only/);
  });

  test('and is withheld when it cannot be', async () => {
    const heads = await asOwner(platform, "delete from core.audit_head where journal = 'access' returning chain, position, hash");
    const { answer, accesses } = await asked('{ households(first: 3) { nodes { address members { name } } } }', clerk);
    for (const [chain, position, hash] of heads) await asOwner(platform, `insert into core.audit_head values ('access', ${String(chain)}, ${String(position)}, '${String(hash)}')`);
    expect(codesOf(answer)).toEqual(['ACCESS_NOT_RECORDED']);
    expect(answer.status).toBe(503);
    expect(answer.data ?? null).toBeNull();
    expect(answer.text).not.toMatch(/address|name"/);
    expect(accesses).toEqual([]);
    const { answer: again } = await asked('{ households(first: 3) { nodes { address } } }', clerk);
    expect(again.errors).toEqual([]);
  });

  test('of many at once none is missed', async () => {
    const before = Number((await asOwner(platform, 'select count(*) from core.access_entry'))[0]?.[0]);
    const answers = await Promise.all(Array.from({ length: 30 }, () => platform.ask('{ households(first: 2) { nodes { address } } }', { as: clerk })));
    for (const { errors } of answers) expect(errors).toEqual([]);
    expect(Number((await asOwner(platform, 'select count(*) from core.access_entry'))[0]?.[0])).toBe(before + 30);
    expect(await faultsOf(platform)).toEqual([]);
  });
});
