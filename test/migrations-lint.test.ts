import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allOwners } from '../scripts/owners.ts';
import type { Database } from '../src/db/database.ts';
import { applyDerived } from '../src/db/derived.ts';
import { assertCatalogue, lintCatalogue, lintIn, ruleNames, type Violation } from '../src/db/lint.ts';
import { migrate } from '../src/db/migrate.ts';
import { databases, type EmptyDatabases } from './migrations-engines.ts';
import { harmless, type Plant, plants, superuserPlants } from './migrations-lint-plants.ts';

const owners = await allOwners();

class Undo extends Error {}

/** Lints with the statements run, and takes them back. */
const lintWith = async (db: Database, statements: readonly string[]): Promise<readonly Violation[]> => {
  let found: readonly Violation[] = [];
  await db.transaction({ scope: 'owner' }, async (tx) => {
    for (const statement of statements) await tx.query(statement);
    found = await lintIn(tx, owners);
    throw new Undo();
  }).catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
  return found;
};

const titled = (all: readonly Plant[]) => all.map((plant) => [`${plant[0]}: ${plant.at(-1)}`, plant] as const);

/** The first of each rule: whether it bites is a matter of the catalogue, which engines share. */
const oneOfEach = plants.filter(([rule], at) => plants.findIndex((plant) => plant[0] === rule) === at);

it('every rule is planted against', () => {
  expect([...new Set(plants.map(([rule]) => rule))].sort()).toEqual([...ruleNames].sort());
});

describe.each(databases)('lint on %s', (engine, start) => {
  let source: EmptyDatabases;
  let db: Database;
  beforeAll(async () => {
    source = await start();
    db = await source.open('lint');
    await migrate(db, owners);
    await applyDerived(db, owners);
  });
  afterAll(() => source.close());

  it('finds nothing in the tables of this release', async () => {
    expect(await lintCatalogue(db, owners)).toEqual([]);
    await assertCatalogue(db, owners);
  });

  it.each(titled(engine === 'PGlite' ? [...plants, ...superuserPlants] : oneOfEach))('finds %s', async (_, [rule, subject, ...statements]) => {
    expect(await lintWith(db, statements)).toContainEqual({ rule, subject, message: expect.any(String) as string });
  });

  it.each(harmless.map((statements) => [statements[0] ?? '', statements] as const))('allows %s', async (_, statements) => {
    expect(await lintWith(db, statements)).toEqual(await lintCatalogue(db, owners));
  });

  it.skipIf(engine === 'PGlite')('finds a connecting role that sees rows without entering', async () => {
    const inherit = engine.startsWith('carried') ? 'grant youyu_wide to current_user with inherit true' : 'alter role current_user inherit';
    expect(await lintWith(db, [inherit])).toContainEqual({ rule: 'service-role', subject: 'youyu_wide', message: expect.any(String) as string });
  });

  it('names every place when it refuses', async () => {
    await db.transaction({ scope: 'owner' }, (tx) => tx.query('create table core.stray (id uuid primary key)'));
    await expect(assertCatalogue(db, owners)).rejects.toMatchObject({ code: 'CATALOGUE_VIOLATED', message: expect.stringMatching(/core\.stray: .*\[placement\]/) as string });
    await db.transaction({ scope: 'owner' }, (tx) => tx.query('drop table core.stray'));
  });
});
