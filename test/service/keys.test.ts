import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { syntheticIdNumber } from '../../src/access/id-number.ts';
import { finished } from '../driver/node-child.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { environment, node, run, secretsIn, type Service, startService } from './service.ts';

const clerk = 'demo-county-clerk';
const [oldKey, newKey] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
const folder = mkdtempSync(join(tmpdir(), 'youyu-keys-'));
let server: PostgresServer;
let village: string;

beforeAll(async () => { server = await startPostgres(); });
afterAll(async () => {
  await server.remove();
  rmSync(folder, { recursive: true, force: true });
});

const settings = (current: string, older?: string): Readonly<Record<string, string>> => ({
  YOUYU_DATA_DIR: folder, DATABASE_URL: server.url, YOUYU_DEMO_HOUSEHOLDS: '400', YOUYU_MASTER_KEY: current, ...(older ? { YOUYU_OLD_MASTER_KEYS: older } : {}),
});

let born = 0;
const newNumber = (): string => syntheticIdNumber('1949-10-01', 'FEMALE', 2_000_000 + (born += 1));

const register = async (service: Service, idNumber: string): Promise<readonly string[]> => {
  const members = [{ name: '李四', idNumber, relation: 'HEAD', labourAbility: 'FULL', healthState: 'HEALTHY', education: 'PRIMARY' }];
  const { data, codes } = await service.ask('mutation($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { errors { code } } }', {
    as: clerk, variables: { input: { villageCode: village, registeredOn: '2016-03-01', mainCause: 'ILLNESS', members } },
  });
  return [...codes, ...data.registerHousehold.errors.map(({ code }: { code: string }) => code)];
};

const isKnown = async (service: Service, number: string): Promise<boolean> => {
  const { data, codes } = await service.ask('query($n: String) { person(idNumber: $n) { id } }', { as: clerk, variables: { n: number } });
  expect(codes).toEqual([]);
  return data.person !== null;
};

/** Starts a rotation and kills its process in the middle, as a power cut would. */
const killedRotation = async (): Promise<NodeJS.Signals | null> => {
  const child = spawn(node, ['src/main.ts', 'keys', 'rotate'], { env: environment(settings(newKey, oldKey)), stdio: ['ignore', 'pipe', 'pipe'] });
  child.stderr.on('data', (chunk: Buffer) => { if (chunk.toString().includes('Sealing ID numbers anew')) child.kill('SIGKILL'); });
  return (await finished(child)).signal;
};

test('the key is changed while the service answers: killed in the middle, taken up again, then the old one goes', async () => {
  const first = await startService(settings(oldKey));
  village = (await first.ask('{ place(code: "140224") { descendants(level: VILLAGE, first: 1) { nodes { code } } } }', { as: clerk })).data.place.descendants.nodes[0].code;
  const number = newNumber();
  expect(await register(first, number)).toEqual([]);
  await first.stop();

  const service = await startService(settings(newKey, oldKey));
  let running = true;
  let asked = 0;
  const load = (async () => {
    for (; running; asked += 1) {
      expect(await isKnown(service, number)).toBe(true);
      expect(await register(service, number)).toEqual(['ID_NUMBER_NEEDS_REVIEW']);
      expect(await register(service, newNumber())).toEqual([]);
    }
  })();
  try {
    expect(await killedRotation()).toBe('SIGKILL');
    const early = await run(['serve'], settings(newKey));
    expect([early.code, early.out]).toEqual([1, '']);
    expect(early.err).toContain('MASTER_KEY_DIFFERS');
    const rotated = await run(['keys', 'rotate'], settings(newKey, oldKey));
    expect(rotated.err).toContain('the old keys may go');
    expect(rotated.code).toBe(0);
  } finally {
    running = false;
  }
  await load;
  expect(asked).toBeGreaterThan(3);
  const status = await run(['keys', 'status'], settings(newKey, oldKey));
  expect(status.out).toMatch(/^\S{8} {2}当前 current {2}ciphers [1-9]\d* {2}hashes [1-9]\d* {2}entries \d+$/m);
  expect(status.out).toMatch(/^\S{8} {2}可解密 opens {2}ciphers 0 {2}hashes 0 {2}entries [1-9]\d*$/m);
  await service.stop();

  const retired = (await run(['keys', 'retire'], settings(newKey, oldKey))).out.trim();
  expect(retired).toMatch(/^mac:\S{8}:\S{44}$/);
  const last = await startService(settings(newKey, retired));
  expect(await isKnown(last, number)).toBe(true);
  expect(await register(last, number)).toEqual(['ID_NUMBER_NEEDS_REVIEW']);
  await last.stop();
  expect((await run(['audit', 'verify'], settings(newKey, retired))).code).toBe(0);
  const printed = [first, service, last].map(({ out, err }) => out() + err()).join('');
  expect([...secretsIn(printed), ...[oldKey, newKey].filter((key) => printed.includes(key))]).toEqual([]);
}, 480_000);
