import { randomBytes } from 'node:crypto';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { firstQuery } from '../../src/server/examples.ts';
import { copyOf } from './filled-folder.ts';
import { run, secretsIn, type Service, startService } from './service.ts';

const first = inject('firstRun');
let folder: string;
let service: Service | undefined;

const start = async (settings: Readonly<Record<string, string>> = {}): Promise<Service> => {
  service = await startService({ YOUYU_DATA_DIR: folder, ...settings });
  return service;
};

beforeAll(() => { folder = copyOf(first.folder); });
afterEach(async () => {
  if (!service) return;
  if (service.child.exitCode === null && service.child.signalCode === null) await service.stop('SIGKILL');
  expect(secretsIn(service.out() + service.err(), folder)).toEqual([]);
  service = undefined;
});

describe('keys', () => {
  test('another master key than the data was written with is refused', async () => {
    const { code, err } = await run(['serve'], { YOUYU_DATA_DIR: folder, YOUYU_MASTER_KEY: randomBytes(32).toString('base64') });
    expect(code).toBe(1);
    expect(err).toContain('MASTER_KEY_DIFFERS');
  });

  test('a lost key file is not replaced in silence', async () => {
    const copy = copyOf(folder);
    rmSync(join(copy, 'master.key'));
    expect((await run(['migrate'], { YOUYU_DATA_DIR: copy })).err).toContain('MASTER_KEY_DIFFERS');
  });

  test('the key may come from a file', async () => {
    const copy = copyOf(folder);
    cpSync(join(copy, 'master.key'), join(copy, 'elsewhere.key'));
    writeFileSync(join(copy, 'master.key'), randomBytes(32).toString('base64'));
    const { code } = await run(['migrate'], { YOUYU_DATA_DIR: copy, YOUYU_MASTER_KEY_FILE: join(copy, 'elsewhere.key') });
    expect(code).toBe(0);
  });
});

describe('the other commands', () => {
  test('token prints a token that the service takes, and nothing else on standard output', async () => {
    const { code, out, err } = await run(['token', '--user', 'demo-auditor', '--lifetime', '1h'], { YOUYU_DATA_DIR: folder });
    expect(code).toBe(0);
    expect(err).toContain('Token of demo-auditor, valid for 1h');
    const { ask } = await start();
    expect((await ask('{ viewer { name roles } }', { as: out.trim() })).data.viewer).toEqual({ name: '演示·审计管理员', roles: ['AUDITOR'] });
  });

  test('migrate on a database of this release says so', async () => {
    const { code, err } = await run(['migrate'], { YOUYU_DATA_DIR: folder });
    expect(code).toBe(0);
    expect(err).toContain(`${folder} has the tables and reference data of this release (core, ecology, health, relocation)`);
  });

  test('demo says what is there, and does not change a demo of another size', async () => {
    const same = await run(['demo'], { YOUYU_DATA_DIR: folder });
    expect(same).toMatchObject({ code: 0 });
    expect(same.err).toContain('Demo data was already in');
    const other = await run(['demo', '--households', '100'], { YOUYU_DATA_DIR: folder });
    expect(other).toMatchObject({ code: 1 });
    expect(other.err).toContain('DEMO_LOADED_OTHERWISE: The database holds a demo with seed 2016 and 600 households');
  });

  test('serve over a demo of another size says so, and goes on with it', async () => {
    const { err, ask } = await start({ YOUYU_DEMO_HOUSEHOLDS: '100' });
    expect(err()).toContain('The database holds a demo with seed 2016 and 600 households');
    expect((await ask(firstQuery, { as: 'demo-county-clerk' })).text).toBe(first.clerkAnswer);
  });
});
