import { parseArgs } from 'node:util';
import { createAccounts, type Accounts } from '../src/access/accounts.ts';
import type { FieldClass } from '../src/access/identity.ts';
import { createSigner, createVerifier } from '../src/access/tokens.ts';
import { type App, createApp } from '../src/app.ts';
import type { Database } from '../src/db/database.ts';
import { allPlugins } from '../src/plugins/index.ts';
import { benchClock, benchDay, benchVault, startBench } from './bench-server.ts';
import { compare, type Sample } from './rounds.ts';

/** Both locks against neither: a user of the platform, and the same user with no scope over data without row security. */

const rules = { issuer: 'bench', audience: 'bench' };
const wide = { budget: 1e9, perMinute: 1e12, concurrent: 1_000 };

const page = 'households(first: 50) { totalCount nodes { registrationNumber status village { name } members { name relation } } }';
const county = (code: string, fields: string): string => `{ place(code: "${code}", asOf: "${benchDay}") { ${fields} } }`;

interface Question {
  readonly name: string;
  readonly as: string;
  readonly query: string;
}

const questions: readonly Question[] = [
  { name: 'list: 50 households of a county with members', as: 'demo-county-clerk', query: county('140224', page) },
  { name: 'list: relocation cases of a county, filtered and ordered', as: 'demo-county-clerk',
    query: county('140224', 'relocationCases(first: 50, filter: { status: { in: [STABLE, MOVED_IN] } }, orderBy: { field: batch, direction: DESC }) { totalCount nodes { batch status mode household { registrationNumber } } }') },
  { name: 'list: diseases of a county, filtered and ordered', as: 'demo-health-clerk',
    query: county('140224', 'diagnosedDiseases(first: 50, filter: { status: { eq: PRESENT } }, orderBy: { field: diagnosedOn, direction: DESC }) { totalCount nodes { diseaseClass diagnosedOn status household { registrationNumber } } }') },
  { name: 'dashboard: warnings and health indicators of a county', as: 'demo-health-clerk',
    query: county('140224', 'indicators(ids: ["health.families_contracted", "health.households_warned"]) { value } healthWarnings(first: 10) { totalCount nodes { level } }') },
  { name: 'dashboard: indicators of one county', as: 'demo-county-clerk', query: county('140224', 'indicators(ids: ["relocation.registered_people_moved_in"]) { value } households { totalCount } incomes { totalCount } projects { totalCount }') },
  { name: 'dashboard: 58 counties at once', as: 'demo-province-viewer',
    query: `{ places(level: COUNTY, isPoorCounty: true, first: 60, asOf: "2016-12-31") { nodes { code households { totalCount } indicators(ids: ["relocation.registered_people_moved_in"]) { value } } } }` },
];

/** The same accounts without a scope: the whole province and every domain, to the last field. */
const withoutScope = (accounts: Accounts): Accounts => ({
  ...accounts,
  find: async (subject, today) => {
    const identity = await accounts.find(subject, today);
    const domains = new Map(allPlugins.map(({ id }) => [id, 'sensitive' as FieldClass]));
    return identity && { ...identity, domains, scope: { counties: '*', domains: '*', actor: subject } };
  },
});

const openApp = async (db: Database, isScoped: boolean): Promise<{ readonly app: App; tokenOf(subject: string): Promise<string> }> => {
  const signer = await createSigner(rules);
  const accounts = createAccounts(db, allPlugins);
  const app = createApp({
    db, plugins: allPlugins, vault: benchVault(), verifier: createVerifier(signer.publicKeys, rules), clock: benchClock, guards: wide,
    accounts: isScoped ? accounts : withoutScope(accounts),
  });
  return { app, tokenOf: (subject) => signer.sign(subject) };
};

const asker = async (db: Database, isScoped: boolean, { as, query }: Question): Promise<Sample> => {
  const { app, tokenOf } = await openApp(db, isScoped);
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await tokenOf(as)}` };
  return async () => {
    const response = await app.fetch(new Request('http://bench/graphql', { method: 'POST', headers, body: JSON.stringify({ query }) }));
    const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return JSON.stringify(data);
  };
};

const { values } = parseArgs({ options: { households: { type: 'string', default: '20000' }, rounds: { type: 'string', default: '30' } } });
const server = await startBench(Number(values.households));
try {
  for (const question of questions) {
    const [both, neither] = [await asker(server.locked, true, question), await asker(server.unlocked, false, question)];
    if ((await both()) !== (await neither())) throw new Error(`${question.name}: the answers differ`);
    process.stdout.write(`${question.name}\n  ${await compare('both locks', both, 'neither', neither, Number(values.rounds))}\n`);
  }
} finally {
  await server.close();
}
