import type { ForeignKeyFact, IndexFact } from './lint-facts.ts';
import { type Catalogue, named, type Rule } from './lint-rule.ts';
import type { Placement } from './placement.ts';

/** Spread by their own key on a cluster, so keys can lead neither to them nor from them. */
const unlinked = new Set(['core.person_identity', 'core.household_registry']);

/** Stays on one server when households are spread, although it has a county. */
const kept = new Set(['core.disbursement']);

/** Of the owner, or of some duties alone: not for the keys of others. */
const closed: readonly (Placement | undefined)[] = ['private', 'guarded'];

const shared: readonly Placement[] = ['reference', 'county', 'open', 'published'];

const isJournal = (placement: Placement | undefined): boolean => placement === 'journal' || placement === 'audit';

/** Tables that a cluster copies to every server may be pointed at from anywhere but not point at what is spread or kept. */
const complaint = ({ placements }: Catalogue, { table, toTable }: ForeignKeyFact): string | undefined => {
  const from = placements.get(table);
  const to = placements.get(toTable);
  if (unlinked.has(table) || unlinked.has(toTable) || isJournal(from) || isJournal(to)) return 'may have no foreign key to or from it';
  if (from === undefined || to === undefined) return undefined;
  if (from === 'household' && kept.has(toTable)) return 'household records may not point to it';
  if (from === 'household' && closed.includes(to)) return 'household records may not point to private tables';
  if (from !== 'household' && to === 'household') return 'only household records may point to household records; keep the id without a key';
  if (!closed.includes(from) && closed.includes(to)) return 'only private tables may point to private tables';
  if (shared.includes(from) && !kept.has(table) && kept.has(toTable)) return 'only tables that stay on one server may point to it';
  return undefined;
};

const reach = named('foreign-key-reach', function* (catalogue) {
  for (const key of catalogue.facts.foreignKeys) {
    const said = complaint(catalogue, key);
    if (said) yield [key.table, `${key.name} leads to ${key.toTable}: ${said}`];
  }
});

const schemaOf = (table: string): string => table.slice(0, table.indexOf('.'));

const owners = named('foreign-key-owner', function* ({ facts }) {
  for (const { table, name, toTable } of facts.foreignKeys) {
    const to = schemaOf(toTable);
    if (to !== 'core' && to !== schemaOf(table)) yield [table, `${name} leads to ${toTable}: only the core and the own schema may be pointed to`];
  }
});

const actions = named('foreign-key-action', function* ({ facts }) {
  for (const { table, name, acts } of facts.foreignKeys) {
    if (acts) yield [table, `${name} changes rows on update or delete; a cluster refuses that over distribution keys`];
  }
});

/** Within a household an index led by it is enough: a household has few rows. */
const serves = (index: IndexFact, key: ForeignKeyFact): boolean => {
  if (index.table !== key.table || index.partial) return false;
  if (key.columns.includes('household_id') && index.columns[0] === 'household_id') return true;
  const leading = new Set(index.columns.slice(0, key.columns.length));
  return key.columns.every((column) => leading.has(column));
};

const indexed = named('foreign-key-index', function* ({ facts }) {
  for (const key of facts.foreignKeys) {
    if (!facts.indexes.some((index) => serves(index, key))) yield [key.table, `${key.name} (${key.columns.join(', ')}) has no index that it leads`];
  }
});

/** Where foreign keys may lead, and that they can be followed back. */
export const keyRules: readonly Rule[] = [reach, owners, actions, indexed];
