import { brandWithType } from '@pothos/core';
import { getTableColumns, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { type FieldClass, type Identity, mayRead, mayReadField } from '../access/identity.ts';
import { permission } from '../db/codes/access.ts';
import type { MaskedField, RequestContext } from '../schema/context.ts';
import { placesByCode } from '../schema/place-data.ts';
import { graphqlTypeOf } from './column-type.ts';
import { type AnyRecord, type FieldSpec, fieldsOf } from './define.ts';
import { type FieldFact, told } from './facts.ts';
import { checkedUuid } from './global-id.ts';
import { bilingual, type RowRef, type TypeShelf } from './kit.ts';
import { idKeyOf } from './listing.ts';
import type { Row } from './page.ts';
import { isPermitted } from './permissions.ts';
import { rowsById } from './rows.ts';

/** The core types that record fields lead to. */
export interface CoreTypes {
  readonly Place: never;
  readonly household: AnyRecord;
  readonly person: AnyRecord;
}

interface ResolveInfo {
  readonly parentType: { readonly name: string };
  readonly path: { readonly key: string | number; readonly prev: ResolveInfo['path'] | undefined };
}

/** A place in an answer, as `extensions.masked` names it. */
export const pathText = (path: ResolveInfo['path'] | undefined): string =>
  path === undefined ? '' : path.prev === undefined ? String(path.key) : `${pathText(path.prev)}.${path.key}`;

type Masked = Pick<FieldSpec, 'class'>;

/** Why a field of a record is withheld. What is sensitive is in no ordinary answer: it takes a purpose. */
export const reasonOf = (identity: Identity, record: Pick<AnyRecord, 'table'>, { class: fieldClass }: Masked): MaskedField['reason'] | undefined => {
  if (!mayReadField(identity, record, fieldClass)) return 'FIELD_CLASS';
  return fieldClass === 'sensitive' ? 'PURPOSE_REQUIRED' : undefined;
};

/**
 * Whether a field of a record is withheld from the caller; the response says so. It does whether or
 * not there is a value: else the list of withheld fields would tell who has died. What is personal and
 * not withheld is noted as an access to the row's household.
 */
export const withheld = (ctx: RequestContext, record: Pick<AnyRecord, 'table'>, field: Masked, info: ResolveInfo, row: Row): boolean => {
  const reason = reasonOf(ctx.identity, record, field);
  if (reason) ctx.masked.push({ path: pathText(info.path), reason });
  else ctx.accesses.note(info.parentType.name, row, field.class);
  return reason !== undefined;
};

/** The value if the caller may read its class in this record; else null. */
export const masked = (ctx: RequestContext, record: Pick<AnyRecord, 'table'>, field: Masked, info: ResolveInfo, row: Row, value: unknown): unknown =>
  withheld(ctx, record, field, info, row) ? null : value;

const needsMask = ({ class: fieldClass }: FieldSpec): boolean => fieldClass === 'personal' || fieldClass === 'sensitive';

/** The day a row is seen on, which is no column of its own: a list's `asOf` is the list's. */
const asOfOf = (ctx: RequestContext, { fields }: AnyRecord, row: Row): string => ('asOf' in fields ? undefined : (row.asOf as string | undefined)) ?? ctx.today;

// biome-ignore lint/suspicious/noExplicitAny: fields are built from declarations, their types are checked by the built schema
type FieldBuilder = any;

const valueField = (t: FieldBuilder, shelf: TypeShelf, record: AnyRecord, name: string, field: FieldSpec, column: PgColumn) =>
  t.field({
    type: graphqlTypeOf(shelf, column),
    nullable: !column.notNull || needsMask(field),
    description: bilingual(field.title),
    ...told({ is: 'value', column: name, class: field.class }),
    resolve: (row: Row, _: unknown, ctx: RequestContext, info: ResolveInfo) => masked(ctx, record, field, info, row, row[name]),
  });

/** A field that leads from a column of a record to what its value names. */
interface Link {
  readonly type: unknown;
  readonly record: AnyRecord;
  readonly field: FieldSpec;
  readonly key: string;
  readonly fact: FieldFact;
}

const linkField = (t: FieldBuilder, { type, record, field, key, fact }: Link, load: (ctx: RequestContext, id: string, row: Row) => unknown) =>
  t.field({
    type,
    nullable: true,
    description: bilingual(field.title),
    ...told(fact),
    resolve: (row: Row, _: unknown, ctx: RequestContext, info: ResolveInfo) => {
      const id = masked(ctx, record, field, info, row, row[key]);
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
    const link = (type: unknown, fact: FieldFact): Link => ({ type, record, field, key: name, fact });
    const toRow = (of: () => AnyRecord): FieldFact => ({ is: 'row', column: name, of, class: field.class });
    if (ref) {
      fields[linkName(name)] = linkField(t, link(shelf.typeOf(ref()), toRow(ref)), (ctx, id) => rowsById(ctx, ref()).load(id));
    } else if (field.person || field.household) {
      const target = field.person ? core.person : core.household;
      fields[linkName(name)] = linkField(t, link(shelf.typeOf(target), toRow(() => target)), (ctx, id) => rowsById(ctx, target).load(id));
    } else {
      fields[name] = valueField(t, shelf, record, name, field, column);
    }
    if (field.place) {
      fields[linkName(name)] = linkField(t, link(core.Place, placeIn(name, field.class)), (ctx, code, row) => placesByCode(ctx, asOfOf(ctx, record, row)).load(code));
    }
  }
  return fields;
};

const placeIn = (column: string, fieldClass?: FieldClass): FieldFact => ({ is: 'place', sql: (row) => sql`${row.column(column)}`, ...(fieldClass ? { class: fieldClass } : {}) });

const keptFields = (t: FieldBuilder, shelf: TypeShelf, record: AnyRecord, core: CoreTypes): Record<string, unknown> => ({
  viewerCan: t.field({
    type: [shelf.enumOf(permission)],
    description: '当前用户可对此记录做的操作 / What the caller may do with it',
    ...told({ is: 'permissions' }),
    resolve: async (row: Row, _: unknown, ctx: RequestContext) => {
      const allowed = await Promise.all(permission.values.map((one) => isPermitted(ctx, one, record, row)));
      return permission.values.filter((__, index) => allowed[index]);
    },
  }),
  version: t.exposeInt('version', { description: '版本 / Version, raised by every change', ...told({ is: 'value', column: 'version' }) }),
  createdAt: t.expose('createdAt', { type: 'DateTime', ...told({ is: 'value', column: 'createdAt' }) }),
  updatedAt: t.expose('updatedAt', { type: 'DateTime', ...told({ is: 'value', column: 'updatedAt' }) }),
  ...(record.about === 'province'
    ? {}
    : {
        county: t.field({
          type: core.Place,
          nullable: true,
          description: '所属县 / County',
          ...told(placeIn('countyCode')),
          resolve: (row: Row, _: unknown, ctx: RequestContext) => placesByCode(ctx, asOfOf(ctx, record, row)).load(row.countyCode as string),
        }),
      }),
  ...(record.about === 'household' && record !== core.household
    ? {
        household: t.field({
          type: shelf.typeOf(core.household),
          nullable: true,
          description: '所属农户 / Household',
          ...told({ is: 'row', column: 'householdId', of: () => core.household }),
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
