import { randomUUID } from 'node:crypto';
import { createSigner, createVerifier } from '../../src/access/tokens.ts';
import { createVault } from '../../src/access/vault.ts';
import { createApp } from '../../src/app.ts';
import { connect, type ConnectOptions } from '../../src/db/connect.ts';
import { allPlugins } from '../../src/plugins/index.ts';

// A platform in a process of its own that writes and reads without end, to be killed: it says what was
// acknowledged to it, a line each.

const rules = { issuer: 'crash', audience: 'crash' };
const db = await connect(JSON.parse(process.argv[2] ?? '{}') as ConnectOptions);
const signer = await createSigner(rules);
const unlimited = { budget: 1e8, perMinute: 1e12, concurrent: 1_000 };
const app = createApp({
  db, plugins: allPlugins, vault: createVault(Buffer.alloc(32, 7)), verifier: createVerifier(signer.publicKeys, rules), clock: () => new Date('2020-12-01T04:00:00Z'),
  guards: unlimited,
});
const authorization = `Bearer ${await signer.sign('demo-county-clerk')}`;

// biome-ignore lint/suspicious/noExplicitAny: answers of any shape
const ask = async (query: string, requestId: string): Promise<any> => {
  const headers = { 'content-type': 'application/json', 'x-request-id': requestId, authorization };
  const response = await app.fetch(new Request('http://crash/graphql', { method: 'POST', headers, body: JSON.stringify({ query }) }));
  const { data, errors } = (await response.json()) as { data: unknown; errors?: readonly unknown[] };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
};

const { households } = await ask('{ households(first: 40) { nodes { registrationNumber } } }', randomUUID());
const numbers: readonly string[] = households.nodes.map(({ registrationNumber }: { registrationNumber: string }) => registrationNumber);

const save = (at: number, text: string): string => {
  const rows = [0, 1, 2].map((row) => `{ registrationNumber: "${numbers[(at + row) % numbers.length]}", year: ${1950 + (at % 20)}, kind: CREDIT, description: "${text}" }`);
  return `mutation { saveNeeds(rows: [${rows.join(' ')}]) { outcome errors { code } } }`;
};

const worker = async (name: number): Promise<never> => {
  for (let at = name * 7; ; at += 1) {
    const [written, read] = [randomUUID(), randomUUID()];
    const { saveNeeds } = await ask(save(at, written), written);
    if (saveNeeds.some(({ outcome }: { outcome: string }) => outcome === 'REJECTED')) throw new Error(JSON.stringify(saveNeeds));
    process.stdout.write(`write ${written}\n`);
    await ask('{ households(first: 3) { nodes { address } } }', read);
    process.stdout.write(`read ${read}\n`);
  }
};

await Promise.all([0, 1, 2, 3, 4, 5].map(worker));
