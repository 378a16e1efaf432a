import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Owner } from '../src/db/placement.ts';

interface Journal {
  readonly entries: readonly { readonly tag: string }[];
}

/** The owner as it was before the migration of this tag: its tables are to be filled and then brought on. */
export const ownerBefore = (owner: Owner, tag: string): Owner => {
  const folder = mkdtempSync(join(tmpdir(), 'youyu-past-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const from = fileURLToPath(owner.migrations);
  const journal = JSON.parse(readFileSync(join(from, 'meta/_journal.json'), 'utf8')) as Journal;
  const at = journal.entries.findIndex((entry) => entry.tag === tag);
  if (at < 0) throw new Error(`${owner.id} has no migration ${tag}`);
  const entries = journal.entries.slice(0, at);
  mkdirSync(join(folder, 'meta'));
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }));
  for (const entry of entries) copyFileSync(join(from, `${entry.tag}.sql`), join(folder, `${entry.tag}.sql`));
  return { ...owner, migrations: pathToFileURL(`${folder}/`) };
};
