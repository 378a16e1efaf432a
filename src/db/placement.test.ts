import { readdirSync } from 'node:fs';
import { is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import { coreOwner } from './core-owner.ts';
import { type Owner, ownerOf, qualifiedName } from './placement.ts';
import { disbursement, fundSource } from './tables/funds.ts';
import { person } from './tables/people.ts';

const exportedTables = async (): Promise<readonly PgTable[]> => {
  const folder = new URL('./tables/', import.meta.url);
  const modules = await Promise.all(readdirSync(folder).map((file) => import(new URL(file, folder).href) as Promise<Record<string, unknown>>));
  return modules.flatMap((module) => Object.values(module)).filter((value): value is PgTable => is(value, PgTable));
};

const namesOf = (owner: Owner): readonly string[] => owner.tables.map(({ table }) => qualifiedName(table)).sort();

describe('placements', () => {
  it('are given for every table of the core, once', async () => {
    const exported = new Set((await exportedTables()).map(qualifiedName));
    expect(exported.size).toBeGreaterThan(30);
    expect(namesOf(coreOwner)).toEqual([...exported].sort());
  });

  it('of a plugin follow from what its records are about', () => {
    const records = [{ table: person, about: 'household' }, { table: disbursement, about: 'county' }, { table: fundSource, about: 'province' }];
    const migrations = new URL('file:///plugin/migrations/');
    const owner = ownerOf({ id: 'fish', db: { migrations }, records } as never);
    expect(owner).toMatchObject({ id: 'fish', migrations });
    expect(owner.tables.map(({ placement }) => placement)).toEqual(['household', 'county', 'open']);
  });
});
