import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, openTestApp, type TestApp } from '../support/app.ts';
import { absentUuid, globalIdOf } from '../support/ids.ts';
import { codesOf } from '../support/wire.ts';

const county = '140224';
const [povertyClerk, healthClerk, civilClerk] = ['demo-county-clerk', 'demo-health-clerk', 'demo-civil-affairs-clerk'];
const everything = { counties: '*', domains: '*', actor: 'test' } as const;

let platform: TestApp;
beforeAll(async () => {
  platform = await openTestApp();
  await platform.db.transaction({ scope: everything }, async (tx) => {
    await tx.query(`
      insert into health.health_record (household_id, id, county_code, area_code, person_id, illness_class, treatment_need, disability_certificate, status)
      select household_id, gen_random_uuid(), county_code, area_code, id, 'SERIOUS', 'OUTPATIENT', 'ZQX残疾', 'CREATED'
      from core.person p where current and not exists (select from health.health_record h where h.household_id = p.household_id and h.person_id = p.id)
      limit 400`);
  });
});
afterAll(() => platform?.close());

const records = '{ healthRecords(first: 5) { totalCount nodes { id status illnessClass disabilityCertificate } } }';
const asked = async (as: string | undefined, query = records): Promise<Answer> => platform.ask(query, { as });
const masks = ({ extensions }: Answer): ReadonlySet<string> => new Set(((extensions?.masked ?? []) as { reason: string }[]).map(({ reason }) => reason));

/** Sets the one grant that the demo has. */
const setGrant = (values: string): Promise<unknown> =>
  platform.db.transaction({ scope: 'owner' }, async (tx) => {
    const { count } = await tx.query(`update core.department_grant set ${values} where domain = 'health'`);
    if (count !== 1) throw new Error(`${count} grants changed`);
  });

/** Identities are remembered for half a minute; another platform over the same data has none. */
const askedAnew = async (as: string, query = records): Promise<Answer> => {
  const { createAccounts } = await import('../../src/access/accounts.ts');
  const { createSigner, createVerifier } = await import('../../src/access/tokens.ts');
  const { createApp } = await import('../../src/app.ts');
  const { allPlugins } = await import('../../src/plugins/index.ts');
  const { testClock, testVault } = await import('../support/template.ts');
  const rules = { issuer: 'test', audience: 'test' };
  const signer = await createSigner(rules);
  const app = createApp({ db: platform.db, plugins: allPlugins, vault: testVault(), verifier: createVerifier(signer.publicKeys, rules), clock: testClock, accounts: createAccounts(platform.db, allPlugins) });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await signer.sign(as)}` };
  const text = await (await app.fetch(new Request('http://test/graphql', { method: 'POST', headers, body: JSON.stringify({ query }) }))).text();
  return { errors: [], statements: [], status: 200, text, ...JSON.parse(text) } as Answer;
};

describe('the rows of a department', () => {
  test('are there for it and for nobody else', async () => {
    const own = await asked(healthClerk);
    expect(own.data.healthRecords.totalCount).toBeGreaterThan(5);
    for (const as of [povertyClerk, 'demo-province-clerk', 'demo-province-viewer', 'demo-province-finance-viewer', 'demo-auditor']) {
      const other = await asked(as);
      expect([as, other.data, other.errors]).toEqual([as, { healthRecords: { totalCount: 0, nodes: [] } }, []]);
    }
  });

  test('are absent by id, byte for byte', async () => {
    const [{ id }] = (await asked(healthClerk)).data.healthRecords.nodes;
    const headers = { 'x-request-id': 'same' };
    const query = 'query($id: ID!) { node(id: $id) { id __typename } healthRecord(id: $id) { id } }';
    const [there, nowhere] = await Promise.all([id, globalIdOf('HealthRecord', absentUuid)].map((one) => platform.ask(query, { as: povertyClerk, variables: { id: one }, headers })));
    expect(there?.text).toBe(nowhere?.text);
    expect((await platform.ask(query, { as: healthClerk, variables: { id } })).data.healthRecord).toEqual({ id });
  });

  test('are not reached over the household, the person or the place either', async () => {
    const { data, errors } = await asked(povertyClerk, `{ place(code: "${county}") { healthRecords { totalCount } households(first: 50) { nodes { healthRecords { totalCount } members { healthRecords { totalCount nodes { id } } } } } } }`);
    expect(errors).toEqual([]);
    expect(JSON.stringify(data)).not.toMatch(/"totalCount":[1-9]/);
  });

  test('cannot be written from outside: the refusal is that of the department', async () => {
    const { data } = await platform.ask('{ households(first: 1) { nodes { registrationNumber members { id } } } }', { as: povertyClerk });
    const [{ registrationNumber, members: [{ id: personId }] }] = data.households.nodes;
    const saved = await platform.ask('mutation($r: HealthRecordInput!) { saveHealthRecord(input: $r) { outcome errors { code } healthRecord { id } } }', { as: povertyClerk, variables: { r: { registrationNumber, personId } } });
    expect(saved.data.saveHealthRecord).toEqual({ outcome: 'REJECTED', errors: [{ code: 'DEPARTMENT_NOT_IN_CHARGE' }], healthRecord: null });
  });

  test('stay closed in the database when a statement forgets the condition', async () => {
    const count = (domains: readonly string[], counties: readonly string[] | '*') =>
      platform.db.transaction({ scope: { counties, domains, actor: 'test' }, readOnly: true }, async (tx) => (await tx.query('select count(*)::int from health.health_record')).rows[0]?.[0]);
    for (const counties of [[county], '*'] as const) {
      expect(await count([], counties)).toBe(0);
      expect(await count(['relocation', 'health.medical_claim'], counties)).toBe(0);
      expect(await count(['health'], counties)).toBeGreaterThan(0);
      expect(await count(['health.health_record'], counties)).toBeGreaterThan(0);
    }
    const written = platform.db.transaction({ scope: { counties: '*', domains: ['relocation'], actor: 'test' } }, (tx) => tx.query("update health.health_record set status = 'MISSING'"));
    expect((await written).count).toBe(0);
  });
});

describe('a grant between departments', () => {
  test('opens one table, up to its class, while it runs', async () => {
    const granted = await asked(civilClerk);
    expect(granted.data.healthRecords.totalCount).toBeGreaterThan(5);
    expect(granted.data.healthRecords.nodes.some(({ illnessClass }: { illnessClass: string | null }) => illnessClass !== null)).toBe(true);
    expect(masks(granted)).toEqual(new Set(['PURPOSE_REQUIRED']));
    expect((await asked(civilClerk, '{ medicalClaims { totalCount } diagnosedDiseases { totalCount } }')).data).toEqual({ medicalClaims: { totalCount: 0 }, diagnosedDiseases: { totalCount: 0 } });
  });

  test('of a lower class shows less, and less can be asked by', async () => {
    await setGrant("field_class = 'INTERNAL'");
    const { data, ...rest } = await askedAnew(civilClerk);
    expect(data.healthRecords.totalCount).toBeGreaterThan(5);
    expect(data.healthRecords.nodes.every(({ illnessClass }: { illnessClass: string | null }) => illnessClass === null)).toBe(true);
    expect(masks({ data, ...rest })).toEqual(new Set(['FIELD_CLASS']));
    const filtered = await askedAnew(civilClerk, '{ healthRecords(filter: { illnessClass: { isNull: false } }) { totalCount } }');
    expect(codesOf(filtered)).toEqual(['FILTER_NOT_ALLOWED']);
    const ordered = await askedAnew(civilClerk, '{ healthRecords(orderBy: { field: illnessClass }) { totalCount } }');
    expect(codesOf(ordered)).toEqual(['FILTER_NOT_ALLOWED']);
  });

  test('that has ended, or has not begun, opens nothing', async () => {
    for (const period of ["from_on = '2016-01-01', to_on = '2020-11-30'", "from_on = '2020-12-02', to_on = null"]) {
      await setGrant(period);
      expect((await askedAnew(civilClerk)).data).toEqual({ healthRecords: { totalCount: 0, nodes: [] } });
    }
    await setGrant("from_on = '2016-01-01', to_on = '2020-12-01', field_class = 'SENSITIVE'");
    expect((await askedAnew(civilClerk)).data.healthRecords.totalCount).toBeGreaterThan(5);
  });
});

test('what is sensitive is in no ordinary answer, whoever asks', async () => {
  for (const as of [healthClerk, 'demo-province-health-clerk', povertyClerk, undefined]) expect((await asked(as)).text).not.toContain('ZQX');
  expect(masks(await asked(healthClerk))).toEqual(new Set(['PURPOSE_REQUIRED']));
});
