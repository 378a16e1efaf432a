import { getTableColumns } from 'drizzle-orm';
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import { codesOf } from '../../../src/db/codes.ts';
import { type Placement, qualifiedName } from '../../../src/db/placement.ts';
import { ownersOf } from '../../../src/db/prepare.ts';
import type { Plugin } from '../../../src/plugins/define.ts';
import { type FieldSpec, recordOf } from '../../../src/records/define.ts';

/** How far a column's values may travel: its declared class, `hidden` for what no field shows, `kept` for ids, versions and instants. */
export type ColumnClass = 'public' | 'internal' | 'personal' | 'sensitive' | 'hidden' | 'kept';

/** What a column holds, as far as planting goes. */
export type ColumnKind = 'words' | 'number' | 'amount' | 'code' | 'place' | 'date' | 'truth' | 'id' | 'other';

export interface LeakColumn {
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly class: ColumnClass;
  readonly kind: ColumnKind;
  readonly codes: readonly string[];
  readonly nullable: boolean;
  readonly generated: boolean;
  readonly field: FieldSpec | undefined;
}

/** One table of the platform, with what decides who may see its rows. */
export interface LeakTable {
  readonly at: number;
  readonly name: string;
  readonly sql: string;
  /** Whose table it is: `core` or a plugin. */
  readonly domain: string;
  readonly placement: Placement;
  /** The record declared on it, if any. */
  readonly record: string | undefined;
  /** Class of its rows, where that they are there says something about somebody. */
  readonly rowClass: 'public' | 'internal' | 'personal' | 'sensitive' | undefined;
  readonly columns: readonly LeakColumn[];
  readonly keys: readonly string[];
  /** Columns with the village of a row: its household's, or the one it is about. */
  readonly areas: readonly string[];
}

/** Shown in part by a field of its own, whose class is this one. */
const shownElsewhere: Readonly<Record<string, ColumnClass>> = { 'core.person.id_number_tail': 'personal', 'core.person.id_number_cipher': 'sensitive' };

const kindOf = (key: string, column: PgColumn, field: FieldSpec | undefined): ColumnKind => {
  const type = column.getSQLType();
  if (type === 'uuid') return 'id';
  if (type === 'boolean') return 'truth';
  if (type === 'date') return 'date';
  if (type.startsWith('numeric')) return 'amount';
  if (/^(small|big)?int/.test(type)) return 'number';
  if (type !== 'text') return 'other';
  if (codesOf(column) || column.enumValues?.length) return 'code';
  return field?.place || key.endsWith('Code') ? 'place' : 'words';
};

const columnOf = (table: PgTable, key: string, column: PgColumn): LeakColumn => {
  const field = (recordOf(table)?.fields as Record<string, FieldSpec | undefined> | undefined)?.[key];
  const declared: ColumnClass = field ? (field.hidden ? 'hidden' : field.class) : 'kept';
  return {
    key,
    name: column.name,
    type: column.getSQLType(),
    class: shownElsewhere[`${qualifiedName(table)}.${column.name}`] ?? declared,
    kind: kindOf(key, column, field),
    codes: column.enumValues ?? [],
    nullable: !column.notNull,
    generated: column.generated !== undefined,
    field,
  };
};

const keysOf = (table: PgTable): readonly string[] => {
  const { columns, primaryKeys } = getTableConfig(table);
  return primaryKeys[0]?.columns.map(({ name }) => name) ?? columns.filter(({ primary }) => primary).map(({ name }) => name);
};

const areasOf = (table: PgTable): readonly string[] => {
  const columns = getTableColumns(table) as Record<string, PgColumn | undefined>;
  const place = recordOf(table)?.place as string | undefined;
  const area = qualifiedName(table) === 'core.household' ? columns['villageCode'] : columns['areaCode'];
  return [area, place === undefined ? undefined : columns[place]].flatMap((column) => column?.name ?? []);
};

/** Every table of the core and the plugins, as they are declared. */
export const catalogueOf = (plugins: readonly Plugin[]): readonly LeakTable[] =>
  ownersOf(plugins)
    .flatMap(({ id, tables }) => tables.map((placed) => ({ id, ...placed })))
    .map(({ id, table, placement }, at) => ({
      at,
      name: qualifiedName(table),
      sql: qualifiedName(table).split('.').map((part) => `"${part}"`).join('.'),
      domain: id,
      placement,
      record: recordOf(table)?.name,
      rowClass: recordOf(table)?.rows,
      columns: Object.entries(getTableColumns(table)).map(([key, column]) => columnOf(table, key, column as PgColumn)),
      keys: keysOf(table),
      areas: areasOf(table),
    }));

/** Tables whose rows belong to somebody: all but those that everybody reads. */
export const isOwned = ({ placement }: LeakTable): boolean => !['reference', 'published', 'head'].includes(placement);

/** Accounts, their roles and what is told to them: rules of their own, and who signs in stands there. */
export const isAccounts = ({ placement }: LeakTable): boolean => placement === 'private' || placement === 'guarded';

/** Name of a column by its key, where the table has it. */
export const hasColumn = ({ columns }: LeakTable, name: string): boolean => columns.some((column) => column.name === name);
