import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run } from './service.ts';

const folder = mkdtempSync(join(tmpdir(), 'youyu-refusals-'));
const emptyKeys = join(folder, 'empty.json');
writeFileSync(emptyKeys, '{ "keys": [] }');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const key = Buffer.alloc(32, 1).toString('base64');

test.each([
  ['an unknown setting', { YOUYU_MASTERKEY: 'x' }, 'Unknown setting YOUYU_MASTERKEY. Known: YOUYU_DATA_DIR, YOUYU_POOL_SIZE,'],
  ['a port that is none', { PORT: 'four' }, 'PORT: not a number'],
  ['a switch that is neither on nor off', { YOUYU_DEMO: 'yes' }, 'YOUYU_DEMO: '],
  ['a key of the wrong length', { YOUYU_MASTER_KEY: 'c2hvcnQ=' }, 'YOUYU_MASTER_KEY: expected 32 bytes, base64'],
  ['a key file that is not there', { YOUYU_MASTER_KEY_FILE: '/nowhere/key' }, 'YOUYU_MASTER_KEY_FILE names a file that does not exist: /nowhere/key'],
  ['another kind of database', { DATABASE_URL: 'mysql://user:hidden@host/db' }, 'DATABASE_URL: expected postgres://'],
  ['an unknown plugin', { YOUYU_PLUGINS: 'relocation,nonsense' }, 'YOUYU_PLUGINS names nonsense; there are ecology, health, relocation'],
  ['production without a master key', { NODE_ENV: 'production' }, 'YOUYU_MASTER_KEY (or YOUYU_MASTER_KEY_FILE) is needed in production'],
  ['production without keys of an identity provider', { NODE_ENV: 'production', YOUYU_MASTER_KEY: key }, 'YOUYU_JWKS_URL or YOUYU_JWKS_FILE is needed in production'],
  ['a way of signing with a shared secret', { YOUYU_TOKEN_ALGORITHMS: 'EdDSA,HS256' }, 'YOUYU_TOKEN_ALGORITHMS: expected some of EdDSA'],
  ['tokens without signature', { YOUYU_TOKEN_ALGORITHMS: 'none' }, 'YOUYU_TOKEN_ALGORITHMS'],
  ['keys over plain HTTP', { YOUYU_JWKS_URL: 'http://id.example/jwks' }, 'YOUYU_JWKS_URL: expected https://'],
  ['a file of keys without keys', { YOUYU_JWKS_FILE: emptyKeys }, 'YOUYU_JWKS_FILE cannot be read: no keys in'],
  ['an address that is not ours', { HOST: '192.0.2.1' }, 'HOST: 192.0.2.1 is not an address of this machine'],
])('%s is refused in plain words, and nothing is made', async (_, settings, message) => {
  const data = join(folder, 'data');
  const { code, out, err } = await run(['serve'], { YOUYU_DATA_DIR: data, ...settings } as Record<string, string>);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^设置有误 \/ Wrong setting\n {2}/);
  expect(err).toContain(message);
  expect(err).not.toMatch(/hidden|\n {4}at /);
  expect(existsSync(join(data, 'pgdata'))).toBe(false);
});

test('a server that is not there is named with the reason, without password', async () => {
  const { code, err } = await run(['migrate'], { YOUYU_DATA_DIR: join(folder, 'keys'), DATABASE_URL: 'postgres://someone:hidden@127.0.0.1:1/youyu' });
  expect(code).toBe(1);
  expect(err).toContain('DATABASE_UNAVAILABLE');
  expect(err).toContain('ECONNREFUSED 127.0.0.1:1');
  expect(err).not.toContain('hidden');
});

test.each([
  [['token'], "required option '--user <subject>' not specified"],
  [['token', '--user', 'x', '--lifetime', 'soon'], 'expected a number and a unit, such as 8h or 30d'],
  [['demo', '--households', 'many'], 'expected a whole number'],
  [['sevre'], "unknown command 'sevre'"],
])('%j is explained', async (args, message) => {
  const { code, err } = await run(args, { YOUYU_DATA_DIR: join(folder, 'data') });
  expect(code).toBe(1);
  expect(err).toContain(message);
});
