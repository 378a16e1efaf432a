import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Keeps what must not be readable at rest. Two keys are derived from one master key: one encrypts
 * (AES-256-GCM), one makes keyed hashes for exact match. The interface is small so that another
 * suite (SM4, SM3) or a key service can stand behind it.
 */
export interface Vault {
  /** Short print of the master key, to refuse data that another key wrote. */
  readonly keyId: string;
  /** `keyId:nonce:tag:ciphertext`, base64url. `context` binds the text to its place. */
  encrypt(text: string, context: string): string;
  /** @throws Error when the text was altered, moved to another context, or written with another key */
  decrypt(sealed: string, context: string): string;
  /** Keyed hash for exact match; useless without the key. */
  hash(text: string): string;
  /** Keyed print of a text, to notice that it was altered; `keyId` names the key it was made with, the present one by default. */
  mac(text: string, keyId?: string): string;
}

const derive = (master: Buffer, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', master, '', `youyu/${purpose}`, 32));

/** @param master 32 random bytes */
export const createVault = (master: Buffer): Vault => {
  if (master.length !== 32) throw new Error('The master key must be 32 bytes');
  const [cipherKey, hashKey, auditKey] = [derive(master, 'cipher'), derive(master, 'hash'), derive(master, 'audit')];
  const keyId = createHmac('sha256', hashKey).update('key id').digest('base64url').slice(0, 8);
  return {
    keyId,
    encrypt: (text, context) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', cipherKey, nonce).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [keyId, ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join(':');
    },
    decrypt: (sealed, context) => {
      const [id, nonce, tag, text] = sealed.split(':') as [string, string, string, string];
      if (id !== keyId) throw new Error(`Sealed with key ${id}, this is key ${keyId}`);
      const decipher = createDecipheriv('aes-256-gcm', cipherKey, Buffer.from(nonce, 'base64url')).setAAD(Buffer.from(context));
      decipher.setAuthTag(Buffer.from(tag, 'base64url'));
      return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8');
    },
    hash: (text) => createHmac('sha256', hashKey).update(text).digest('base64url'),
    mac: (text, id = keyId) => {
      if (id !== keyId) throw new Error(`Made with key ${id}, this is key ${keyId}`);
      return createHmac('sha256', auditKey).update(text).digest('base64url');
    },
  };
};
