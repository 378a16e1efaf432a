import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { constraintName } from '../../src/db/engine-errors.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { operationStatements } from '../support/statements.ts';

const security = 'demo-security';
let platform: TestApp;
beforeAll(async () => { platform = await openTestApp(); });
afterAll(() => platform?.close());

const create = async (subject: string): Promise<string> => {
  const { data } = await platform.ask('mutation($input: CreateAccountInput!) { createAccount(input: $input) { account { id } errors { code } } }', {
    as: security, variables: { input: { subject, name: '某某', departmentCode: 'poverty_alleviation_office' } },
  });
  return data.createAccount.account.id;
};

interface Period {
  readonly fromOn?: string;
  readonly toOn?: string;
}

const grant = async (accountId: string, role: string, placeCode = '140224', period: Period = {}): Promise<readonly string[]> => {
  const { data } = await platform.ask('mutation($input: GrantRoleInput!) { grantRole(input: $input) { errors { code } } }', {
    as: security, variables: { input: { accountId, role, placeCode, reason: '测试', ...period } },
  });
  return data.grantRole.errors.map(({ code }: { code: string }) => code);
};

const revokeAll = async (subject: string): Promise<void> => {
  const { data } = await platform.ask(`{ accounts(subject: "${subject}") { nodes { roles { id revokedAt } } } }`, { as: security });
  for (const { id, revokedAt } of data.accounts.nodes[0].roles) {
    if (revokedAt === null) await platform.ask('mutation($input: RevokeRoleInput!) { revokeRole(input: $input) { errors { code } } }', { as: security, variables: { input: { accountRoleId: id, reason: '测试' } } });
  }
};

const administrations = ['SYSTEM_ADMINISTRATOR', 'AUDITOR', 'SECURITY_ADMINISTRATOR'] as const;
const work = ['CLERK', 'REVIEWER', 'PUBLISHER', 'INTEGRATOR'] as const;
const pairs = administrations.flatMap((one) => [...administrations.filter((other) => other !== one), ...work].map((other) => [one, other] as const));

describe('roles that exclude each other', () => {
  test.each(pairs)('%s and %s are not held together, in either order, wherever', async (one, other) => {
    for (const [first, second] of [[one, other], [other, one]] as const) {
      const id = await create(`${first}-${second}-${one}`);
      expect(await grant(id, first, '140000')).toEqual([]);
      expect(await grant(id, second, '140224')).toEqual(['ROLES_EXCLUSIVE']);
      expect(await grant(id, 'VIEWER', '140224')).toEqual(['ROLES_OF_TWO_PLACES']);
      expect(await grant(id, 'VIEWER', '140000')).toEqual([]);
    }
  });

  test.each([
    ['the same county', '140224', '140224', {}, {}, ['ROLES_EXCLUSIVE']],
    ['a county and its city', '140224', '140200', {}, {}, ['ROLES_EXCLUSIVE']],
    ['a county and its village', '140224', '140224207214', {}, {}, ['ROLES_EXCLUSIVE']],
    ['a village and the province', '140224207214', '140000', {}, {}, ['ROLES_EXCLUSIVE']],
    ['a county under its old code and its new one', '140227', '140215', {}, {}, ['ROLES_EXCLUSIVE']],
    ['two counties', '140224', '140225', {}, {}, ['ROLES_OF_TWO_PLACES']],
    ['two counties, one after the other', '140224', '140225', { toOn: '2020-12-31' }, { fromOn: '2021-01-01' }, []],
    ['one county, one after the other', '140224', '140224', { toOn: '2020-12-31' }, { fromOn: '2021-01-01' }, []],
    ['one county, on one day', '140224', '140224', { toOn: '2020-12-31' }, { fromOn: '2020-12-31' }, ['ROLES_EXCLUSIVE']],
  ] as const)('clerk and reviewer: %s', async (name, place, other, period, otherPeriod, expected) => {
    const id = await create(`clerk-reviewer-${name}`);
    expect(await grant(id, 'CLERK', place, period)).toEqual([]);
    expect(await grant(id, 'REVIEWER', other, otherPeriod)).toEqual(expected);
  });

  test('one role is for many places, or one place has many roles: never two of both', async () => {
    const id = await create('two-of-both');
    expect(await grant(id, 'CLERK', '140224')).toEqual([]);
    expect(await grant(id, 'VIEWER', '140000')).toEqual(['ROLES_OF_TWO_PLACES']);
    expect(await grant(id, 'PUBLISHER', '140224')).toEqual([]);
    expect(await grant(id, 'CLERK', '140225')).toEqual(['ROLES_OF_TWO_PLACES']);
    const many = await create('one-of-many');
    for (const place of ['140224', '140225', '140224207214'.replace('140224', '140226')]) expect(await grant(many, 'CLERK', place)).toEqual([]);
    expect(await grant(many, 'VIEWER', '140224')).toEqual(['ROLES_OF_TWO_PLACES']);
  });

  test('written past the checks, what does not go together with the first counts for nothing', async () => {
    const id = await create('past-the-checks');
    expect(await grant(id, 'CLERK', '140224')).toEqual([]);
    await platform.db.transaction({ scope: 'owner' }, (tx) => tx.query(`
      insert into core.account_role (id, account_id, role, place_code, from_on)
      select 'ffffffff-ffff-4fff-8fff-ffffffffffff', account_id, 'VIEWER', '140000', from_on from core.account_role r join core.account a on a.id = r.account_id where a.subject = 'past-the-checks'`));
    const { data, errors } = await platform.ask('{ viewer { heldRoles { role } places { code } } own: place(code: "140224") { households { totalCount } } all: place(code: "140000") { households { totalCount } } }', { as: 'past-the-checks' });
    expect(errors).toEqual([]);
    expect(data.viewer).toEqual({ heldRoles: [{ role: 'CLERK' }], places: [{ code: '140224' }] });
    expect(data.own.households.totalCount).toBeGreaterThan(0);
    expect(data.all.households.totalCount).toBe(data.own.households.totalCount);
  });

  test('an account changes over once nothing of the old line runs, and back', async () => {
    const id = await create('changes-over');
    expect(await grant(id, 'CLERK')).toEqual([]);
    await revokeAll('changes-over');
    expect(await grant(id, 'AUDITOR', '140000')).toEqual([]);
    expect(await grant(id, 'CLERK')).toEqual(['ROLES_EXCLUSIVE']);
    await revokeAll('changes-over');
    expect(await grant(id, 'CLERK')).toEqual([]);
  });

  test('asked for at the same time, one is given', async () => {
    for (const [index, [one, other]] of ([['CLERK', 'AUDITOR'], ['CLERK', 'REVIEWER'], ['SYSTEM_ADMINISTRATOR', 'SECURITY_ADMINISTRATOR']] as const).entries()) {
      const id = await create(`at-once-${index}`);
      const answers = await Promise.all([one, other, one, other].map((role) => grant(id, role)));
      expect(answers.filter((codes) => codes.length === 0)).toHaveLength(1);
    }
  });

  test('in the demo nobody holds two', async () => {
    const { rows } = await platform.db.transaction({ scope: 'owner', readOnly: true }, (tx) => tx.query(`
      select a.subject from core.account a join core.account_role r on r.account_id = a.id
      where a.subject like 'demo-%' group by a.subject having count(distinct r.duty) > 1 or bool_or(r.role = 'CLERK') and bool_or(r.role = 'REVIEWER')`));
    expect(rows).toEqual([]);
  });
});

describe('the database itself', () => {
  const write = (text: string, params: readonly unknown[]) => platform.db.transaction({ scope: 'owner' }, (tx) => tx.query(text, params)).then(() => 'written', constraintName);
  const add = (subject: string, role: string, duty: string | null, place: string) => write(
    "insert into core.account_role (id, account_id, role, duty, place_code, from_on) select gen_random_uuid(), id, $2, $3, $4, '2016-01-01' from core.account where subject = $1", [subject, role, duty, place]);

  test('refuses a second line of duty, whoever writes it', async () => {
    expect(await add('demo-county-clerk', 'AUDITOR', 'AUDIT', '140000')).toBe('account_role_one_duty');
    expect(await add('demo-county-clerk', 'AUDITOR', 'BUSINESS', '140000')).toBe('account_role_duty');
    expect(await add('demo-county-clerk', 'AUDITOR', null, '140000')).toBe('account_role_duty');
    expect(await write("update core.account set duty = 'AUDIT' where subject = $1", ['demo-county-clerk'])).toBe('account_role_one_duty');
  });

  test('refuses clerk and reviewer over the same places', async () => {
    expect(await grant(await create('clerk-of-one'), 'CLERK')).toEqual([]);
    for (const place of ['140224', '140200', '140000', '140224207214']) expect(await add('clerk-of-one', 'REVIEWER', 'BUSINESS', place)).toBe('account_role_four_eyes');
    expect(await add('clerk-of-one', 'REVIEWER', 'BUSINESS', '140225')).toBe('written');
  });
});

describe('who wrote a case', () => {
  const ask = async (query: string, variables: object, as: string) => {
    const { data, errors, statements } = await platform.ask(query, { as, variables });
    expect(errors).toEqual([]);
    return { data, statements };
  };
  const save = async (code: string, as: string): Promise<string> => {
    const { data } = await ask('mutation($r: ProjectInput!) { saveProject(input: $r) { project { id } errors { code } } }', { r: { countyCode: '140224', code, name: code, actionNumber: 20, placeCode: '140224', year: 2020, budget: '100.00' } }, as);
    return data.saveProject.project.id;
  };
  const advance = async (id: string, to: string, as: string) => {
    const { data, statements } = await ask('mutation($id: ID!, $to: ProjectStatus!) { advanceProject(id: $id, to: $to) { outcome errors { code } } }', { id, to }, as);
    return { codes: data.advanceProject.errors.map(({ code }: { code: string }) => code), statements };
  };

  test('does not review it, though the role changed in between; another does', async () => {
    const person = await create('clerk-then-reviewer');
    expect(await grant(person, 'CLERK')).toEqual([]);
    const id = await save('OWN-1', 'clerk-then-reviewer');
    await revokeAll('clerk-then-reviewer');
    expect(await grant(person, 'REVIEWER')).toEqual([]);
    expect((await advance(id, 'APPROVED', 'clerk-then-reviewer')).codes).toEqual(['OWN_CASE']);
    expect((await advance(id, 'APPROVED', 'demo-county-reviewer')).codes).toEqual([]);
  });

  test('nor one whose last step they took, a review or not', async () => {
    const id = await save('OWN-2', 'demo-county-clerk');
    expect((await advance(id, 'APPROVED', 'demo-county-reviewer')).codes).toEqual([]);
    expect((await advance(id, 'CANCELLED', 'demo-county-reviewer')).codes).toEqual(['OWN_CASE']);
    expect((await advance(id, 'CANCELLED', 'clerk-then-reviewer')).codes).toEqual([]);
  });

  test('nor one they only changed', async () => {
    const id = await save('OWN-3', 'demo-county-clerk');
    await revokeAll('clerk-then-reviewer');
    const person = (await platform.ask('{ accounts(subject: "clerk-then-reviewer") { nodes { id } } }', { as: security })).data.accounts.nodes[0].id;
    expect(await grant(person, 'CLERK', '140224')).toEqual([]);
    await ask('mutation($r: ProjectInput!) { saveProject(input: $r) { errors { code } } }', { r: { countyCode: '140224', code: 'OWN-3', name: '改过' } }, 'clerk-then-reviewer');
    await revokeAll('clerk-then-reviewer');
    expect(await grant(person, 'REVIEWER', '140224')).toEqual([]);
    expect((await advance(id, 'APPROVED', 'clerk-then-reviewer')).codes).toEqual(['OWN_CASE']);
  });

  test('nor does who wrote what a decision about a household rests on take that decision', async () => {
    const { data: { households } } = await ask('{ households(filter: { isRegisteredPoor: { eq: true } }, first: 1) { nodes { registrationNumber } } }', {}, 'demo-county-clerk');
    const [{ registrationNumber }] = households.nodes;
    const decide = async (as: string): Promise<readonly string[]> => {
      const input = { registrationNumber, to: 'EXITED', exitPath: 'INDUSTRY', year: 2019, decidedOn: '2019-12-01' };
      const { data } = await ask('mutation($input: ChangeHouseholdStatusInput!) { changeHouseholdStatus(input: $input) { errors { code } } }', { input }, as);
      return data.changeHouseholdStatus.errors.map(({ code }: { code: string }) => code);
    };
    const person = await create('checks-then-decides');
    expect(await grant(person, 'REVIEWER')).toEqual([]);
    expect(await decide('checks-then-decides')).not.toContain('OWN_CASE');
    await revokeAll('checks-then-decides');
    expect(await grant(person, 'CLERK')).toEqual([]);
    const check = { registrationNumber, kind: 'FOOD', checkedOn: '2019-11-01', met: true, checkedBy: '某某', evidence: '入户' };
    expect((await ask('mutation($r: AssuranceCheckInput!) { saveAssuranceCheck(input: $r) { outcome errors { code } } }', { r: check }, 'checks-then-decides')).data.saveAssuranceCheck.errors).toEqual([]);
    await revokeAll('checks-then-decides');
    expect(await grant(person, 'REVIEWER')).toEqual([]);
    expect(await decide('checks-then-decides')).toEqual(['OWN_CASE']);
    expect(await decide('demo-county-reviewer')).not.toContain('OWN_CASE');
  });

  test('is found in a fixed number of statements', async () => {
    const [fresh, old] = [await save('OWN-4', 'demo-county-clerk'), await save('OWN-5', 'demo-county-clerk')];
    for (let turn = 0; turn < 10; turn += 1) await ask('mutation($r: ProjectInput!) { saveProject(input: $r) { errors { code } } }', { r: { countyCode: '140224', code: 'OWN-5', name: `第${turn}次` } }, 'demo-county-clerk');
    const counts = [await advance(fresh, 'APPROVED', 'demo-county-reviewer'), await advance(old, 'APPROVED', 'demo-county-reviewer')].map(({ statements }) => operationStatements({ statements } as never).length);
    expect(counts[0]).toBe(counts[1]);
  });

  test('and the second lock shows a caller the own entries of other counties, and no others', async () => {
    const scope = { counties: ['140225'], actor: 'demo-county-clerk', roles: ['CLERK'] };
    const { rows } = await platform.db.transaction({ scope, readOnly: true }, (tx) => tx.query('select distinct actor from core.audit_entry where county_code is distinct from $1', ['140225']));
    expect(rows).toEqual([['demo-county-clerk']]);
  });
});
