import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const pool = Buffer.allocUnsafeSlow(16_384);
let used = pool.length;

/** Random bytes that are given once: asking the system for a few at a time costs more than what they are for. */
export const randomPart = (length: number): Buffer => {
  if (used + length > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const part = Buffer.from(pool.subarray(used, used + length));
  pool.fill(0, used, used + length); // what was given stands nowhere else
  used += length;
  return part;
};

let [msecs, seq] = [0, 0];

/** An id of a row: of one process each sorts after the one before it, so that rows are stored in their order. */
export const newId = (): string => {
  const now = Date.now();
  if (now > msecs) [msecs, seq] = [now, randomPart(4).readUInt32BE() >>> 2];
  else seq += 1;
  return v7({ msecs, seq, random: randomPart(16) });
};
