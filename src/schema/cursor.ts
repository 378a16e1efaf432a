import { createHash, timingSafeEqual } from 'node:crypto';
import { PlatformError } from '../errors.ts';

/** Where a page ended: the value it was ordered by (null where the row has none) and the row's id. */
export interface Position {
  readonly value: string | null;
  readonly id: string;
}

/** A short print of everything that decides which rows a connection has, and in which order. */
export const fingerprint = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 10);

/** Makes the keyed hash of a text: only who holds the key can make a cursor. */
export type Seal = (text: string) => string;

/** The hashes of a text under all keys in use: a cursor made before a change of keys is still one of ours. */
export type Seals = (text: string) => readonly string[];

type Parts = readonly [print: string, value: string | null, id: string];

const textOf = ([print, value, id]: Parts): string => `cursor:${JSON.stringify([print, value, id])}`;

const short = (seal: string): string => seal.slice(0, 16);

/** An opaque cursor. It holds order values and ids only, never anything a caller may not read. */
export const encodeCursor = (seal: Seal, print: string, { value, id }: Position): string => {
  const parts: Parts = [print, value, id];
  return Buffer.from(JSON.stringify([...parts, short(seal(textOf(parts)))])).toString('base64url');
};

/**
 * The position in a cursor that was made here: a statement never sees one that somebody wrote.
 * @throws PlatformError CURSOR_INVALID, CURSOR_STALE when it came from other arguments
 */
export const decodeCursor = (seals: Seals, print: string, cursor: string): Position => {
  const [parts, sealed] = parse(cursor);
  const [itsPrint, value, id] = parts;
  if (!seals(textOf(parts)).some((seal) => sameText(sealed, short(seal)))) throw new PlatformError('CURSOR_INVALID');
  if (itsPrint !== print) throw new PlatformError('CURSOR_STALE');
  return { value, id };
};

const sameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const parse = (cursor: string): readonly [parts: Parts, sealed: string] => {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parsed) && parsed.length === 4) {
      const [print, value, id, sealed] = parsed as unknown[];
      return [[String(print), value === null ? null : String(value), String(id)], String(sealed)];
    }
  } catch {
    // not ours: answered below
  }
  throw new PlatformError('CURSOR_INVALID');
};
