import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { syntheticIdNumber } from '../../src/access/id-number.ts';
import { demoAccounts } from '../../src/demo/accounts.ts';
import { firstQuery, publicQuery } from '../../src/server/examples.ts';
import { copyOf } from './filled-folder.ts';
import { run, secretsIn, type Service, startService } from './service.ts';

const first = inject('firstRun');
const clerk = 'demo-county-clerk';
let folder: string;
let service: Service;

beforeAll(async () => {
  folder = copyOf(first.folder);
  service = await startService({ YOUYU_DATA_DIR: folder });
});
afterAll(async () => {
  await service.stop();
  expect(secretsIn(service.out() + service.err(), folder)).toEqual([]);
});

describe('the first start, on an empty folder', () => {
  test('shows its progress, a token of every demo account, both queries as commands, and where it is', () => {
    for (const step of ['Checking tables', 'Places 41,222/41,222 (100 %)', 'Demo data 600/600 (100 %)']) expect(first.err).toContain(step);
    for (const { subject } of demoAccounts) expect(first.out).toMatch(new RegExp(`${subject}: .+ / .+\\n  eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+\\n`));
    expect(first.out.match(/^curl /gm)).toHaveLength(2);
    expect(first.out).toMatch(/Ready: http:\/\/127\.0\.0\.1:\d+\/graphql\n$/);
  });

  test('answers the public query, and the clerk sees households of the county', () => {
    expect(JSON.parse(first.publicAnswer).data).toMatchObject({ before: { totalCount: 119 }, after: { totalCount: 117 }, place: { name: '大同县', successors: [{ code: '140215', name: '云州区' }] } });
    const { data, errors } = JSON.parse(first.clerkAnswer);
    expect(errors).toBeUndefined();
    expect(data.place.households.edges).toHaveLength(5);
    expect(data.place.households.edges[0].node.members[0].name).toMatch(/^\p{Script=Han}{2,4}$/u);
  });

  test('prints no ID number and no master key, and stops with 0', () => {
    expect(first.secrets).toEqual([]);
    expect(first.exitCode).toBe(0);
  });
});

test('a restart loads nothing again and gives the same answers', async () => {
  expect((await service.ask(publicQuery)).text).toBe(first.publicAnswer);
  expect((await service.ask(firstQuery, { as: clerk })).text).toBe(first.clerkAnswer);
  expect(service.err()).toContain('Checking tables');
  expect(service.err()).not.toMatch(/Places|Demo data|Migration/);
});

test('the printed commands work in a shell as they are', async () => {
  const commands = [...service.out().matchAll(/^curl [\s\S]*?^}'$/gm)].map(([command]) => command);
  const answers = await Promise.all(commands.map((command) => new Promise<string>((resolve) => {
    let text = '';
    spawn('sh', ['-c', command]).on('close', () => resolve(text)).stdout.on('data', (chunk: Buffer) => { text += chunk.toString(); });
  })));
  expect(answers).toEqual([first.publicAnswer, first.clerkAnswer]);
});

test('a second process on the same folder is refused, and told which process has it', async () => {
  for (const args of [['serve'], ['migrate']]) {
    const { code, err } = await run(args, { YOUYU_DATA_DIR: folder });
    expect({ args, code }).toEqual({ args, code: 1 });
    expect(err).toContain(`FOLDER_LOCKED: The data folder ${folder} is in use by process ${service.pid}`);
  }
  expect((await service.ask(publicQuery)).status).toBe(200);
});

test('a port in use is said before anything is loaded', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { code, err } = await run(['serve'], { YOUYU_DATA_DIR: folder, PORT: String(port) });
  other.close();
  expect(code).toBe(1);
  expect(err).toBe(`设置有误 / Wrong setting\n  PORT: ${port} on 127.0.0.1 is in use by another program; set PORT to a free one\n`);
});

const registration = `mutation($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { household { registrationNumber } errors { code } } }`;
const household = (number: string, idNumber: string) => ({
  input: {
    villageCode: '140224100201', registeredOn: '2020-11-01', mainCause: 'ILLNESS', registrationNumber: number,
    members: [{ name: '张建国', relation: 'HEAD', idNumber, labourAbility: 'FULL', healthState: 'HEALTHY', education: 'PRIMARY' }],
  },
});

test('after kill -9 the next process takes the folder over and finds what was acknowledged', async () => {
  const before = service;
  const village = (await before.ask('{ place(code: "140224") { descendants(level: VILLAGE, first: 1) { nodes { code } } } }')).data.place.descendants.nodes[0].code;
  const variables = household('9999000000000001', syntheticIdNumber('1961-02-03', 'MALE', 77));
  variables.input.villageCode = village;
  const saved = await before.ask(registration, { as: clerk, variables });
  expect(saved.data.registerHousehold).toEqual({ household: { registrationNumber: '9999000000000001' }, errors: [] });
  await before.stop('SIGKILL');
  service = await startService({ YOUYU_DATA_DIR: folder });
  const { data } = await service.ask('{ household(registrationNumber: "9999000000000001") { members { name } } }', { as: clerk });
  expect(data.household.members).toEqual([{ name: '张建国' }]);
});

test('a request with an ID number that goes wrong leaves no number in what is printed', async () => {
  const taken = syntheticIdNumber('1961-02-03', 'MALE', 77);
  await service.ask(registration, { as: clerk, variables: household('9999000000000002', '140224196102030000') });
  await service.ask(registration, { as: clerk, variables: household('9999000000000003', taken) });
  await service.ask(`{ person(idNumber: "${taken}", nonsense: 1) { name } }`, { as: clerk });
  expect(secretsIn(service.out() + service.err())).toEqual([]);
});
