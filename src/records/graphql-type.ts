import { brandWithType } from '@pothos/core';
import { getTableColumns } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { mayRead } from '../access/identity.ts';
import type { RequestContext } from '../schema/context.ts';
import { placesByCode } from '../schema/place-data.ts';
import { graphqlTypeOf } from './column-type.ts';
import { type AnyRecord, type FieldSpec, fieldsOf } from './define.ts';
import { checkedUuid } from './global-id.ts';
import { bilingual, type RowRef, type TypeShelf } from './kit.ts';
import { idKeyOf } from './listing.ts';
import type { Row } from './page.ts';
import { rowsById } from './rows.ts';

/** The core types that record fields lead to. */
export interface CoreTypes {
  readonly Place: never;
  readonly household: AnyRecord;
  readonly person: AnyRecord;
}

interface ResolveInfo {
  readonly path: { readonly key: string | number; readonly prev: ResolveInfo['path'] | undefined };
}

const pathText = (path: ResolveInfo['path'] | undefined): string =>
  path === undefined ? '' : path.prev === undefined ? String(path.key) : `${pathText(path.prev)}.${path.key}`;

/**
 * Whether a field is withheld from the caller; the response says so. It does whether or not there is
 * a value: else the list of withheld fields would tell who has died.
 */
export const withheld = (ctx: RequestContext, field: Pick<FieldSpec, 'class'>, info: ResolveInfo): boolean => {
  if (mayRead(ctx.identity, field.class)) return false;
  ctx.masked.push({ path: pathText(info.path), reason: 'FIELD_CLASS' });
  return true;
};

/** The value if the caller may read its class; else null. */
export const masked = (ctx: RequestContext, field: Pick<FieldSpec, 'class'>, info: ResolveInfo, value: unknown): unknown =>
  withheld(ctx, field, info) ? null : value;

const needsMask = ({ class: fieldClass }: FieldSpec): boolean => fieldClass === 'personal' || fieldClass === 'sensitive';

const asOfOf = (ctx: RequestContext, row: Row): string => (row.asOf as string | undefined) ?? ctx.today;

// biome-ignore lint/suspicious/noExplicitAny: fields are built from declarations, their types are checked by the built schema
type FieldBuilder = any;

const valueField = (t: FieldBuilder, shelf: TypeShelf, name: string, field: FieldSpec, column: PgColumn) =>
  t.field({
    type: graphqlTypeOf(shelf, column),
    nullable: !column.notNull || needsMask(field),
    description: bilingual(field.title),
    resolve: (row: Row, _: unknown, ctx: RequestContext, info: ResolveInfo) => masked(ctx, field, info, row[name]),
  });

const linkField = (t: FieldBuilder, type: unknown, field: FieldSpec, load: (ctx: RequestContext, id: string, row: Row) => unknown, key: string) =>
  t.field({
    type,
    nullable: true,
    description: bilingual(field.title),
    resolve: (row: Row, _: unknown, ctx: RequestContext, info: ResolveInfo) => {
      const id = masked(ctx, field, info, row[key]);
      return id == null ? null : load(ctx, String(id), row);
    },
  });

const withoutSuffix = (name: string, suffix: string): string => (name.endsWith(suffix) ? name.slice(0, -suffix.length) : name);

/** Name of the field that follows an id or code column: `siteId` gives `site`, `villageCode` gives `village`. */
export const linkName = (name: string): string => withoutSuffix(withoutSuffix(name, 'Id'), 'Code');

const declaredFields = (t: FieldBuilder, shelf: TypeShelf, record: AnyRecord, core: CoreTypes): Record<string, unknown> => {
  const columns = getTableColumns(record.table) as Record<string, PgColumn>;
  const fields: Record<string, unknown> = {};
  for (const [name, field] of fieldsOf(record)) {
    const column = columns[name] as PgColumn;
    const { ref } = field;
    if (ref) {
      fields[linkName(name)] = linkField(t, shelf.typeOf(ref()), field, (ctx, id) => rowsById(ctx, ref()).load(id), name);
    } else if (field.person || field.household) {
      const target = field.person ? core.person : core.household;
      fields[linkName(name)] = linkField(t, shelf.typeOf(target), field, (ctx, id) => rowsById(ctx, target).load(id), name);
    } else {
      fields[name] = valueField(t, shelf, name, field, column);
    }
    if (field.place) {
      fields[linkName(name)] = linkField(t, core.Place, field, (ctx, code, row) => placesByCode(ctx, asOfOf(ctx, row)).load(code), name);
    }
  }
  return fields;
};

const keptFields = (t: FieldBuilder, shelf: TypeShelf, record: AnyRecord, core: CoreTypes): Record<string, unknown> => ({
  version: t.exposeInt('version', { description: '版本 / Version, raised by every change' }),
  createdAt: t.expose('createdAt', { type: 'DateTime' }),
  updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  ...(record.about === 'province'
    ? {}
    : {
        county: t.field({
          type: core.Place,
          nullable: true,
          description: '所属县 / County',
          resolve: (row: Row, _: unknown, ctx: RequestContext) => placesByCode(ctx, asOfOf(ctx, row)).load(row.countyCode as string),
        }),
      }),
  ...(record.about === 'household' && record !== core.household
    ? {
        household: t.field({
          type: shelf.typeOf(core.household),
          nullable: true,
          description: '所属农户 / Household',
          resolve: (row: Row, _: unknown, ctx: RequestContext) => rowsById(ctx, core.household).load(row.householdId as string),
        }),
      }
    : {}),
});

/**
 * Rows of nodes, each marked with its type. Pothos marks them too, but late: of the same id asked for
 * twice in an operation, the second answer would have no type yet.
 */
const loadNodes = async (ctx: RequestContext, record: AnyRecord, ids: readonly string[]): Promise<readonly (Row | Error | null)[]> => {
  if (!mayRead(ctx.identity, 'internal')) return ids.map(() => null);
  const rows = await rowsById(ctx, record).loadMany(ids);
  for (const row of rows) brandWithType(row, record.name as never);
  return rows;
};

/** Makes the object type of a record: a node with every declared field, links followed, classes kept. */
export const implementRecord = (shelf: TypeShelf, record: AnyRecord, core: CoreTypes): RowRef => {
  // Its enums are made now and not while the schema is built, so that a clash of names has a known owner.
  for (const column of Object.values(getTableColumns(record.table))) graphqlTypeOf(shelf, column as PgColumn);
  const ref = shelf.typeOf(record);
  shelf.builder.node(ref as never, {
    description: bilingual(record.title),
    id: { resolve: (row: Row) => row[idKeyOf(record)] as string, parse: checkedUuid },
    loadMany: (ids: string[], ctx: RequestContext) => loadNodes(ctx, record, ids),
    fields: (t: FieldBuilder) => ({ ...keptFields(t, shelf, record, core), ...declaredFields(t, shelf, record, core) }),
  } as never);
  return ref;
};
