import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type KeySource, keysOfFile, keysOfUrl } from './access/jwks.ts';
import { createSigner, createVerifier, type TokenSigner, type TokenVerifier } from './access/tokens.ts';
import { createVault, type Vault } from './access/vault.ts';
import { type Config, ConfigError } from './config.ts';
import type { Database } from './db/database.ts';
import { PlatformError } from './errors.ts';

export interface Keys {
  readonly vault: Vault;
  readonly verifier: TokenVerifier;
  /** Signs development tokens; absent where an identity provider signs. */
  readonly signer: TokenSigner | undefined;
}

const masterKeyFile = (dataDir: string): Buffer => {
  const file = join(dataDir, 'master.key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 });
  return Buffer.from(readFileSync(file, 'utf8'), 'base64');
};

/** Where the identity provider's keys come from; undefined where none is set, so that we sign for development. */
const identityProvider = ({ jwksFile, jwksUrl }: Config): KeySource | undefined => {
  if (jwksUrl) return keysOfUrl(jwksUrl);
  if (!jwksFile) return undefined;
  try {
    return keysOfFile(jwksFile);
  } catch (error) {
    throw new ConfigError(`YOUYU_JWKS_FILE cannot be read: ${(error as Error).message}`);
  }
};

/**
 * The keys of the service: given by the environment in production, made and kept in the data folder
 * otherwise.
 */
export const openKeys = async (config: Config): Promise<Keys> => {
  if (config.production && !config.masterKey) throw new ConfigError('YOUYU_MASTER_KEY (or YOUYU_MASTER_KEY_FILE) is needed in production: 32 bytes, base64');
  if (config.production && !config.jwksFile && !config.jwksUrl) throw new ConfigError('YOUYU_JWKS_URL or YOUYU_JWKS_FILE is needed in production: the public keys of the identity provider');
  mkdirSync(config.dataDir, { recursive: true });
  const vault = createVault(config.masterKey ?? masterKeyFile(config.dataDir), config.oldMasterKeys);
  const provider = identityProvider(config);
  if (provider) return { vault, verifier: createVerifier(provider, config), signer: undefined };
  const signer = await createSigner(config, join(config.dataDir, 'signing-key.json'));
  return { vault, verifier: createVerifier(signer.publicKeys, config), signer };
};

/** Ids of keys that something still carries: a start must not do without them. */
const missingKeys = `
  select distinct split_part(id_number_cipher, ':', 1) from core.person
  where id_number_cipher is not null and split_part(id_number_cipher, ':', 1) <> all($1::text[])
  union select distinct key_id from core.person_identity where key_id <> all($1::text[])`;

const checkName = 'master key';

/**
 * Refuses to run without a master key that data was written with: nobody could be found or read. All
 * rows are looked at only when other keys are given than at the last start.
 * @throws PlatformError MASTER_KEY_DIFFERS
 */
export const checkVaultKey = async (db: Database, { keyIds }: Vault, now: Date): Promise<void> => {
  const print = [...keyIds].sort().join(',');
  const last = await db.transaction({ scope: 'owner', readOnly: true }, (tx) => tx.query('select fingerprint from core.reference_load where name = $1', [checkName]));
  if (last.rows[0]?.[0] === print) return;
  const { rows } = await db.transaction({ scope: { counties: '*', domains: '*', actor: 'system:keys' }, readOnly: true, deadlineMs: 300_000 }, (tx) => tx.query(missingKeys, [keyIds]));
  if (rows.length > 0) throw new PlatformError('MASTER_KEY_DIFFERS', { ids: rows.flat().sort().join(', ') });
  await db.transaction({ scope: 'owner' }, (tx) => tx.query(
    `insert into core.reference_load (name, fingerprint, loaded_at) values ($1, $2, $3)
     on conflict (name) do update set fingerprint = excluded.fingerprint, loaded_at = excluded.loaded_at`,
    [checkName, print, now.toISOString()],
  ));
};
