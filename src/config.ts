import { existsSync, readFileSync } from 'node:fs';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { defaultAlgorithms, knownAlgorithms, type TokenAlgorithm } from './access/tokens.ts';
import type { VerifyingKey } from './access/vault.ts';

/** A setting that cannot be used; the message names the variable. */
export class ConfigError extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'ConfigError';
  }
}

const onOff = z.enum(['on', 'off']).transform((value) => value === 'on');

const isAlgorithm = (name: string): name is TokenAlgorithm => (knownAlgorithms as readonly string[]).includes(name);

const algorithms = z.string().default(defaultAlgorithms.join()).transform((text) => text.split(',').map((name) => name.trim()))
  .refine((names): names is TokenAlgorithm[] => names.every(isAlgorithm), `expected some of ${knownAlgorithms.join(', ')}`);

/** Keys that came over plain HTTP could be anybody's; on the machine itself nobody is between. */
const isPrivateAddress = (text: string): boolean => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
};

const isKey = (text: string): boolean => Buffer.from(text, 'base64').length === 32;

const verifyOnly = /^mac:([\w-]{8}):(.+)$/;

/** A whole old key in base64, or of a retired one the part that verifies: `mac:<key id>:<base64>`. */
const oldKey = z.string().trim().transform((text) => verifyOnly.exec(text) ?? [text, undefined, text] as const)
  .refine(([, , base64]) => z.base64().safeParse(base64).success && isKey(base64 as string), 'expected 32 bytes each, base64, with commas between')
  .transform(([, keyId, base64]): Buffer | VerifyingKey => {
    const bytes = Buffer.from(base64 as string, 'base64');
    return keyId === undefined ? bytes : { keyId, mac: bytes };
  });

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text);

const isNetwork = (text: string): boolean => (text.includes('/') ? ipaddr.isValidCIDR(text) : ipaddr.isValid(text));

const settings = z.object({
  PORT: z.coerce.number('not a number').int().min(0).max(65_535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'expected postgres://user:password@host:5432/database' }).optional(),
  NODE_ENV: z.string().optional(),
  YOUYU_DATA_DIR: z.string().default('./.data'),
  YOUYU_POOL_SIZE: z.coerce.number('not a number').int().min(1).max(200).default(10),
  YOUYU_DEADLINE_MS: z.coerce.number('not a number').int().min(100).default(10_000),
  YOUYU_COST_BUDGET: z.coerce.number('not a number').int().min(100).default(10_000),
  YOUYU_RATE: z.coerce.number('not a number').int().min(100).default(200_000),
  YOUYU_RATE_ANONYMOUS: z.coerce.number('not a number').int().min(100).default(50_000),
  YOUYU_CONCURRENT: z.coerce.number('not a number').int().min(1).default(20),
  YOUYU_CONCURRENT_ANONYMOUS: z.coerce.number('not a number').int().min(1).default(10),
  YOUYU_DOCUMENTS_FILE: z.string().optional(),
  YOUYU_CORS_ORIGINS: z.string().transform((text) => text.split(',').map((one) => one.trim()).filter(Boolean)).refine((origins) => origins.every(isOrigin), 'expected origins such as https://data.example, with commas').optional(),
  YOUYU_TRUST_PROXY: z.coerce.number('not a number').int().min(0).max(10).default(0),
  YOUYU_DRAIN_DELAY_MS: z.coerce.number('not a number').int().min(0).max(60_000).default(0),
  YOUYU_DEMO: onOff.optional(),
  YOUYU_DEMO_HOUSEHOLDS: z.coerce.number('not a number').int().min(1).default(600),
  YOUYU_DEMO_SEED: z.coerce.number('not a number').int().default(2016),
  YOUYU_PLUGINS: z.string().optional(),
  YOUYU_IDE: onOff.optional(),
  YOUYU_MASTER_KEY: z.base64('not base64').refine(isKey, 'expected 32 bytes, base64').optional(),
  YOUYU_OLD_MASTER_KEYS: z.string().transform((text) => text.split(',')).pipe(z.array(oldKey)).optional(),
  YOUYU_IDEMPOTENCY_HOURS: z.coerce.number('not a number').int().min(1).max(720).default(24),
  YOUYU_UNMASK_DAILY: z.coerce.number('not a number').int().min(0).max(100_000).default(50),
  YOUYU_JWKS_FILE: z.string().optional(),
  YOUYU_JWKS_URL: z.url({ protocol: /^https?$/, error: 'expected https://...' }).refine(isPrivateAddress, 'expected https://...').optional(),
  YOUYU_TOKEN_ALGORITHMS: algorithms,
  YOUYU_ISSUER: z.string().default('youyu'),
  YOUYU_AUDIENCE: z.string().default('youyu'),
  YOUYU_WEBHOOK_NETWORKS: z.string().transform((text) => text.split(',').map((one) => one.trim()).filter(Boolean)).refine((networks) => networks.every(isNetwork), 'expected addresses or networks such as 10.1.0.0/16, with commas').optional(),
  YOUYU_METRICS_TOKEN: z.string().min(16, 'expected at least 16 characters').optional(),
  YOUYU_COMPILED: onOff.default(true),
  YOUYU_UPLOAD_BYTES: z.coerce.number('not a number').int().min(1_000_000).max(4_000_000_000).default(200_000_000),
  YOUYU_SMALL_CELL_THRESHOLD: z.coerce.number('not a number').int().min(3).max(100).default(5),
});

export type SettingName = keyof typeof settings.shape;

/** What each setting is without the environment: undefined where that depends on others. */
export const settingDefaults = (): Readonly<Record<SettingName, unknown>> =>
  ({ ...Object.fromEntries(Object.keys(settings.shape).map((name) => [name, undefined])), ...settings.parse({}) }) as Record<SettingName, unknown>;

/** Settings whose value may come from a file, named by `<NAME>_FILE`. */
export const fromFiles = ['DATABASE_URL', 'YOUYU_MASTER_KEY', 'YOUYU_OLD_MASTER_KEYS', 'YOUYU_METRICS_TOKEN'] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Every setting, checked. Secrets stand here too: never log it whole. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | undefined;
  readonly production: boolean;
  readonly dataDir: string;
  readonly poolSize: number;
  readonly deadlineMs: number;
  readonly drainDelayMs: number;
  /** File of trusted documents beside those of the platform. */
  readonly documentsFile: string | undefined;
  readonly corsOrigins: readonly string[];
  /** How much may be asked for. */
  readonly guards: {
    readonly budget: number;
    readonly perMinute: number;
    readonly anonymousPerMinute: number;
    readonly concurrent: number;
    readonly anonymousConcurrent: number;
    readonly trustedHops: number;
    readonly deadlineMs: number;
  };
  readonly demo: { readonly on: boolean; readonly households: number; readonly seed: number };
  /** Ids of the plugins to switch on; undefined for all. */
  readonly plugins: readonly string[] | undefined;
  readonly ide: boolean;
  readonly masterKey: Buffer | undefined;
  /** Keys that still open what they sealed, and retired ones that only verify. */
  readonly oldMasterKeys: readonly (Buffer | VerifyingKey)[];
  /** How many sensitive values an account may unmask in a day. */
  readonly unmaskDaily: number;
  /** How long a key of a write is remembered. */
  readonly idempotencyHours: number;
  readonly jwksFile: string | undefined;
  readonly jwksUrl: URL | undefined;
  readonly algorithms: readonly TokenAlgorithm[];
  readonly issuer: string;
  readonly audience: string;
  /** Published counts from 1 to below this are hidden. */
  readonly smallCellThreshold: number;
  /** Private networks that webhooks may reach. */
  readonly webhookNetworks: readonly string[];
  readonly metricsToken: string | undefined;
  /** Largest file that is taken over HTTP; the command line takes any. */
  readonly uploadBytes: number;
  /** Whether queries are compiled to one statement where they can be. */
  readonly compiled: boolean;
  /** Started by an npm script, whose shell does not pass a stop signal on. */
  readonly underNpm: boolean;
}

/** An empty value is none, as `NAME=` in a file of settings means it. No plugin at all is a choice, though. */
const withoutEmpty = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([name, value]) => value !== '' || name === 'YOUYU_PLUGINS'));

/** `NAME_FILE` gives the value of `NAME` from a file, so that secrets need not stand in the environment. */
const withFiles = (env: Environment): Record<string, string | undefined> => {
  const values = { ...env };
  for (const name of fromFiles) {
    const file = env[`${name}_FILE`];
    if (file === undefined) continue;
    if (!existsSync(file)) throw new ConfigError(`${name}_FILE names a file that does not exist: ${file}`);
    values[name] = readFileSync(file, 'utf8').trim();
    delete values[`${name}_FILE`];
  }
  return values;
};

const refuseUnknown = (env: Environment): void => {
  const unknown = Object.keys(env).filter((name) => name.startsWith('YOUYU_') && !(name in settings.shape) && !/^YOUYU_(TEST_|SOAK)/.test(name));
  if (unknown.length > 0) {
    const known = [...Object.keys(settings.shape), ...fromFiles.map((name) => `${name}_FILE`)].filter((name) => name.startsWith('YOUYU_'));
    throw new ConfigError(`Unknown setting ${unknown.join(', ')}. Known: ${known.join(', ')}`);
  }
};

/**
 * Reads the environment, once; nothing else does.
 * @throws ConfigError for a wrong value and for any unknown YOUYU_ variable (a misspelt one would be silent)
 */
export const readConfig = (environment: Environment): Config => {
  const env = withFiles(withoutEmpty(environment));
  refuseUnknown(env);
  const read = settings.safeParse(env);
  if (!read.success) {
    throw new ConfigError(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  }
  const set = read.data;
  if (set.YOUYU_JWKS_FILE !== undefined && set.YOUYU_JWKS_URL !== undefined) throw new ConfigError('YOUYU_JWKS_FILE and YOUYU_JWKS_URL are both set; the keys have one source');
  const production = set.NODE_ENV === 'production';
  return {
    port: set.PORT,
    host: set.HOST,
    databaseUrl: set.DATABASE_URL,
    production,
    dataDir: set.YOUYU_DATA_DIR,
    poolSize: set.YOUYU_POOL_SIZE,
    deadlineMs: set.YOUYU_DEADLINE_MS,
    drainDelayMs: set.YOUYU_DRAIN_DELAY_MS,
    documentsFile: set.YOUYU_DOCUMENTS_FILE,
    corsOrigins: set.YOUYU_CORS_ORIGINS ?? [],
    guards: {
      budget: set.YOUYU_COST_BUDGET,
      perMinute: set.YOUYU_RATE,
      anonymousPerMinute: set.YOUYU_RATE_ANONYMOUS,
      concurrent: set.YOUYU_CONCURRENT,
      anonymousConcurrent: set.YOUYU_CONCURRENT_ANONYMOUS,
      trustedHops: set.YOUYU_TRUST_PROXY,
      deadlineMs: set.YOUYU_DEADLINE_MS,
    },
    demo: { on: set.YOUYU_DEMO ?? !production, households: set.YOUYU_DEMO_HOUSEHOLDS, seed: set.YOUYU_DEMO_SEED },
    plugins: set.YOUYU_PLUGINS?.split(',').map((id) => id.trim()).filter(Boolean),
    ide: set.YOUYU_IDE ?? !production,
    masterKey: set.YOUYU_MASTER_KEY ? Buffer.from(set.YOUYU_MASTER_KEY, 'base64') : undefined,
    oldMasterKeys: set.YOUYU_OLD_MASTER_KEYS ?? [],
    unmaskDaily: set.YOUYU_UNMASK_DAILY,
    idempotencyHours: set.YOUYU_IDEMPOTENCY_HOURS,
    jwksFile: set.YOUYU_JWKS_FILE,
    jwksUrl: set.YOUYU_JWKS_URL === undefined ? undefined : new URL(set.YOUYU_JWKS_URL),
    algorithms: set.YOUYU_TOKEN_ALGORITHMS,
    issuer: set.YOUYU_ISSUER,
    audience: set.YOUYU_AUDIENCE,
    smallCellThreshold: set.YOUYU_SMALL_CELL_THRESHOLD,
    webhookNetworks: set.YOUYU_WEBHOOK_NETWORKS ?? [],
    metricsToken: set.YOUYU_METRICS_TOKEN,
    uploadBytes: set.YOUYU_UPLOAD_BYTES,
    compiled: set.YOUYU_COMPILED,
    underNpm: environment['npm_lifecycle_event'] !== undefined,
  };
};
