import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { type DrizzleSnapshotJSON, generateDrizzleJson } from 'drizzle-kit/api';
import { getTableConfig, pgSchema } from 'drizzle-orm/pg-core';
import type { Owner } from '../src/db/placement.ts';

export type Snapshot = DrizzleSnapshotJSON;

/** A line of drizzle-kit's journal. */
export interface JournalEntry {
  readonly idx: number;
  readonly version: string;
  readonly when: number;
  readonly tag: string;
  readonly breakpoints: boolean;
}

export const journalOf = (owner: Owner): readonly JournalEntry[] => {
  const file = new URL('meta/_journal.json', owner.migrations);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { entries: JournalEntry[] }).entries : [];
};

export const snapshotFile = (idx: number): string => `meta/${String(idx).padStart(4, '0')}_snapshot.json`;

/** What the owner's migrations add up to; the empty snapshot before the first. */
export const lastSnapshot = (owner: Owner): Snapshot => {
  const count = journalOf(owner).length;
  if (count === 0) return generateDrizzleJson({});
  return JSON.parse(readFileSync(new URL(snapshotFile(count - 1), owner.migrations), 'utf8')) as Snapshot;
};

const longName = /"([a-z0-9_]{64,})"/g;

/** PostgreSQL cuts names after 63 bytes without a word, and two that start alike would meet. */
const withShortNames = (json: string): string =>
  json.replaceAll(longName, (_, name: string) => `"${name.slice(0, 54)}_${createHash('sha256').update(name).digest('hex').slice(0, 8)}"`);

/** What the owner's tables ask for. Only its own schema: tables of others stand behind foreign keys. */
export const wantedSnapshot = (owner: Owner, previous: Snapshot): Snapshot => {
  const tables = owner.tables.map(({ table }) => table);
  const foreign = tables.find((table) => getTableConfig(table).schema !== owner.id);
  if (foreign) throw new Error(`${owner.id} owns no table in schema ${getTableConfig(foreign).schema}`);
  const exports = Object.fromEntries(tables.map((table) => [getTableConfig(table).name, table]));
  const snapshot = generateDrizzleJson({ ...(tables.length > 0 && { ' schema': pgSchema(owner.id) }), ...exports }, (previous as { id: string }).id);
  return JSON.parse(withShortNames(JSON.stringify(snapshot))) as Snapshot;
};

const content = (snapshot: Snapshot): object => ({ ...snapshot, id: '', prevId: '' });

/** Whether the owner's migrations give the tables that its code declares. */
export const isUpToDate = (owner: Owner): boolean => {
  const last = lastSnapshot(owner);
  return isDeepStrictEqual(content(JSON.parse(JSON.stringify(last)) as Snapshot), content(wantedSnapshot(owner, last)));
};
