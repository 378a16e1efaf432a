import type { DocumentNode, GraphQLSchema } from 'graphql';
import { createYoga, useReadinessCheck } from 'graphql-yoga';
import type { Accounts } from './access/accounts.ts';
import { withoutIdNumbers } from './access/id-number-text.ts';
import { createAccounts } from './access/accounts.ts';
import { createReadLog } from './access/audit/read-log.ts';
import { changedIn } from './access/changed-accounts.ts';
import { rememberTokens } from './access/remembered-tokens.ts';
import type { TokenVerifier } from './access/tokens.ts';
import type { Vault } from './access/vault.ts';
import type { Database, Transaction } from './db/database.ts';
import { checkPlugins } from './plugins/check.ts';
import type { Plugin } from './plugins/define.ts';
import { buildSchema, recordsOf } from './schema/build.ts';
import { createCompiler } from './compiled/index.ts';
import { useAdmission } from './server/admission.ts';
import { useRequestBody } from './server/body.ts';
import { corsFor, useCrossSiteRefusal } from './server/cross-site.ts';
import { useDeadline } from './server/deadline.ts';
import { createDocumentCache, noCache } from './server/document-cache.ts';
import { createDoor, useValidDocuments } from './server/door.ts';
import { behindDoor, viaDoor } from './server/door-ways.ts';
import { type ReportError, usePresentedErrors } from './server/errors.ts';
import { type IdeOptions, ideOf } from './server/ide.ts';
import { useIdNumberGuard } from './server/id-number-guard.ts';
import { requestIdOf, useIdentity } from './server/identity.ts';
import { intakeRoute } from './server/intake-route.ts';
import { limits } from './server/limits.ts';
import { readFeedHealth } from './sync/feed/health.ts';
import { createChangeHub } from './server/change-hub.ts';
import { createNoticeHub } from './server/notice-hub.ts';
import type { StreamSettings } from './server/stream-hub.ts';
import { useMetrics } from './server/metrics.ts';
import { dayInChina, useOperationTransaction } from './server/operation.ts';
import { useRoutes } from './server/routes.ts';
import { exportRoute } from './sync/export/route.ts';
import { formsRoute } from './sync/forms/route.ts';
import { plainDocuments } from './sync/plain-urls/plain-documents.ts';
import { usePlainUrls } from './sync/plain-urls/serve.ts';
import { useProtectiveHeaders } from './server/protective-headers.ts';
import { useSubscriptions } from './server/subscription.ts';
import { checkDocuments, type Documents, fittingDocuments, shippedSources, useTrustedDocuments } from './server/trusted-documents.ts';
import { createRates, type RateSettings } from './server/rates.ts';
import { createImporters } from './sync/intake/importers.ts';
import { quarantineRoute } from './sync/intake/runs/route.ts';
import { templateRoute } from './sync/template/route.ts';

export interface AppOptions {
  readonly db: Database;
  readonly plugins: readonly Plugin[];
  readonly vault: Vault;
  readonly verifier: TokenVerifier;
  readonly accounts?: Accounts;
  /** The clock of the service; tests set it. */
  readonly clock?: () => Date;
  /** Whether synthetic ID numbers may be registered: only where the data is a demo. */
  readonly syntheticPeople?: boolean;
  /** How many sensitive values an account may unmask in a day; 50 unless given. */
  readonly unmaskDaily?: number;
  /** For how many hours the key of a write is remembered; 24 unless given. */
  readonly idempotencyHours?: number;
  /** The query page; left out in production, and introspection with it. */
  readonly ide?: IdeOptions;
  /** Runs trusted documents only, but for integrators, and tells browsers to insist on TLS. */
  readonly production?: boolean;
  /** Trusted documents beside those that come with the platform. */
  readonly documents?: Documents;
  /** Origins whose pages may ask from a browser. */
  readonly corsOrigins?: readonly string[];
  /** How much may be asked for; what is left out is as in `defaultGuards`. */
  readonly guards?: Partial<Guards>;
  /** Published counts from 1 to below this are hidden. */
  readonly smallCellThreshold?: number;
  /** Private networks that webhooks may reach. */
  readonly webhookNetworks?: readonly string[];
  /** What a scraper of `/metrics` shows; there is no such page without. */
  readonly metricsToken?: string | undefined;
  readonly report?: ReportError;
  /** Largest file that is taken over HTTP, in bytes. */
  readonly uploadBytes?: number;
  /** Whether queries are compiled to one statement where that is possible; they are unless this says no. */
  readonly compiled?: boolean;
  /** Streams: how often to look for news, how many there may be. */
  readonly streams?: StreamSettings;
  /** Whether requests are taken; false while the service drains. */
  readonly ready?: () => boolean | Promise<boolean>;
}

export interface App {
  readonly schema: GraphQLSchema;
  fetch(request: Request): Promise<Response>;
  /** Ends all open streams and opens no more: for a service that stops. */
  endStreams(): void;
  /** Node's request listener. */
  readonly handler: Parameters<typeof import('node:http').createServer>[1];
}

/** How much may be asked for, by one operation and by one caller. */
export interface Guards extends RateSettings {
  /** Most that one operation may cost. */
  readonly budget: number;
  /** Proxies in front of the service whose word on the caller's address is taken. */
  readonly trustedHops: number;
  /** Longest life of an operation. */
  readonly deadlineMs: number;
}

/** What holds without any setting. */
export const defaultGuards: Guards = {
  budget: 10_000, perMinute: 200_000, concurrent: 20, anonymousPerMinute: 50_000, anonymousConcurrent: 10, trustedHops: 0, deadlineMs: 10_000,
};

const systemClock = (): Date => new Date();

/** Faults of the platform itself, as JSON lines without ID numbers. */
export const reportToStderr: ReportError = (error, requestId) => {
  const line = JSON.stringify({ level: 'error', requestId, error: error instanceof Error ? error.stack : String(error) });
  process.stderr.write(`${withoutIdNumbers(line)}\n`);
};

/** The platform over a prepared database. Nothing is global: tests build as many as they like. */
export const createApp = (options: AppOptions): App => {
  const { db, plugins, vault, clock = systemClock, ide, report = reportToStderr, ready = () => true, production = false, corsOrigins = [] } = options;
  checkPlugins(plugins);
  const schema = buildSchema(plugins, { ...options, report });
  const accounts = options.accounts ?? createAccounts(db, plugins, () => clock().getTime());
  const today = () => dayInChina(clock());
  const streams = { db, accounts, clock, today, ...options.streams };
  const [hub, changes] = [createNoticeHub(streams), createChangeHub(streams)];
  const operation = {
    db, vault, clock, syntheticPeople: options.syntheticPeople ?? false, unmaskDaily: options.unmaskDaily ?? 50, idempotencyHours: options.idempotencyHours ?? 24, onCommitted: (tx: Transaction) => accounts.forget(changedIn(tx)),
  };
  const guards = { ...defaultGuards, ...options.guards };
  const rates = createRates(guards);
  const records = new Map(recordsOf(plugins).map((record) => [record.name, record]));
  const compiler = options.compiled === false ? undefined : createCompiler({ schema, records });
  const logged = { ...operation, compiler, report, readLog: createReadLog(db, vault) };
  const [documentCache, valid] = [createDocumentCache(), new WeakSet<DocumentNode>()];
  const signIn = { verifier: rememberTokens(options.verifier), accounts, today };
  const { syntheticPeople, unmaskDaily } = operation;
  const intake = {
    service: { db, accounts, vault, clock, syntheticPeople, unmaskDaily, maxBytes: options.uploadBytes ?? 200_000_000, report: (error: unknown) => report(error, 'import') },
    importers: createImporters(plugins), report,
  };
  const own = options.documents ?? new Map();
  checkDocuments(schema, own, guards.budget);
  const shipped = fittingDocuments(schema, guards.budget);
  const documents = new Map([...shipped, ...own]);
  const plain = plainDocuments(schema, shipped, own, shippedSources());
  const yoga = createYoga({
    schema,
    maskedErrors: false, // presented by usePresentedErrors, in one form with codes
    batching: false,
    multipart: false,
    landingPage: false,
    cors: corsFor(corsOrigins),
    logging: false,
    graphiql: ideOf(ide),
    ...(ide ? { renderGraphiQL: ide.render } : {}),
    extraParamNames: ['documentId'],
    maxRequestBodySize: limits.bodyBytes,
    parserAndValidationCache: { documentCache, errorCache: noCache },
    plugins: [
      useReadinessCheck({ endpoint: '/ready', check: async () => ready() }),
      useMetrics({ token: options.metricsToken, health: () => readFeedHealth(db) }),
      useIdNumberGuard(),
      useDeadline(guards.deadlineMs),
      useIdentity(signIn),
      useRoutes({ routes: [formsRoute(operation, plugins), exportRoute(operation, schema, plugins), quarantineRoute(operation, intake.importers), templateRoute(operation, intake.importers), intakeRoute(intake)], identity: signIn, rates, trustedHops: guards.trustedHops, deadlineMs: guards.deadlineMs, report }),
      usePlainUrls({ documents: plain, ask: async (request, context): Promise<Response> => yoga.fetch(request, context as never), report }),
      useCrossSiteRefusal(),
      useRequestBody(),
      useTrustedDocuments({ documents, only: production }),
      ...limits.plugins({ introspection: ide !== undefined }),
      useValidDocuments(valid),
      useOperationTransaction(logged),
      useSubscriptions({ ...operation, accounts, hub, changes }),
      useAdmission({ budget: guards.budget, rates, trustedHops: guards.trustedHops }), // outermost: it runs before a transaction is open
      usePresentedErrors(requestIdOf, report),
      useProtectiveHeaders({ production, byOrigin: corsOrigins.length > 0 }), // last: whoever answered, these headers are on it
    ],
  });
  const general = (request: Request): Promise<Response> => Promise.resolve(yoga.fetch(request));
  const ways = compiler && {
    production, byOrigin: corsOrigins.length > 0, fetchApi: yoga.fetchAPI as never,
    door: createDoor({
      schema, compiler, documentCache, valid, rates, documents, operation: logged, identity: signIn, onlyTrusted: production,
      budget: guards.budget, trustedHops: guards.trustedHops, deadlineMs: guards.deadlineMs,
    }),
  };
  return { schema, fetch: ways ? viaDoor(ways, general) : general, handler: ways ? behindDoor(ways, yoga as never) : (yoga as never), endStreams: () => {
    hub.close();
    changes.close();
  } };
};
