import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import { openTestApp, type TestApp } from '../support/app.ts';
import { dutyOfRole } from '../../src/db/codes/administration.ts';
import { asOwner } from '../support/audit.ts';
import { statementCount } from '../support/statements.ts';
import { codesOf } from '../support/wire.ts';

const clerk = 'demo-county-clerk';
const county = '140224';

let platform: TestApp;

/** Accounts of the test: an auditor of the province, one of the county and one of another, a reviewer elsewhere. */
const accounts = [['auditor', 'AUDITOR', '140000'], ['county-auditor', 'AUDITOR', county], ['far-auditor', 'AUDITOR', '140225'], ['far-reviewer', 'REVIEWER', '140225']] as const;

beforeAll(async () => {
  platform = await openTestApp();
  await platform.db.transaction({ scope: 'owner' }, async (tx) => {
    for (const [subject, role, place] of accounts) {
      const id = uuid();
      const duty = dutyOfRole[role];
      await tx.query("insert into core.account (id, subject, name, department_code, duty, created_at) values ($1, $2, $2, 'poverty_alleviation_office', $3, now())", [id, subject, duty]);
      await tx.query("insert into core.account_role (id, account_id, role, place_code, from_on, duty) values ($1, $2, $3, $4, '2016-01-01', $5)", [uuid(), id, role, place, duty]);
    }
  });
});
afterAll(() => platform?.close());

const ask = async (query: string, as: string, variables?: object) => {
  const answer = await platform.ask(query, { as, variables });
  expect(answer.errors).toEqual([]);
  return answer.data;
};

const numbersOf = async (count: number, as = clerk): Promise<readonly string[]> => {
  const { households } = await ask(`{ households(first: ${count}) { nodes { registrationNumber } } }`, as);
  return households.nodes.map(({ registrationNumber }: { registrationNumber: string }) => registrationNumber);
};

const read = (number: string, as = clerk) => ask(`query LookedAt { household(registrationNumber: "${number}") { id address members { name } } }`, as);

describe('the journal of writes', () => {
  const entry = 'number at actor department requestId action recordType recordId reason changes { field before after } chain position county { code } household { registrationNumber }';

  test('tells who wrote what, personal values as references only', async () => {
    const [number] = await numbersOf(1);
    const save = (text: string) => ask(`mutation { saveNeed(input: { registrationNumber: "${number}", year: 1990, kind: CREDIT, description: "${text}" }) { need { id } } }`, clerk);
    const { saveNeed: { need } } = await save('缺少周转资金');
    await save('缺少生产资金');
    const { auditEntries } = await ask(`query($id: ID!) { auditEntries(filter: { recordId: $id }) { totalCount nodes { ${entry} } } }`, 'auditor', { id: need.id });
    expect(auditEntries.totalCount).toBe(2);
    expect(auditEntries.nodes[1]).toMatchObject({
      actor: clerk, action: 'saveNeed', recordType: 'Need', recordId: need.id, county: { code: county }, household: { registrationNumber: number },
      changes: [{ field: 'description', before: expect.stringMatching(/^ref:/), after: expect.stringMatching(/^ref:/) }],
    });
    expect(JSON.stringify(auditEntries)).not.toContain('资金');
    for (const filter of [`registrationNumber: "${number}"`, `actor: "${clerk}"`, 'action: "saveNeed"', 'recordType: "Need"', `requestId: "${auditEntries.nodes[0].requestId}"`, 'from: "2020-12-01T00:00:00Z"']) {
      const { auditEntries: found } = await ask(`{ auditEntries(last: 200, filter: { ${filter} }) { nodes { number } } }`, 'auditor');
      expect([filter, found.nodes.some((node: { number: string }) => node.number === auditEntries.nodes[0].number)]).toEqual([filter, true]);
    }
    for (const filter of ['until: "2016-01-01T00:00:00Z"', 'actor: "nobody"', 'department: "nowhere"', 'registrationNumber: "0000000000"']) {
      const { auditEntries: found } = await ask(`{ auditEntries(filter: { ${filter} }) { totalCount } }`, 'auditor');
      expect([filter, found.totalCount]).toEqual([filter, 0]);
    }
  });

  test('is read page by page, each entry once, in order', async () => {
    const numbers: number[] = [];
    for (let after = ''; ;) {
      const { auditEntries: { nodes, pageInfo, totalCount } } = await ask(`{ auditEntries(first: 70 ${after}) { totalCount nodes { number } pageInfo { hasNextPage endCursor } } }`, 'auditor');
      numbers.push(...nodes.map(({ number }: { number: string }) => Number(number)));
      if (pageInfo.hasNextPage) after = `after: "${pageInfo.endCursor}"`;
      else {
        expect(numbers).toHaveLength(totalCount);
        break;
      }
    }
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(numbers.length).toBeGreaterThan(200);
    const { auditEntries: { nodes } } = await ask('{ auditEntries(last: 3) { nodes { number } } }', 'auditor');
    expect(nodes.map(({ number }: { number: string }) => Number(number))).toEqual(numbers.slice(-3));
  });

  test('shows an auditor of a county that county and no other', async () => {
    const { auditEntries } = await ask('{ auditEntries(first: 200) { nodes { county { code } } } }', 'county-auditor');
    expect(new Set(auditEntries.nodes.map((node: { county: { code: string } }) => node.county.code))).toEqual(new Set([county]));
    const [number] = await numbersOf(1);
    const { auditEntries: far } = await ask(`{ auditEntries(filter: { registrationNumber: "${number}" }) { totalCount } }`, 'far-auditor');
    expect(far.totalCount).toBe(0);
  });
});

describe('the journal of reads', () => {
  test('tells who was shown whom', async () => {
    const [number] = await numbersOf(1);
    await read(number as string);
    const entry = 'actor kind operation purpose recordTypes classes householdCount households { registrationNumber } county { code }';
    const { accessEntries } = await ask(`{ accessEntries(last: 1, filter: { registrationNumber: "${number}", actor: "${clerk}", kind: READ, recordType: "Person" }) { nodes { ${entry} } } }`, 'county-auditor');
    expect(accessEntries.nodes).toEqual([{
      actor: clerk, kind: 'READ', operation: 'LookedAt', purpose: null, recordTypes: ['Household', 'Person'], classes: ['personal'],
      householdCount: 1, households: [{ registrationNumber: number }], county: { code: county },
    }]);
    for (const [as, filter, isEmpty] of [['county-auditor', 'kind: EXPORT', true], ['far-auditor', `actor: "${clerk}"`, true], ['auditor', `actor: "${clerk}"`, false]] as const) {
      const { accessEntries: found } = await ask(`{ accessEntries(filter: { ${filter} }) { totalCount } }`, as);
      expect([as, filter, found.totalCount === 0]).toEqual([as, filter, isEmpty]);
    }
  });

  test('tells a family\'s auditor and reviewer who looked at it', async () => {
    const [, number] = await numbersOf(2);
    const accesses = (as: string) => platform.ask(`{ household(registrationNumber: "${number}") { accesses(last: 5) { totalCount nodes { actor operation } } } }`, { as });
    await read(number as string);
    for (const as of ['auditor', 'county-auditor', 'demo-county-reviewer']) {
      const { data, errors } = await accesses(as);
      expect(errors).toEqual([]);
      expect(data.household.accesses.nodes.at(-1)).toEqual({ actor: clerk, operation: 'LookedAt' });
    }
    for (const as of [clerk, 'demo-province-clerk', 'demo-province-viewer', 'demo-city-viewer']) {
      const answer = await accesses(as);
      expect([as, codesOf(answer), answer.data.household.accesses]).toEqual([as, ['FORBIDDEN'], null]);
    }
    for (const as of ['far-auditor', 'far-reviewer']) expect((await accesses(as)).data).toEqual({ household: null });
  });

  test('in as many statements for fifty families as for five', async () => {
    const list = (first: number) => platform.ask(`{ households(first: ${first}) { nodes { registrationNumber accesses(last: 2) { totalCount nodes { actor } } } } }`, { as: 'auditor' });
    const [few, many] = [await list(5), await list(50)];
    expect([few.errors, many.errors]).toEqual([[], []]);
    expect(statementCount(many)).toBe(statementCount(few));
  });
});

test('nobody but auditors reads either journal, nor do tables give it', async () => {
  for (const as of [clerk, 'demo-province-clerk', 'demo-county-reviewer', 'demo-province-viewer']) {
    for (const list of ['auditEntries', 'accessEntries']) expect([as, codesOf(await platform.ask(`{ ${list} { totalCount } }`, { as }))]).toEqual([as, ['FORBIDDEN']]);
  }
  expect(codesOf(await platform.ask('{ auditEntries { totalCount } }'))).toEqual(['UNAUTHENTICATED']);
  for (const table of ['audit_entry', 'access_entry', 'access_household']) {
    const seen = (counties: readonly string[] | '*', roles: readonly string[]) =>
      platform.db.transaction({ scope: { counties, domains: '*', roles, actor: 'test' }, readOnly: true }, async (tx) => Number((await tx.query(`select count(*) from core.${table}`)).rows[0]?.[0]));
    const all = Number((await asOwner(platform, `select count(*) from core.${table}`))[0]?.[0]);
    expect(all).toBeGreaterThan(0);
    for (const counties of ['*', [county]] as const) expect([table, await seen(counties, ['CLERK', 'VIEWER', 'PUBLISHER', 'SECURITY_ADMINISTRATOR', 'INTEGRATOR'])]).toEqual([table, 0]);
    expect(await seen('*', ['AUDITOR'])).toBe(all);
    expect(await seen([county], ['REVIEWER'])).toBeGreaterThan(0);
    expect(await seen([county], ['REVIEWER'])).toBeLessThanOrEqual(all);
    expect(await seen([], ['AUDITOR'])).toBe(0);
  }
});
