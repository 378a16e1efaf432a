import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { PlatformError } from '../errors.ts';
import type { Owner } from './placement.ts';

/** A migration as it stands on disk. */
export interface Migration {
  readonly tag: string;
  readonly sha256: string;
  readonly statements: readonly string[];
}

/** A migration as the database remembers it. */
export interface AppliedMigration {
  readonly idx: number;
  readonly tag: string;
  readonly sha256: string;
}

export const journalFile = 'meta/_journal.json';

const textOf = async (owner: Owner, file: string): Promise<string> => {
  const text = await readFile(new URL(file, owner.migrations), 'utf8').catch((cause: unknown) => {
    throw new PlatformError('MIGRATION_FILE_MISSING', { owner: owner.id, file }, { cause });
  });
  return text.replaceAll('\r\n', '\n'); // a checkout on Windows is the same migration
};

const quotedParts = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$.*?\$\1\$|--[^\n]*|\/\*.*?\*\//gs;

/** More than one statement would be refused by some servers and half understood by others. */
const isOneStatement = (text: string): boolean => {
  const bare = text.replaceAll(quotedParts, ' x ').trim();
  return bare !== '' && !/;\s*\S/.test(bare);
};

const statementsOf = (owner: Owner, file: string, text: string): readonly string[] => {
  const statements = text.split('--> statement-breakpoint').map((part) => part.trim());
  const bad = statements.findIndex((statement) => !isOneStatement(statement));
  if (bad >= 0) throw new PlatformError('MIGRATION_NOT_ONE_STATEMENT', { owner: owner.id, file, number: bad + 1 });
  return statements;
};

const readOne = async (owner: Owner, tag: string): Promise<Migration> => {
  const file = `${tag}.sql`;
  const text = await textOf(owner, file);
  return { tag, sha256: createHash('sha256').update(text).digest('hex'), statements: statementsOf(owner, file, text) };
};

interface JournalEntry {
  readonly idx: number;
  readonly tag: string;
}

const entriesOf = async (owner: Owner): Promise<readonly JournalEntry[]> => {
  const text = await textOf(owner, journalFile);
  try {
    return (JSON.parse(text) as { entries: JournalEntry[] }).entries.map(({ idx, tag }) => ({ idx, tag }));
  } catch (cause) {
    throw new PlatformError('MIGRATION_GAP', { owner: owner.id, file: journalFile }, { cause });
  }
};

const filesOf = async (owner: Owner): Promise<readonly string[]> =>
  (await readdir(owner.migrations)).filter((name) => name.endsWith('.sql')).sort();

/** The owner's migrations on disk, in order; refuses a folder whose journal and files disagree. */
export const readMigrations = async (owner: Owner): Promise<readonly Migration[]> => {
  const entries = await entriesOf(owner);
  for (const [at, { idx, tag }] of entries.entries()) {
    const inPlace = idx === at && tag.startsWith(`${String(at).padStart(4, '0')}_`);
    if (!inPlace) throw new PlatformError('MIGRATION_GAP', { owner: owner.id, file: `${tag}.sql` });
  }
  const listed = new Set(entries.map(({ tag }) => `${tag}.sql`));
  const unlisted = (await filesOf(owner)).find((file) => !listed.has(file));
  if (unlisted) throw new PlatformError('MIGRATION_FILE_UNLISTED', { owner: owner.id, file: unlisted });
  return Promise.all(entries.map(({ tag }) => readOne(owner, tag)));
};

const faultOf = (row: AppliedMigration, at: number, migrations: readonly Migration[]) => {
  if (row.idx !== at) return 'MIGRATION_GAP';
  const wanted = migrations[at];
  if (wanted?.tag === row.tag) return wanted.sha256 === row.sha256 ? undefined : 'MIGRATION_CHANGED';
  if (migrations.some(({ tag }) => tag === row.tag)) return 'MIGRATION_ORDER';
  return wanted ? 'MIGRATION_MISSING' : 'MIGRATION_DATABASE_NEWER';
};

/** Refuses a database whose past differs from what is on disk. */
export const checkApplied = (owner: Owner, migrations: readonly Migration[], applied: readonly AppliedMigration[]): void => {
  for (const [at, row] of applied.entries()) {
    const fault = faultOf(row, at, migrations);
    if (fault) throw new PlatformError(fault, { owner: owner.id, file: `${row.tag}.sql` });
  }
};
