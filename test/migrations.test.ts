import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allOwners } from '../scripts/owners.ts';
import { isUpToDate } from '../scripts/snapshots.ts';
import { coreOwner } from '../src/db/core-owner.ts';
import type { Database } from '../src/db/database.ts';
import { applyDerived } from '../src/db/derived.ts';
import { readMigrations } from '../src/db/journal-check.ts';
import { migrate } from '../src/db/migrate.ts';
import { administer } from './driver/owner.ts';
import { databases, type EmptyDatabases } from './migrations-engines.ts';
import { firstMigration, fishOwner, uuidOf } from './migrations-fixture.ts';

const owners = await allOwners();

const kebab = (tag: string): string => tag.replaceAll('_', '-');

describe.each(owners.map((owner) => [owner.id, owner] as const))('migrations of %s', (id, owner) => {
  it('give the tables that the code declares', () => {
    expect(isUpToDate(owner), `run: npm run db:generate -- ${id}`).toBe(true);
  });

  it('are tried with rows in the tables, from the second on', async () => {
    const untried = (await readMigrations(owner)).slice(1).filter(({ tag }) => !existsSync(new URL(`migrations-${id}-${kebab(tag)}.test.ts`, import.meta.url)));
    expect(untried.map(({ tag }) => `test/migrations-${id}-${kebab(tag)}.test.ts`)).toEqual([]);
  });
});

const asOwner = <T = unknown>(db: Database, text: string, params: readonly unknown[] = []): Promise<readonly (readonly T[])[]> =>
  db.transaction({ scope: 'owner' }, async (tx) => (await tx.query(text, params)).rows as readonly (readonly T[])[]);

const tableExists = async (db: Database, name: string): Promise<unknown> => (await asOwner(db, 'select to_regclass($1) is not null', [name]))[0]?.[0];

const addPond = (db: Database, name: string): Promise<unknown> =>
  db.transaction({ scope: { counties: '*', domains: '*', actor: 'test' } }, (tx) =>
    tx.query('insert into fish.pond (id, county_code, name) values ($1, $2, $3)', [uuidOf(name), '140100', name]));

const ponds = (db: Database): Promise<readonly unknown[]> =>
  db.transaction({ scope: { counties: '*', domains: '*', actor: 'test' } }, async (tx) =>
    (await tx.query('select name from fish.pond order by name')).rows.map(([name]) => name));

describe.each(databases)('migrating %s', (engine, start) => {
  let source: EmptyDatabases;
  beforeAll(async () => { source = await start(); });
  afterAll(() => source.close());

  it('brings an empty database up, and does nothing the second time', async () => {
    const steps: string[] = [];
    const sent: string[] = [];
    const db = await source.open('fresh', { onStatement: (text) => sent.push(text) });
    const count = await migrate(db, owners, { onProgress: (done, total, { en }) => steps.push(`${done}/${total} ${en}`) });
    expect(steps[0]).toMatch(/^0\/\d+ Migration core 0000_/);
    expect(steps).toHaveLength(count);
    expect((await applyDerived(db, owners)).length).toBeGreaterThan(40);
    sent.length = 0;
    expect(await migrate(db, owners)).toBe(0);
    const ofMigrate = sent.length;
    expect(await applyDerived(db, owners)).toEqual([]);
    expect(sent.slice(ofMigrate).filter((text) => !/^(begin|commit)/.test(text))).toHaveLength(1);
    expect(sent.filter((text) => /^(create|alter|insert|comment|grant|revoke)/i.test(text))).toEqual([]);
  });

  it('is refused when a file changed after it was applied, before anything of others runs', async () => {
    const db = await source.open('changed');
    await migrate(db, [coreOwner]);
    await asOwner(db, `update journal.core set sha256 = 'another'`);
    const owner = fishOwner({ '0000_init': firstMigration });
    await expect(migrate(db, [owner, coreOwner])).rejects.toMatchObject({ code: 'MIGRATION_CHANGED', details: { owner: 'core' } });
    expect(await tableExists(db, 'fish.pond')).toBe(false);
  });

  it('is refused when the database is newer than the release', async () => {
    const db = await source.open('newer');
    const newer = fishOwner({ '0000_init': firstMigration, '0001_more': ['alter table fish.pond add depth numeric'] });
    const older = fishOwner({ '0000_init': firstMigration });
    await migrate(db, [newer]);
    await expect(migrate(db, [older])).rejects.toMatchObject({ code: 'MIGRATION_DATABASE_NEWER', details: { owner: 'fish', file: '0001_more.sql' } });
  });

  it('keeps nothing of a migration that fails, and names owner, file and statement', async () => {
    const db = await source.open('failing');
    const owner = fishOwner({ '0000_init': firstMigration, '0001_bad': ['create table fish.shore ()', 'alter table fish.sea add depth numeric'] });
    await expect(migrate(db, [owner])).rejects.toMatchObject({
      code: 'MIGRATION_FAILED', details: { owner: 'fish', file: '0001_bad.sql', number: 2, reason: '42P01 relation "fish.sea" does not exist' },
    });
    expect([await tableExists(db, 'fish.pond'), await tableExists(db, 'fish.shore')]).toEqual([true, false]);
    expect(await asOwner(db, 'select tag from journal.fish')).toEqual([['0000_init']]);
  });

  it('runs a plugin that comes later, whatever the dates of its migrations', async () => {
    const db = await source.open('later');
    await migrate(db, [coreOwner]);
    const owner = fishOwner({ '0000_init': firstMigration });
    expect(await migrate(db, [coreOwner, owner])).toBe(1);
    expect(await tableExists(db, 'fish.pond')).toBe(true);
  });

  it('reaches the rows that forced row security hides from the owner', async () => {
    const db = await source.open('rows');
    const first = fishOwner({ '0000_init': firstMigration });
    await migrate(db, [first]);
    await applyDerived(db, [first]);
    await addPond(db, 'west');
    await addPond(db, 'east');
    const second = ['alter table "fish"."pond" rename to "lake"', `update "fish"."lake" set name = 'new ' || name`, 'alter table "fish"."lake" rename to "pond"'];
    await migrate(db, [fishOwner({ '0000_init': firstMigration, '0001_rename': second })]);
    expect(await ponds(db)).toEqual(['new east', 'new west']);
    expect(await asOwner(db, `select relforcerowsecurity from pg_class where oid = 'fish.pond'::regclass`)).toEqual([[true]]);
  });

  it('checks a new constraint against rows that the owner does not see', async () => {
    const db = await source.open('constraint');
    const first = fishOwner({ '0000_init': firstMigration });
    await migrate(db, [first]);
    await applyDerived(db, [first]);
    await addPond(db, 'lonely');
    const keyed = fishOwner({
      '0000_init': firstMigration,
      '0001_key': ['create table "fish"."name" (name text primary key)', 'alter table "fish"."pond" add foreign key (name) references "fish"."name" (name)'],
    });
    await expect(migrate(db, [keyed])).rejects.toMatchObject({ code: 'MIGRATION_FAILED', details: { number: 2, reason: expect.stringMatching(/^23503/) as string } });
  });

  it('happens once when two servers start together', async () => {
    const [one, other] = [await source.open('together'), await source.open('together')];
    const counts = await Promise.all([one, other].map((db) => migrate(db, owners)));
    expect(Math.max(...counts)).toBe((await Promise.all(owners.map(readMigrations))).flat().length);
    const done = await Promise.all([one, other].map((db) => applyDerived(db, owners)));
    expect(done.flat().filter((name) => name === 'core.household')).toHaveLength(1);
  });

  it.skipIf(engine === 'PGlite')('waits its turn behind traffic instead of stopping it', async () => {
    const [db, traffic] = [await source.open('busy'), await source.open('busy')];
    await migrate(db, [fishOwner({ '0000_init': firstMigration })]);
    const reading = traffic.transaction({ scope: 'owner' }, async (tx) => {
      await tx.query('select from fish.pond');
      await sleep(1_200);
    });
    await sleep(100);
    await migrate(db, [fishOwner({ '0000_init': firstMigration, '0001_more': ['alter table fish.pond add depth numeric'] })]);
    await reading;
    expect(await asOwner(db, 'select depth from fish.pond')).toEqual([]);
  });

  it.skipIf(engine === 'PGlite')('says what to do when the connecting role may not create the service roles', async () => {
    await (await source.open('poor')).close();
    const url = source.superuserUrl('poor');
    await administer(url ?? '', 'create role poor login; alter database poor owner to poor');
    const { connect } = await import('../src/db/connect.ts');
    const db = await connect({ url: url?.replace('//postgres@', '//poor@') });
    await migrate(db, [fishOwner({ '0000_init': firstMigration })]);
    await expect(applyDerived(db, [])).rejects.toMatchObject({ code: 'DATABASE_ROLES_MISSING' });
    await db.close();
  });
});
