import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { streamOf, subscriptionRequest, type TestStream } from '../support/stream.ts';
import { copyOf } from './filled-folder.ts';
import { run, secretsIn, type Service, startService } from './service.ts';

let folder: string;
let service: Service;
let administrator: string;

const account = (...more: readonly string[]) => run(['account', 'create', '--subject', 'first-administrator', '--department', 'provincial_government', ...more], { YOUYU_DATA_DIR: folder });

beforeAll(async () => {
  folder = copyOf(inject('firstRun').folder);
  const made = await account('--role', 'SECURITY_ADMINISTRATOR');
  expect([made.code, made.out]).toEqual([0, expect.stringMatching(/^[0-9a-f-]{36}\n$/)]);
  administrator = (await run(['token', '--user', 'first-administrator'], { YOUYU_DATA_DIR: folder })).out.trim();
  service = await startService({ YOUYU_DATA_DIR: folder });
});
afterAll(async () => {
  if (service.child.exitCode === null && service.child.signalCode === null) await service.stop();
  expect(secretsIn(service.out() + service.err(), folder)).toEqual([]);
});

const subscribe = async (as: string): Promise<TestStream> =>
  streamOf(await fetch(subscriptionRequest(`${service.base}/graphql`, 'subscription { notices { kind breakGlassUse { subject } } }', service.token(as))));

const emergency = async (): Promise<void> => {
  const { data } = await service.ask('{ households(first: 20) { nodes { registrationNumber } } }', { as: 'demo-county-clerk' });
  const [{ registrationNumber }] = data.households.nodes.splice(Math.floor(Math.random() * data.households.nodes.length), 1);
  const input = { registrationNumber, reason: '夜间突发火灾,需核实家庭成员' };
  const { data: opened } = await service.ask('mutation($input: BreakGlassInput!) { breakGlass(input: $input) { errors { code } } }', { as: 'demo-other-county-clerk', variables: { input } });
  expect(opened.breakGlass.errors).toEqual([]);
};

test('the first administrator is made by a command, once', async () => {
  expect((await service.ask('{ viewer { roles } }', { as: administrator })).data.viewer.roles).toEqual(['SECURITY_ADMINISTRATOR']);
});

test('over HTTP: news arrives, and the stream ends soon after the role is revoked', async () => {
  const stream = await subscribe('demo-county-reviewer');
  expect(stream.status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 3_000)); // the first look has been
  await emergency();
  expect((await stream.next())?.data).toEqual({ data: { notices: { kind: 'BREAK_GLASS', breakGlassUse: { subject: 'demo-other-county-clerk' } } } });
  const { data } = await service.ask('{ accounts(subject: "demo-county-reviewer") { nodes { roles { id } } } }', { as: administrator });
  const input = { accountRoleId: data.accounts.nodes[0].roles[0].id, reason: '调离岗位' };
  await service.ask('mutation($input: RevokeRoleInput!) { revokeRole(input: $input) { errors { code } } }', { as: administrator, variables: { input } });
  expect(await stream.codes()).toContain('STREAM_ENDED');
  expect(await stream.next()).toEqual({ event: 'complete', data: null });
});

test('a service that is told to stop does not wait for its streams', async () => {
  const stream = await subscribe('demo-county-clerk');
  await new Promise((resolve) => setTimeout(resolve, 500));
  const [{ code }, said] = await Promise.all([service.stop(), stream.codes()]);
  expect([code, said]).toEqual([0, ['STREAM_ENDED']]);
});

test('the command refuses a second account of that subject, and roles that do not exist', async () => {
  const again = await account();
  expect([again.code, again.err.includes('SUBJECT_TAKEN')]).toEqual([1, true]);
  const wrong = await account('--role', 'KING');
  expect([wrong.code, wrong.err.includes('--role KING')]).toEqual([1, true]);
});
