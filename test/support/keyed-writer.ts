import { createHash } from 'node:crypto';
import { createSigner, createVerifier } from '../../src/access/tokens.ts';
import { createVault } from '../../src/access/vault.ts';
import { createApp } from '../../src/app.ts';
import { connect, type ConnectOptions } from '../../src/db/connect.ts';
import { allPlugins } from '../../src/plugins/index.ts';

// A platform in a process of its own: each of so many writes is sent three times at once with its key. A write that is
// repeated is a household more. It says what was answered, a line each: which write, whether it was carried out now, a
// print of the answer.

const rules = { issuer: 'keyed', audience: 'keyed' };
const db = await connect(JSON.parse(process.argv[2] ?? '{}') as ConnectOptions);
const writes = Number(process.argv[3]);
const village = process.argv[4] as string;
const signer = await createSigner(rules);
const unlimited = { budget: 1e8, perMinute: 1e12, concurrent: 1_000, deadlineMs: 60_000 };
const app = createApp({
  db, plugins: allPlugins, vault: createVault(Buffer.alloc(32, 7)), verifier: createVerifier(signer.publicKeys, rules), clock: () => new Date('2020-12-01T04:00:00Z'),
  guards: unlimited,
});
const authorization = `Bearer ${await signer.sign('demo-county-clerk')}`;

const query = `mutation($input: RegisterHouseholdInput!) {
  registerHousehold(input: $input) { household { id registrationNumber address members { id name } } errors { code } } }`;

const input = (at: number) => ({
  villageCode: village, registeredOn: '2016-03-01', mainCause: 'ILLNESS', address: `write ${at}`,
  members: [{ name: '张建国', relation: 'HEAD', sex: 'MALE', bornOn: '1970-05-06', labourAbility: 'FULL', healthState: 'HEALTHY', education: 'PRIMARY' }],
});

interface Answer {
  readonly data: { readonly registerHousehold: { readonly household: unknown } } | null;
  readonly errors?: readonly unknown[];
  readonly extensions?: { readonly idempotency?: { readonly replayed: boolean } };
}

/** As every client does: where the service is too busy to answer, the same is sent once more. */
const post = async (at: number): Promise<Response> => {
  const headers = { 'content-type': 'application/json', authorization, 'idempotency-key': `"write-${at}"` };
  const response = await app.fetch(new Request('http://keyed/graphql', { method: 'POST', headers, body: JSON.stringify({ query, variables: { input: input(at) } }) }));
  return response.status === 503 ? post(at) : response;
};

const send = async (at: number): Promise<void> => {
  const response = await post(at);
  const { data, errors, extensions } = (await response.json()) as Answer;
  if (errors || !data?.registerHousehold.household) throw new Error(JSON.stringify({ data, errors }));
  const print = createHash('sha256').update(JSON.stringify(data)).digest('base64url');
  process.stdout.write(`${at} ${extensions?.idempotency?.replayed ? 'again' : 'first'} ${print}\n`);
};

let next = 0;
const worker = async (): Promise<void> => {
  for (let at = next++; at < writes; at = next++) await Promise.all([send(at), send(at), send(at)]);
};
await Promise.all([0, 1, 2, 3, 4, 5].map(worker));
await db.close();
