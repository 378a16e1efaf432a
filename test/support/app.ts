import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import postgres from 'postgres';
import { inject } from 'vitest';
import { type App, type AppOptions, createApp, type Guards } from '../../src/app.ts';
import type { Vault } from '../../src/access/vault.ts';
import { type Accounts, createAccounts } from '../../src/access/accounts.ts';
import type { FieldClass } from '../../src/access/identity.ts';
import { createSigner, createVerifier } from '../../src/access/tokens.ts';
import { connect } from '../../src/db/connect.ts';
import type { Database } from '../../src/db/database.ts';
import type { Plugin } from '../../src/plugins/define.ts';
import type { StreamSettings } from '../../src/server/stream-hub.ts';
import { allPlugins } from '../../src/plugins/index.ts';
import { testClock, testVault } from './template.ts';
import type { Template } from './template-pglite.ts';

/** An answer of the API, with the errors' codes within reach. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  readonly data: any;
  readonly errors: readonly { readonly message: string; readonly path?: readonly (string | number)[]; readonly extensions: Record<string, unknown> }[];
  readonly extensions: Record<string, unknown> | undefined;
  /** Statements sent for this request, begin, enter and commit among them. */
  readonly statements: readonly string[];
  readonly text: string;
}

export interface TestApp {
  readonly app: App;
  readonly db: Database;
  /** Asks over HTTP semantics, as the account with this subject or without a token. */
  ask(query: string, options?: { as?: string | undefined; variables?: object | undefined; headers?: Record<string, string> | undefined }): Promise<Answer>;
  /** Statements sent since the last `ask` began. */
  statements(): readonly string[];
  tokenOf(subject: string): Promise<string>;
  close(): Promise<void>;
}

/** Settings of the service may be given as they are. */
export interface TestOptions extends Pick<AppOptions, 'production' | 'documents' | 'compiled' | 'corsOrigins' | 'webhookNetworks' | 'metricsToken'> {
  readonly plugins?: readonly Plugin[];
  readonly clock?: () => Date;
  /** Every account reads every department's records, for tests of the whole graph by one caller. */
  readonly everyDomain?: boolean;
  /** Limits of cost and rate; wide ones if left out, `{}` for those of a service. */
  readonly guards?: Partial<Guards>;
  /** The test's own vault; it must open what the template's sealed. */
  readonly vault?: Vault;
  readonly unmaskDaily?: number;
  /** Another template than that of the run. */
  readonly from?: Template;
  /** What stands between the platform and its database. */
  readonly between?: (db: Database) => Database;
  /** Hears what is told to the operator. */
  readonly onReport?: (error: unknown) => void;
  readonly onStatement?: (text: string) => void;
  readonly streams?: StreamSettings;
}

/** A copy of a filled database on the server; its address. */
export const copyOfTemplate = async (superuserUrl: string, template: string): Promise<string> => {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => undefined });
  await sql.unsafe(`create database "${name}" template "${template}" owner youyu_owner`);
  await sql.end();
  return superuserUrl.replace('postgres@', 'youyu_owner@').replace(/\/postgres$/, `/${name}`);
};

/** Tests ask for the whole graph at once, on machines that are busy. */
const deadlineMs = 60_000;

/** A copy of the filled database, or of another template made from it. */
export const openCopy = async (onStatement: (text: string) => void, template: Template = inject('template')): Promise<Database> => {
  if (template.engine === 'postgres') return connect({ url: await copyOfTemplate(template.superuserUrl, template.database), onStatement, deadlineMs });
  return connect({ loadDataDir: new Blob([readFileSync(template.dump)]), onStatement, deadlineMs });
};

/** Tests ask for everything at once, a thousand times a minute; those of the limits ask with the limits of a service. */
export const wideGuards: Partial<Guards> = { deadlineMs: 60_000, budget: 1e8, perMinute: 1e12, anonymousPerMinute: 1e12, concurrent: 1_000, anonymousConcurrent: 1_000 };

const withEveryDomain = (accounts: Accounts): Accounts => ({
  ...accounts,
  find: async (subject, today) => {
    const identity = await accounts.find(subject, today);
    const domains = new Map(allPlugins.map(({ id }) => [id, 'sensitive' as FieldClass]));
    return identity && { ...identity, domains, scope: { ...identity.scope, domains: [...domains.keys()] } };
  },
});

/** A platform of the test's own over a copy of the filled database, on the engine of the run. */
export const openTestApp = async ({
  plugins = allPlugins, clock = testClock, guards = wideGuards, vault = testVault(), unmaskDaily = 50, everyDomain = false, from, between = (db) => db, onReport, onStatement, ...settings
}: TestOptions = {}): Promise<TestApp> => {
  let statements: string[] = [];
  const db = await openCopy((text) => {
    statements.push(text);
    onStatement?.(text);
  }, from);
  const rules = { issuer: 'test', audience: 'test' };
  const signer = await createSigner(rules);
  const reported: unknown[] = [];
  const report = (error: unknown): void => {
    reported.push(error);
    onReport?.(error);
  };
  const app = createApp({ ...settings, ...(everyDomain ? { accounts: withEveryDomain(createAccounts(db, plugins)) } : {}), db: between(db), plugins, vault, unmaskDaily, verifier: createVerifier(signer.publicKeys, rules), clock, syntheticPeople: true, guards, report });
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (subject: string): Promise<string> => {
    const known = tokens.get(subject) ?? signer.sign(subject);
    tokens.set(subject, known);
    return known;
  };
  return {
    app,
    db,
    tokenOf,
    statements: () => [...statements],
    ask: async (query, { as, variables, headers } = {}) => {
      const authorization = as ? { authorization: `Bearer ${await tokenOf(as)}` } : {};
      statements = [];
      const response = await app.fetch(new Request('http://test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...authorization, ...headers },
        body: JSON.stringify({ query, variables }),
      }));
      const text = await response.text();
      const { data, errors = [], extensions } = JSON.parse(text);
      if (errors.some((error: { extensions?: { code?: string } }) => error.extensions?.code === 'INTERNAL_ERROR')) {
        throw new Error(`INTERNAL_ERROR: ${String((reported.at(-1) as Error | undefined)?.stack)}`);
      }
      return { status: response.status, data, errors, extensions, statements: [...statements], text };
    },
    close: () => db.close(),
  };
};
