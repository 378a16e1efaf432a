import { v7 } from 'uuid';
import type { Random } from './random.ts';

/** Ids look as if made on the day the policy was issued, one a millisecond. */
const firstMs = Date.parse('2016-08-01T00:00:00Z');
const partMs = 10_000_000;

/** Makes uuids v7 in time order, the same for the same generator. */
export const createIds = ({ between }: Random, part: number): (() => string) => {
  const random = new Uint8Array(16);
  const words = new DataView(random.buffer);
  let msecs = firstMs + part * partMs;
  return () => {
    msecs += 1;
    for (let at = 0; at < 16; at += 4) words.setUint32(at, between(0, 0xffff_ffff));
    return v7({ msecs, random, seq: between(0, 0x7fff_ffff) });
  };
};
