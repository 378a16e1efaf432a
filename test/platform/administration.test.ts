import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../support/app.ts';
import { journalOf } from '../support/journal.ts';
import { statementCount } from '../support/statements.ts';

const security = 'demo-security';
let now = new Date('2020-12-01T04:00:00Z');
const later = (seconds: number): void => { now = new Date(now.getTime() + seconds * 1000); };

let platform: TestApp;
beforeAll(async () => { platform = await openTestApp({ clock: () => now }); });
afterAll(() => platform?.close());

const errors = 'errors { code path messageZh messageEn }';
const accountFields = 'account { id subject duty disabledAt roles { id role placeCode place { name } fromOn toOn revokedAt } }';

// biome-ignore lint/suspicious/noExplicitAny: payloads of many mutations
const change = async (name: string, type: string, input: object, as = security, fields = accountFields): Promise<any> => {
  const { data, errors: thrown } = await platform.ask(`mutation($input: ${type}!) { ${name}(input: $input) { ${fields} ${errors} } }`, { as, variables: { input } });
  return thrown.length > 0 ? { thrown: thrown.map(({ extensions }) => extensions['code']) } : { ...data[name], codes: data[name].errors.map(({ code }: { code: string }) => code) };
};

const create = async (subject: string, departmentCode = 'poverty_alleviation_office'): Promise<string> => {
  const { account, codes } = await change('createAccount', 'CreateAccountInput', { subject, name: '某某', departmentCode });
  expect(codes).toEqual([]);
  return account.id;
};

const grant = (accountId: string, role: string, placeCode: string, more: object = {}, as = security) =>
  change('grantRole', 'GrantRoleInput', { accountId, role, placeCode, reason: '岗位调整', ...more }, as);

const idOf = async (subject: string): Promise<string> =>
  (await platform.ask(`{ accounts(subject: "${subject}") { nodes { id } } }`, { as: security })).data.accounts.nodes[0].id;

const viewer = async (as: string) => {
  const { status, data } = await platform.ask('{ viewer { roles heldRoles { role place { code } fromOn toOn } } }', { as });
  return { status, roles: data?.viewer?.roles, held: data?.viewer?.heldRoles };
};

test('an account is opened, given a role, and can do what the role lets it', async () => {
  const id = await create('clerk-of-141021');
  expect(await viewer('clerk-of-141021')).toEqual({ status: 200, roles: [], held: [] });
  const { account, codes } = await grant(id, 'CLERK', '140224');
  expect(codes).toEqual([]);
  expect(account).toMatchObject({ subject: 'clerk-of-141021', duty: 'BUSINESS', roles: [{ role: 'CLERK', placeCode: '140224', place: { name: '灵丘县' }, fromOn: '2020-12-01', toOn: null, revokedAt: null }] });
  expect(await viewer('clerk-of-141021')).toEqual({ status: 200, roles: ['CLERK'], held: [{ role: 'CLERK', place: { code: '140224' }, fromOn: '2020-12-01', toOn: null }] });
  const { data } = await platform.ask('{ households(first: 1) { nodes { county { code } } } }', { as: 'clerk-of-141021' });
  expect(data.households.nodes).toEqual([{ county: { code: '140224' } }]);
});

describe('nobody but a security administrator', () => {
  test.each(['demo-system', 'demo-auditor', 'demo-province-clerk', 'demo-county-reviewer', 'demo-province-viewer', 'demo-integrator', undefined])('comes near accounts: not %s', async (as) => {
    const code = as === undefined ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    for (const query of ['{ accounts { totalCount } }', '{ departmentGrants { totalCount } }']) {
      const { data, errors: thrown } = await platform.ask(query, { as });
      expect([data, thrown.map(({ extensions }) => extensions['code'])]).toEqual([null, [code]]);
    }
    const id = await idOf('demo-habitat-clerk');
    expect(await change('createAccount', 'CreateAccountInput', { subject: 'x', name: 'x', departmentCode: 'x' }, as ?? '')).toEqual({ thrown: [code] });
    expect(await grant(id, 'VIEWER', '140000', {}, as ?? '')).toEqual({ thrown: [code] });
    expect(await change('disableAccount', 'AccountChangeInput', { accountId: id, reason: '测试' }, as ?? '')).toEqual({ thrown: [code] });
  });

  test.each(['demo-system', 'demo-auditor', 'demo-province-clerk', 'demo-county-reviewer'])('nor does the database show or take anything for %s', async (subject) => {
    const roles = (await viewer(subject)).roles as string[];
    for (const counties of ['*', ['140224']] as const) {
      await platform.db.transaction({ scope: { counties, actor: subject, roles } }, async (tx) => {
        for (const table of ['account', 'account_role', 'department_grant']) {
          expect((await tx.query(`select from core.${table}`)).count).toBe(0);
        }
        expect((await tx.query('update core.account set disabled_at = now()')).count).toBe(0);
        expect((await tx.query("update core.account_role set role = 'VIEWER'")).count).toBe(0);
        const add = "insert into core.account (id, subject, name, department_code, created_at) values (gen_random_uuid(), 'sneaked', 'x', 'poverty_alleviation_office', now())";
        await expect(tx.savepoint(() => tx.query(add))).rejects.toThrow('row-level security');
      });
    }
  });

  test('and she sees no record', async () => {
    const { errors: thrown } = await platform.ask('{ households { totalCount } }', { as: security });
    expect(thrown.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
  });
});

describe('she', () => {
  test('changes nothing of her own', async () => {
    const id = await idOf(security);
    for (const outcome of [await grant(id, 'VIEWER', '140000'), await change('disableAccount', 'AccountChangeInput', { accountId: id, reason: '测试' })]) expect(outcome.codes).toEqual(['ACCOUNT_IS_OWN']);
    const { data } = await platform.ask(`{ accounts(subject: "${security}") { nodes { roles { id } } } }`, { as: security });
    expect((await change('revokeRole', 'RevokeRoleInput', { accountRoleId: data.accounts.nodes[0].roles[0].id, reason: '测试' })).codes).toEqual(['ACCOUNT_IS_OWN']);
  });

  test('gives no role beyond the places she administers', async () => {
    const id = await create('security-of-140200', 'provincial_government');
    expect((await grant(id, 'SECURITY_ADMINISTRATOR', '140200')).codes).toEqual([]);
    const other = await create('somebody');
    expect((await grant(other, 'CLERK', '140224', {}, 'security-of-140200')).codes).toEqual([]);
    for (const place of ['140000', '140100', '141021']) expect((await grant(other, 'VIEWER', place, {}, 'security-of-140200')).codes).toEqual(['PLACE_OUT_OF_REACH']);
  });

  test.each([
    ['a subject twice', () => change('createAccount', 'CreateAccountInput', { subject: 'demo-auditor', name: 'x', departmentCode: 'poverty_alleviation_office' }), 'SUBJECT_TAKEN'],
    ['a subject of the platform', () => change('createAccount', 'CreateAccountInput', { subject: 'system:demo', name: 'x', departmentCode: 'poverty_alleviation_office' }), 'SUBJECT_RESERVED'],
    ['an empty name', () => change('createAccount', 'CreateAccountInput', { subject: 'y', name: '  ', departmentCode: 'poverty_alleviation_office' }), 'TEXT_LENGTH'],
    ['an unknown department', () => change('createAccount', 'CreateAccountInput', { subject: 'y', name: 'x', departmentCode: 'nowhere' }), 'DEPARTMENT_UNKNOWN'],
    ['an unknown place', async () => grant(await idOf('demo-habitat-clerk'), 'VIEWER', '999999'), 'PLACE_UNKNOWN'],
    ['a role from yesterday', async () => grant(await idOf('demo-habitat-clerk'), 'VIEWER', '140000', { fromOn: '2020-11-30' }), 'PERIOD_INVALID'],
    ['a role that ends before it begins', async () => grant(await idOf('demo-habitat-clerk'), 'VIEWER', '140000', { toOn: '2020-11-30' }), 'PERIOD_INVALID'],
    ['the same role twice', async () => grant(await idOf('demo-habitat-clerk'), 'CLERK', '140224'), 'ROLE_HELD'],
  ])('is told that %s does not go', async (_, attempt, code) => {
    expect((await attempt()).codes).toEqual([code]);
  });
});

describe('what was revoked', () => {
  test('is gone at once, and stays readable with its days', async () => {
    const id = await create('short-lived');
    const { account } = await grant(id, 'VIEWER', '140000');
    expect((await viewer('short-lived')).roles).toEqual(['VIEWER']);
    const { account: after, codes } = await change('revokeRole', 'RevokeRoleInput', { accountRoleId: account.roles[0].id, reason: '调离岗位' });
    expect([codes, after.roles]).toEqual([[], [{ ...account.roles[0], toOn: '2020-12-01', revokedAt: now.toISOString() }]]);
    expect((await viewer('short-lived')).roles).toEqual([]);
    expect((await change('revokeRole', 'RevokeRoleInput', { accountRoleId: account.roles[0].id, reason: '再次' })).codes).toEqual(['NOTHING_TO_CHANGE']);
    expect((await grant(id, 'VIEWER', '140000')).codes).toEqual([]);
  });

  test('elsewhere is gone within a minute', async () => {
    const id = await create('revoked-elsewhere');
    await grant(id, 'VIEWER', '140000');
    expect((await viewer('revoked-elsewhere')).roles).toEqual(['VIEWER']);
    await platform.db.transaction({ scope: 'owner' }, (tx) => tx.query("update core.account_role set revoked_at = now(), to_on = '2020-12-01', duty = null where account_id = (select id from core.account where subject = 'revoked-elsewhere')"));
    later(60);
    expect((await viewer('revoked-elsewhere')).roles).toEqual([]);
  });

  test('as an account is refused as a bad token is, and comes back when it is opened again', async () => {
    const id = await create('comes-and-goes');
    await grant(id, 'VIEWER', '140000');
    expect((await viewer('comes-and-goes')).status).toBe(200);
    expect((await change('disableAccount', 'AccountChangeInput', { accountId: id, reason: '离职' })).codes).toEqual([]);
    expect((await viewer('comes-and-goes')).status).toBe(401);
    expect((await grant(id, 'CLERK', '140224')).codes).toEqual(['ACCOUNT_DISABLED']);
    expect((await change('enableAccount', 'AccountChangeInput', { accountId: id, reason: '返聘' })).codes).toEqual([]);
    expect((await viewer('comes-and-goes')).roles).toEqual(['VIEWER']);
  });

  test('by the calendar ends with its last day in China', async () => {
    const id = await create('until-today');
    await grant(id, 'VIEWER', '140000', { toOn: '2020-12-01' });
    now = new Date('2020-12-01T15:59:59Z');
    expect((await viewer('until-today')).roles).toEqual(['VIEWER']);
    now = new Date('2020-12-01T16:00:01Z');
    expect((await viewer('until-today')).roles).toEqual([]);
    now = new Date('2020-12-01T04:00:00Z');
  });
});

describe('every change', () => {
  test('is in the journal with who, why and what, and changes nothing without it', async () => {
    const id = await create('journalled');
    const { account } = await grant(id, 'CLERK', '140224', { toOn: '2021-12-31' });
    await change('revokeRole', 'RevokeRoleInput', { accountRoleId: account.roles[0].id, reason: '调离岗位' });
    const [opened] = (await journalOf(platform, id)).audit;
    expect(opened).toMatchObject({ actor: security, department: 'provincial_government', action: 'createAccount', recordType: 'Account', changes: { subject: [null, 'journalled'] } });
    const ofRole = (await journalOf(platform, account.roles[0].id)).audit;
    expect(ofRole.map(({ action, reason }) => [action, reason])).toEqual([['grantRole', '岗位调整'], ['revokeRole', '调离岗位']]);
    expect(ofRole[0]?.changes).toMatchObject({ role: [null, 'CLERK'], placeCode: [null, '140224'], toOn: [null, '2021-12-31'] });
  });

  test('costs a fixed number of statements, and a list does not grow with its rows', async () => {
    const counts = await Promise.all([1, 200].map(async (first) => statementCount(await platform.ask(`{ accounts(first: ${first}) { nodes { subject roles { role } } } }`, { as: security }))));
    expect(counts).toEqual([counts[0], counts[0]]);
    expect(counts[0]).toBeLessThanOrEqual(5);
  });
});

describe('grants between departments', () => {
  const fields = 'grant { id toDepartmentCode domain tableName fieldClass fromOn toOn revokedAt }';
  const to = { toDepartmentCode: 'finance_department', domain: 'relocation', fieldClass: 'INTERNAL', basis: '晋财〔2020〕1号' };
  const read = async () => (await platform.ask('{ viewer { can(permission: READ, record: "RelocationCase") } }', { as: 'demo-province-finance-viewer' })).data.viewer.can as boolean;

  test('open what another department keeps, until they are taken back', async () => {
    expect(await read()).toBe(false);
    const { grant: given, codes } = await change('grantDepartment', 'GrantDepartmentInput', to, security, fields);
    expect([codes, given]).toMatchObject([[], { domain: 'relocation', tableName: null, fromOn: '2020-12-01', revokedAt: null }]);
    later(60);
    expect(await read()).toBe(true);
    expect((await change('revokeDepartmentGrant', 'RevokeDepartmentGrantInput', { grantId: given.id, reason: '到期收回' }, security, fields)).codes).toEqual([]);
    later(60);
    expect(await read()).toBe(false);
    const { data } = await platform.ask('{ departmentGrants(toDepartmentCode: "finance_department") { nodes { toOn revokedAt } } running: departmentGrants(toDepartmentCode: "finance_department", running: true) { totalCount } }', { as: security });
    expect([data.departmentGrants.nodes.length, data.departmentGrants.nodes[0].toOn, data.running.totalCount]).toEqual([1, '2020-12-01', 0]);
    expect((await journalOf(platform, given.id)).audit.map(({ action }) => action)).toEqual(['grantDepartment', 'revokeDepartmentGrant']);
  });

  test.each([
    ['an unknown domain', { domain: 'nowhere' }, 'DOMAIN_UNKNOWN'],
    ['the core', { domain: 'core' }, 'DOMAIN_UNKNOWN'],
    ['an unknown table', { tableName: 'nothing' }, 'DOMAIN_UNKNOWN'],
    ['an unknown department', { toDepartmentCode: 'nobody' }, 'DEPARTMENT_UNKNOWN'],
    ['no basis', { basis: '无' }, 'TEXT_LENGTH'],
    ['yesterday', { fromOn: '2020-11-30' }, 'PERIOD_INVALID'],
  ])('need more than %s', async (_, wrong, code) => {
    expect((await change('grantDepartment', 'GrantDepartmentInput', { ...to, ...wrong }, security, fields)).codes).toEqual([code]);
  });

  test('are not made by who administers a part of the province', async () => {
    expect(await change('grantDepartment', 'GrantDepartmentInput', to, 'security-of-140200', fields)).toEqual({ thrown: ['FORBIDDEN'] });
  });
});
