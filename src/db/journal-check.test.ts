import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { type AppliedMigration, checkApplied, type Migration, readMigrations } from './journal-check.ts';
import type { Owner } from './placement.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const ownerOnDisk = (files: Readonly<Record<string, string>>, tags: readonly (readonly [idx: number, tag: string])[]): Owner => {
  const folder = mkdtempSync(join(tmpdir(), 'youyu-migrations-'));
  folders.push(folder);
  mkdirSync(join(folder, 'meta'));
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ entries: tags.map(([idx, tag]) => ({ idx, tag })) }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return { id: 'fish', migrations: pathToFileURL(`${folder}/`), tables: [] };
};

const files = { '0000_init.sql': 'create table a ();\n--> statement-breakpoint\ncreate table b ()', '0001_more.sql': 'drop table a' };

describe('migrations on disk', () => {
  it('come in order, statement by statement', async () => {
    const migrations = await readMigrations(ownerOnDisk(files, [[0, '0000_init'], [1, '0001_more']]));
    expect(migrations.map(({ tag, statements }) => [tag, statements])).toEqual([
      ['0000_init', ['create table a ();', 'create table b ()']],
      ['0001_more', ['drop table a']],
    ]);
  });

  it('are the same after a checkout with other line ends', async () => {
    const plain = await readMigrations(ownerOnDisk({ '0000_a.sql': 'select 1\n' }, [[0, '0000_a']]));
    expect(await readMigrations(ownerOnDisk({ '0000_a.sql': 'select 1\r\n' }, [[0, '0000_a']]))).toEqual(plain);
  });

  it.each([
    ['a journal entry without a file', files, [[0, '0000_init'], [1, '0001_more'], [2, '0002_lost']], 'MIGRATION_FILE_MISSING', '0002_lost.sql'],
    ['a file without a journal entry', files, [[0, '0000_init']], 'MIGRATION_FILE_UNLISTED', '0001_more.sql'],
    ['a gap in the journal', files, [[0, '0000_init'], [2, '0001_more']], 'MIGRATION_GAP', '0001_more.sql'],
    ['a number that is not the place', { '0007_init.sql': 'select 1' }, [[0, '0007_init']], 'MIGRATION_GAP', '0007_init.sql'],
    ['two statements in one part', { '0000_a.sql': 'select 1; select 2' }, [[0, '0000_a']], 'MIGRATION_NOT_ONE_STATEMENT', '0000_a.sql'],
    ['an empty part', { '0000_a.sql': 'select 1\n--> statement-breakpoint\n' }, [[0, '0000_a']], 'MIGRATION_NOT_ONE_STATEMENT', '0000_a.sql'],
  ] as const)('are refused with %s', async (_, onDisk, tags, code, file) => {
    await expect(readMigrations(ownerOnDisk(onDisk, tags))).rejects.toMatchObject({ code, details: { owner: 'fish', file } });
  });

  it('are refused without a journal', async () => {
    const owner = ownerOnDisk({}, []);
    rmSync(new URL('meta/_journal.json', owner.migrations));
    await expect(readMigrations(owner)).rejects.toMatchObject({ code: 'MIGRATION_FILE_MISSING', details: { file: 'meta/_journal.json' } });
  });

  it('may have semicolons inside texts, names, comments and bodies', async () => {
    const text = `create function f(";" text default ';') returns text language plpgsql as $x$ begin return ';'; end; $x$ -- ; done; so\n;`;
    await expect(readMigrations(ownerOnDisk({ '0000_f.sql': text }, [[0, '0000_f']]))).resolves.toHaveLength(1);
  });
});

const migration = (tag: string): Migration => ({ tag, sha256: `sha of ${tag}`, statements: [] });
const applied = (idx: number, tag: string, sha256 = `sha of ${tag}`): AppliedMigration => ({ idx, tag, sha256 });
const owner: Owner = { id: 'fish', migrations: new URL('file:///nowhere/'), tables: [] };
const disk = [migration('0000_a'), migration('0001_b')];

describe('a database against the disk', () => {
  it.each([
    ['nothing applied', []],
    ['a part applied', [applied(0, '0000_a')]],
    ['all applied', [applied(0, '0000_a'), applied(1, '0001_b')]],
  ])('passes with %s', (_, rows) => {
    expect(() => checkApplied(owner, disk, rows)).not.toThrow();
  });

  it.each([
    ['a changed file', [applied(0, '0000_a', 'other')], 'MIGRATION_CHANGED', '0000_a.sql'],
    ['a file gone', [applied(0, '0000_x')], 'MIGRATION_MISSING', '0000_x.sql'],
    ['another order', [applied(0, '0001_b'), applied(1, '0000_a')], 'MIGRATION_ORDER', '0001_b.sql'],
    ['a gap', [applied(1, '0001_b')], 'MIGRATION_GAP', '0001_b.sql'],
    ['more than this release knows', [applied(0, '0000_a'), applied(1, '0001_b'), applied(2, '0002_c')], 'MIGRATION_DATABASE_NEWER', '0002_c.sql'],
  ])('is refused with %s', (_, rows, code, file) => {
    expect(() => checkApplied(owner, disk, rows)).toThrow(expect.objectContaining({ code, details: { owner: 'fish', file } }) as Error);
  });
});
