import { createHash } from 'node:crypto';
import { PlatformError } from '../errors.ts';

/** Where a page ended: the value it was ordered by (null where the row has none) and the row's id. */
export interface Position {
  readonly value: string | null;
  readonly id: string;
}

/** A short print of everything that decides which rows a connection has, and in which order. */
export const fingerprint = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 10);

/** An opaque cursor. It holds order values and ids only, never anything a caller may not read. */
export const encodeCursor = (print: string, { value, id }: Position): string =>
  Buffer.from(JSON.stringify([print, value, id])).toString('base64url');

/** @throws PlatformError CURSOR_INVALID, CURSOR_STALE when it came from other arguments */
export const decodeCursor = (print: string, cursor: string): Position => {
  const [itsPrint, value, id] = parse(cursor);
  if (itsPrint !== print) throw new PlatformError('CURSOR_STALE');
  return { value, id };
};

const parse = (cursor: string): [string, string | null, string] => {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parts) && parts.length === 3 && typeof parts[0] === 'string' && typeof parts[2] === 'string') {
      return parts as [string, string | null, string];
    }
  } catch {
    // not ours: answered below
  }
  throw new PlatformError('CURSOR_INVALID');
};
