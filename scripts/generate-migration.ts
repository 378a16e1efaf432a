import { mkdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { generateMigration } from 'drizzle-kit/api';
import type { Owner } from '../src/db/placement.ts';
import { allOwners, findOwner } from './owners.ts';
import { isUpToDate, type JournalEntry, journalOf, lastSnapshot, type Snapshot, snapshotFile, wantedSnapshot } from './snapshots.ts';

const write = (owner: Owner, file: string, text: string): void => {
  const target = new URL(file, owner.migrations);
  mkdirSync(new URL('./', target), { recursive: true });
  writeFileSync(target, text);
};

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const addToJournal = (owner: Owner, tag: string): void => {
  const before = journalOf(owner);
  const entry: JournalEntry = { idx: before.length, version: '7', when: Date.now(), tag, breakpoints: true };
  write(owner, 'meta/_journal.json', asJson({ version: '7', dialect: 'postgresql', entries: [...before, entry] }));
};

/**
 * Writes the owner's next migration in drizzle-kit's form and answers its tag, or undefined when
 * its tables have not changed. Asks on the terminal when a column may have been renamed.
 */
export const generate = async (owner: Owner, name: string): Promise<string | undefined> => {
  const last = lastSnapshot(owner);
  const wanted = wantedSnapshot(owner, last);
  const statements = await generateMigration(last, wanted as Snapshot);
  if (statements.length === 0) return undefined;
  const idx = journalOf(owner).length;
  const tag = `${String(idx).padStart(4, '0')}_${name}`;
  write(owner, `${tag}.sql`, `${statements.map((statement) => statement.trim()).join('\n--> statement-breakpoint\n')}\n`);
  write(owner, snapshotFile(idx), asJson(wanted));
  addToJournal(owner, tag);
  return tag;
};

const check = async (): Promise<void> => {
  const late = (await allOwners()).filter((owner) => !isUpToDate(owner)).map(({ id }) => id);
  if (late.length === 0) return;
  console.error(`tables and migrations disagree: ${late.join(', ')}; run: npm run db:generate -- <owner> --name <what>`);
  process.exitCode = 1;
};

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { name: { type: 'string' }, check: { type: 'boolean' } } });
  if (values.check) return check();
  const [id] = positionals;
  if (!id) throw new Error('usage: npm run db:generate -- <owner> [--name <what>]');
  const owner = await findOwner(id);
  const name = values.name ?? (journalOf(owner).length === 0 ? 'init' : 'change');
  if (!/^[a-z0-9_]+$/.test(name)) throw new Error(`--name takes small letters, digits and _: ${name}`);
  console.log((await generate(owner, name)) ?? `the tables of ${id} have not changed`);
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
