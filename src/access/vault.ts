import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { PlatformError } from '../errors.ts';
import { randomPart } from '../random.ts';
import { keyedPrint } from './keyed-print.ts';

/**
 * Keeps what must not be readable at rest. Three keys are derived from a master key: one encrypts
 * (AES-256-GCM), one makes keyed hashes for exact match, one vouches for entries. One master key is
 * current, older ones still open and find. The interface is small so that another suite (SM4, SM3)
 * or a key service can stand behind it.
 */
export interface Vault {
  /** Short print of the current master key: what is written now carries it. */
  readonly keyId: string;
  /** Prints of all keys that open, the current one first. */
  readonly keyIds: readonly string[];
  /** `keyId:nonce:tag:ciphertext`, base64url. `context` binds the text to its place. */
  encrypt(text: string, context: string): string;
  /** @throws Error when the text was altered or moved; PlatformError MASTER_KEY_DIFFERS when its key was not given */
  decrypt(sealed: string, context: string): string;
  /** Keyed hash for exact match, under the current key; useless without it. */
  hash(text: string): string;
  /** The same under every key that opens, in the order of `keyIds`: to find what an older one wrote. */
  hashes(text: string): readonly string[];
  /**
   * Vouches for a text: under the current key, or under the one named, which may be one that only verifies.
   * @throws PlatformError MASTER_KEY_DIFFERS when that key was not given
   */
  mac(text: string, keyId?: string): string;
}

/** A retired key of which only the part is left that vouches: old entries can be verified, nothing opened. */
export interface VerifyingKey {
  readonly keyId: string;
  readonly mac: Buffer;
}

const derive = (master: Buffer, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', master, '', `youyu/${purpose}`, 32));

/** Keys are made ready once: made anew for each text they cost several times what the hash does. */
interface MasterKeys extends VerifyingKey {
  readonly cipher: KeyObject;
  readonly hash: (text: string) => string;
}

const keysOf = (master: Buffer): MasterKeys => {
  if (master.length !== 32) throw new Error('The master key must be 32 bytes');
  const hash = keyedPrint(derive(master, 'hash'));
  return { keyId: hash('key id').slice(0, 8), cipher: createSecretKey(derive(master, 'cipher')), hash, mac: derive(master, 'audit') };
};

/** What is left of a master key when it is retired. */
export const verifyingKeyOf = (master: Buffer): VerifyingKey => {
  const { keyId, mac } = keysOf(master);
  return { keyId, mac };
};

/** The id of the key that sealed a text. */
export const sealedWith = (sealed: string): string => sealed.slice(0, sealed.indexOf(':'));

const seal = ({ keyId, cipher: key }: MasterKeys, text: string, context: string): string => {
  const nonce = randomPart(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [keyId, ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join(':');
};

const open = ({ cipher: key }: MasterKeys, sealed: string, context: string): string => {
  const [nonce, tag, text] = sealed.split(':').slice(1).map((part) => Buffer.from(part, 'base64url')) as [Buffer, Buffer, Buffer];
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
};

const known = <K>(keys: ReadonlyMap<string, K>, id: string): K => {
  const key = keys.get(id);
  if (!key) throw new PlatformError('MASTER_KEY_DIFFERS', { ids: id });
  return key;
};

/**
 * @param master the current key, 32 random bytes
 * @param older keys that still open, and keys that only verify; one given twice counts once
 */
export const createVault = (master: Buffer, older: readonly (Buffer | VerifyingKey)[] = []): Vault => {
  const current = keysOf(master);
  const opening = new Map([current, ...older.filter(Buffer.isBuffer).map(keysOf)].map((key) => [key.keyId, key]));
  const keys = [...opening.values()];
  const verifying = [...older.filter((key): key is VerifyingKey => !Buffer.isBuffer(key)).reverse(), ...keys.toReversed()]; // of two with one id the first counts, one that opens before all
  const macs = new Map(verifying.map(({ keyId, mac }) => [keyId, keyedPrint(mac)]));
  return {
    keyId: current.keyId,
    keyIds: [...opening.keys()],
    encrypt: (text, context) => seal(current, text, context),
    decrypt: (sealed, context) => open(known(opening, sealedWith(sealed)), sealed, context),
    hash: current.hash,
    hashes: (text) => keys.map(({ hash }) => hash(text)),
    mac: (text, keyId = current.keyId) => known(macs, keyId)(text),
  };
};
