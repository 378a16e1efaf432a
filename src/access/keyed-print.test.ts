import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keyedPrint } from './keyed-print.ts';

const library = (key: Buffer, text: string): string => createHmac('sha256', key).update(text).digest('base64url');

const texts = ['', 'x', '贫困户', 'half a pair \ud800 alone', '😀'.repeat(30), 'a'.repeat(55), 'a'.repeat(64), 'long '.repeat(1_085), '长'.repeat(5_439), '长'.repeat(5_440), '长'.repeat(5_441), 'very long '.repeat(10_000)];

describe('keyed print', () => {
  it('is the HMAC of the library, whatever came before', () => {
    for (let round = 0; round < 20; round += 1) {
      const key = randomBytes(32);
      const print = keyedPrint(key);
      for (const text of [...texts, ...texts.toReversed()]) expect(print(text)).toBe(library(key, text));
    }
  });

  it('gives the value of RFC 4231, case 2, with the key filled up', () => {
    expect(Buffer.from(keyedPrint(Buffer.from('Jefe'))('what do ya want for nothing?'), 'base64url').toString('hex')).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
  });

  it('refuses a key that is longer than a block', () => {
    expect(() => keyedPrint(Buffer.alloc(65))).toThrow(RangeError);
  });
});
