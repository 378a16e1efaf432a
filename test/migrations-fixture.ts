import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pgSchema, text } from 'drizzle-orm/pg-core';
import { onTestFinished } from 'vitest';
import { countyRecord } from '../src/db/columns.ts';
import type { Owner } from '../src/db/placement.ts';
import { table } from '../src/db/table.ts';

const fish = pgSchema('fish');

/** A table of the made-up owner: rows of a county, so under forced row security. */
export const pond = table(fish, 'pond', { ...countyRecord(), name: text() });

/** Creates {@link pond} as drizzle-kit would. */
export const firstMigration: readonly string[] = [
  'create schema fish',
  `create table "fish"."pond" (id uuid primary key, county_code text not null, version integer not null default 1,
    created_at timestamptz not null default now(), updated_at timestamptz not null default now(), name text)`,
];

/** The migrations of the made-up owner `fish`, written to a folder that goes with the test. */
export const fishOwner = (migrations: Readonly<Record<string, readonly string[]>>): Owner => {
  const folder = mkdtempSync(join(tmpdir(), 'youyu-fish-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'meta'));
  const tags = Object.keys(migrations);
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ entries: tags.map((tag, idx) => ({ idx, tag })) }));
  for (const tag of tags) writeFileSync(join(folder, `${tag}.sql`), migrations[tag]!.join('\n--> statement-breakpoint\n'));
  return {
    id: 'fish',
    migrations: pathToFileURL(`${folder}/`),
    tables: [{ table: pond, placement: 'county' }],
  };
};

/** A uuid for a test's row, the same for the same words. */
export const uuidOf = (words: string): string =>
  createHash('sha256').update(words).digest('hex').slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
