import { hash } from 'node:crypto';

const blockBytes = 64;
const digestBytes = 32;

/** Room for the texts that are printed by the thousand; longer ones get their own. */
const roomBytes = 16_384;

const padded = (key: Buffer, pad: number, length: number): Buffer => {
  const block = Buffer.alloc(length);
  for (let at = 0; at < blockBytes; at += 1) block[at] = (key[at] ?? 0) ^ pad;
  return block;
};

/**
 * HMAC-SHA256 under one key, as base64url, by its definition (RFC 2104): the hash of the key and the hash of key
 * and text. An object of the library for each text costs half as much again, and a share of the garbage.
 * @param key 32 bytes
 */
export const keyedPrint = (key: Buffer): ((text: string) => string) => {
  if (key.length > blockBytes) throw new RangeError('a key longer than a block would have to be hashed first');
  const inner = padded(key, 0x36, roomBytes);
  const outer = padded(key, 0x5c, blockBytes + digestBytes);
  const innerHash = (text: string): string => {
    if (text.length * 3 > roomBytes - blockBytes) return hash('sha256', Buffer.concat([inner.subarray(0, blockBytes), Buffer.from(text)]), 'binary');
    const end = blockBytes + inner.write(text, blockBytes);
    const digest = hash('sha256', inner.subarray(0, end), 'binary');
    inner.fill(0, blockBytes, end); // the text stands nowhere else
    return digest;
  };
  return (text) => {
    outer.write(innerHash(text), blockBytes, 'binary');
    return hash('sha256', outer, 'base64url');
  };
};
