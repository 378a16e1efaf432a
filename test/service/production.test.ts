import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { documentIdOf } from '../support/trusted.ts';
import { copyOf } from './filled-folder.ts';
import { secretsIn, type Service, startService } from './service.ts';

const keys = mkdtempSync(join(tmpdir(), 'youyu-keys-'));
let folder: string;
let service: Service;
let sign: (subject: string) => Promise<string>;

/** Keys of an identity provider of our own. */
const provider = async () => {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  writeFileSync(join(keys, 'jwks.json'), JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'EdDSA', use: 'sig' }] }));
  return (subject: string) =>
    new SignJWT().setProtectedHeader({ alg: 'EdDSA', kid: 'one' }).setSubject(subject).setIssuer('https://id.example').setAudience('data').setExpirationTime('5m').sign(privateKey);
};

beforeAll(async () => {
  folder = copyOf(inject('firstRun').folder);
  sign = await provider();
  service = await startService({
    NODE_ENV: 'production', YOUYU_DATA_DIR: folder, YOUYU_MASTER_KEY: readFileSync(join(folder, 'master.key'), 'utf8'),
    YOUYU_JWKS_FILE: join(keys, 'jwks.json'), YOUYU_ISSUER: 'https://id.example', YOUYU_AUDIENCE: 'data',
  });
});
afterAll(async () => {
  await service.stop();
  expect(secretsIn(service.out() + service.err(), folder)).toEqual([]);
  rmSync(keys, { recursive: true, force: true });
});

test('it prints no token and no query, and warns of the embedded database', () => {
  expect(service.out().trim()).toMatch(/^就绪 \/ Ready: \S+$/);
  expect(service.err()).toContain('the embedded database is not for production');
});

test('tokens of the identity provider are taken, those of development are not', async () => {
  const { data } = await service.ask('', { as: await sign('demo-county-clerk'), documentId: documentIdOf('FirstHouseholds') });
  expect(data).toEqual(JSON.parse(inject('firstRun').clerkAnswer).data);
  const ours = /demo-county-clerk: .*\n {2}(\S+)/.exec(inject('firstRun').out)?.[1] ?? '';
  expect((await service.ask('', { as: ours, documentId: documentIdOf('FirstHouseholds') })).codes).toEqual(['TOKEN_INVALID']);
});

test('there is no query page', async () => {
  const response = await fetch(`${service.base}/graphql`, { headers: { accept: 'text/html' } });
  expect(response.headers.get('content-type')).not.toContain('text/html');
  expect(await response.text()).not.toContain('<html');
});

test.each(['{ __schema { queryType { name } } }', '{ __type(name: "Household") { name } }', 'fragment F on Query { __schema { types { name } } } { ...F }'])(
  'no introspection: %s',
  async (query) => {
    for (const [as, code] of [[undefined, 'DOCUMENT_NOT_TRUSTED'], ['demo-province-clerk', 'DOCUMENT_NOT_TRUSTED'], ['demo-integrator', 'GRAPHQL_VALIDATION_FAILED']] as const) {
      const { data, codes } = await service.ask(query, as ? { as: await sign(as) } : {});
      expect({ data, codes: [...new Set(codes)] }).toEqual({ data: undefined, codes: [code] });
    }
  },
);

test.each<[string, string, object]>([
  ['field', '{ placs(level: COUNTY) { totalCount } }', {}],
  ['argument', '{ places(levl: COUNTY) { totalCount } }', {}],
  ['value', '{ places(level: COUNTRY) { totalCount } }', {}],
  ['field of a variable', 'mutation($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { errors { code } } }', { input: { vilageCode: '1' } }],
])('a misspelt %s does not give away its neighbours', async (_, query, variables) => {
  const { text } = await service.ask(query, { variables, as: await sign('demo-integrator') });
  expect(text).toMatch(/Cannot query field|Unknown argument|does not exist in|is not defined by type/);
  expect(text).not.toContain('Did you mean');
});

test('public documents go on working; free text is for integrators', async () => {
  expect((await service.ask('', { documentId: documentIdOf('Counties') })).data).toEqual(JSON.parse(inject('firstRun').publicAnswer).data);
  expect(await service.ask('{ __typename }')).toMatchObject({ status: 403, codes: ['DOCUMENT_NOT_TRUSTED'] });
  expect((await service.ask('{ __typename }', { as: await sign('demo-integrator') })).data).toEqual({ __typename: 'Query' });
});

test('synthetic ID numbers cannot be registered where the demo is off', async () => {
  const input = {
    villageCode: '140224100201', registeredOn: '2020-11-01', mainCause: 'ILLNESS',
    members: [{ name: '张建国', relation: 'HEAD', idNumber: '999999196102030000', labourAbility: 'FULL', healthState: 'HEALTHY', education: 'PRIMARY' }],
  };
  const query = 'mutation($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { household { id } errors { code } } }';
  const { data } = await service.ask(query, { as: await sign('demo-integrator'), variables: { input } });
  expect(data.registerHousehold.household).toBeNull();
});
