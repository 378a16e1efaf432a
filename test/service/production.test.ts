import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { firstQuery, publicQuery } from '../../src/server/examples.ts';
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
  expect((await service.ask(firstQuery, { as: await sign('demo-county-clerk') })).text).toBe(inject('firstRun').clerkAnswer);
  const ours = /demo-county-clerk: .*\n {2}(\S+)/.exec(inject('firstRun').out)?.[1] ?? '';
  expect((await service.ask(firstQuery, { as: ours })).codes).toEqual(['TOKEN_INVALID']);
});

test('there is no query page', async () => {
  const response = await fetch(`${service.base}/graphql`, { headers: { accept: 'text/html' } });
  expect(response.headers.get('content-type')).not.toContain('text/html');
  expect(await response.text()).not.toContain('<html');
});

test.each(['{ __schema { queryType { name } } }', '{ __type(name: "Household") { name } }', 'fragment F on Query { __schema { types { name } } } { ...F }'])(
  'no introspection: %s',
  async (query) => {
    for (const as of [undefined, await sign('demo-province-clerk')]) {
      const { data, codes } = await service.ask(query, as ? { as } : {});
      expect({ data, codes: [...new Set(codes)] }).toEqual({ data: undefined, codes: ['GRAPHQL_VALIDATION_FAILED'] });
    }
  },
);

test.each<[string, string, object]>([
  ['field', '{ placs(level: COUNTY) { totalCount } }', {}],
  ['argument', '{ places(levl: COUNTY) { totalCount } }', {}],
  ['value', '{ places(level: COUNTRY) { totalCount } }', {}],
  ['field of a variable', 'mutation($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { errors { code } } }', { input: { vilageCode: '1' } }],
])('a misspelt %s does not give away its neighbours', async (_, query, variables) => {
  const { text } = await service.ask(query, { variables });
  expect(text).toMatch(/Cannot query field|Unknown argument|does not exist in|is not defined by type/);
  expect(text).not.toContain('Did you mean');
});

test('__typename and public queries go on working', async () => {
  expect((await service.ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
  expect((await service.ask(publicQuery)).status).toBe(200);
});

test('synthetic ID numbers cannot be registered where the demo is off', async () => {
  const input = {
    villageCode: '140224100201', registeredOn: '2020-11-01', mainCause: 'ILLNESS',
    members: [{ name: '张建国', relation: 'HEAD', idNumber: '999999196102030000', labourAbility: 'FULL', healthState: 'HEALTHY', education: 'PRIMARY' }],
  };
  const query = 'mutation($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { household { id } errors { code } } }';
  const { data } = await service.ask(query, { as: await sign('demo-county-clerk'), variables: { input } });
  expect(data.registerHousehold.household).toBeNull();
});
