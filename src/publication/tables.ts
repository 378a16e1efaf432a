import type { Plugin } from '../plugins/define.ts';
import { coreTables } from './core-tables.ts';
import type { PublishedTable } from './define.ts';

/** A published table with who declares it. */
export type OwnedTable = PublishedTable & { readonly owner: string };

/** Every published table of the core and these plugins. */
export const publishedTablesOf = (plugins: readonly Plugin[]): readonly OwnedTable[] => [
  ...coreTables.map((table) => ({ ...table, owner: 'core' })),
  ...plugins.flatMap(({ id, publications = [] }) => publications.map((table) => ({ ...table, owner: id }))),
];

const isLinked = (a: PublishedTable, b: PublishedTable): boolean =>
  a.population.id === b.population.id || a.population.covers === b.population.id || b.population.covers === a.population.id;

/** Tables in groups that say something about each other and are protected together. */
export const familiesOf = (tables: readonly OwnedTable[]): readonly (readonly OwnedTable[])[] => {
  const families: OwnedTable[][] = [];
  for (const table of tables) {
    const linked = families.filter((family) => family.some((one) => isLinked(one, table)));
    for (const family of linked) families.splice(families.indexOf(family), 1);
    families.push([...linked.flat(), table]);
  }
  return families;
};
