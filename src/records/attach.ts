import type { PgColumn } from 'drizzle-orm/pg-core';
import { mayReadField, reachesTable } from '../access/identity.ts';
import { PlatformError } from '../errors.ts';
import type { RequestContext } from '../schema/context.ts';
import type { PlaceNode } from '../schema/place-data.ts';
import { type AnyRecord, type FieldSpec, fieldsOf } from './define.ts';
import { told } from './facts.ts';
import { filterInputOf, orderableFields } from './filter.ts';
import type { CoreTypes } from './graphql-type.ts';
import { bilingual, type TypeShelf } from './kit.ts';
import { columnOf, idKeyOf, requireReader } from './listing.ts';
import { type ConnectionArgs, connectionOfParent, connectionOfPlace, rootConnection } from './lists.ts';
import { localIdOf } from './global-id.ts';
import type { Row } from './page.ts';
import { parentColumn } from './parentage.ts';
import { rowsById } from './rows.ts';

// biome-ignore lint/suspicious/noExplicitAny: fields are built from declarations, their types are checked by the built schema
type FieldBuilder = any;

/** Which way something is ordered. */
export const orderDirection = (shelf: TypeShelf): never =>
  shelf.inputOf('OrderDirection', () => shelf.builder.enumType('OrderDirection', { values: ['ASC', 'DESC'] }) as never) as never;

const orderInputOf = (shelf: TypeShelf, record: AnyRecord) => {
  const direction = orderDirection(shelf);
  const field = shelf.inputOf(`${record.name}OrderField`, () =>
    shelf.builder.enumType(`${record.name}OrderField`, {
      values: Object.fromEntries(orderableFields(record).map(([name, spec]) => [name, { description: bilingual(spec.title) }])),
    }) as never,
  );
  return shelf.inputOf(`${record.name}Order`, () =>
    shelf.builder.inputType(`${record.name}Order`, {
      fields: (t: FieldBuilder) => ({
        field: t.field({ type: field, required: true }),
        direction: t.field({ type: direction, required: true, defaultValue: 'ASC' }),
      }),
    } as never) as never,
  );
};

/** The arguments of every list of a record: Relay paging, typed filter, order. */
export const listArgsOf = (shelf: TypeShelf, record: AnyRecord) => (t: FieldBuilder) => ({
  first: t.arg.int({}),
  after: t.arg.string({}),
  last: t.arg.int({}),
  before: t.arg.string({}),
  filter: t.arg({ type: filterInputOf(shelf, record) }),
  orderBy: t.arg({ type: orderInputOf(shelf, record) }),
});

type Resolve = (parent: never, args: ConnectionArgs, ctx: RequestContext) => unknown;

const listField = (shelf: TypeShelf, record: AnyRecord, resolve: Resolve, by?: string) => (t: FieldBuilder) =>
  t.field({
    type: shelf.connectionOf(record),
    description: bilingual(record.title),
    args: listArgsOf(shelf, record)(t),
    ...told({ is: 'rows', of: record, ...(by === undefined ? {} : { by }) }),
    resolve,
  });

const attachToRoot = (shelf: TypeShelf, record: AnyRecord): void => {
  const { builder } = shelf;
  builder.queryField(record.plural, listField(shelf, record, (_, args, ctx) => rootConnection(ctx, record, args)) as never);
  if (record.about === 'household' && idKeyOf(record) === 'householdId') return;
  builder.queryField(record.single, ((t: FieldBuilder) =>
    t.field({
      type: shelf.typeOf(record),
      nullable: true,
      description: bilingual(record.title),
      args: { id: t.arg.id({ required: true }) },
      ...told({ is: 'find', by: 'id', of: record }),
      resolve: (_: unknown, { id }: { id: string }, ctx: RequestContext) => {
        requireReader(ctx.identity);
        return rowsById(ctx, record).load(localIdOf(id, record.name));
      },
    })) as never);
};

const attachToPlace = (shelf: TypeShelf, record: AnyRecord, core: CoreTypes): void => {
  shelf.builder.objectField(core.Place, record.plural as never, listField(shelf, record, (place: PlaceNode, args, ctx) =>
    connectionOfPlace(ctx, record, args, place)) as never);
};

/**
 * Reading the list of a parent is filtering by the field that points to it: who may not, may not. Where a
 * department has no rows at all, the list is empty like every other.
 */
const attachToParent = (shelf: TypeShelf, record: AnyRecord, parent: AnyRecord, name: string): void => {
  const column = columnOf(record.table, name) as PgColumn;
  const field = (record.fields as Record<string, FieldSpec | undefined>)[name];
  shelf.builder.objectField(shelf.typeOf(parent) as never, record.plural as never, listField(shelf, record, (row: Row, args, ctx) => {
    if (field && reachesTable(ctx.identity, record.table) && !mayReadField(ctx.identity, record, field.class)) throw new PlatformError('FILTER_NOT_ALLOWED', { field: name });
    return connectionOfParent(ctx, record, args, {
      field: parent.name,
      key: row[idKeyOf(parent)] as string,
      parentage: parentColumn(column),
      asOf: row.asOf as string | undefined,
    });
  }, name) as never);
};

/** Whose list a field gives: the record it points to, its household, or the person it is about. */
const parentOf = (record: AnyRecord, name: string, field: FieldSpec, core: CoreTypes): AnyRecord | undefined => {
  if (field.unlisted || field.names === 'pair') return undefined;
  if (field.ref) return field.ref() === record ? undefined : field.ref();
  if (field.household) return core.household;
  return field.person && name === 'personId' ? core.person : undefined;
};

/** Puts a record's lists on the root, on places, on its household and on every record it points to. */
export const attachRecord = (shelf: TypeShelf, record: AnyRecord, core: CoreTypes): void => {
  if (record.lists === 'none') return;
  if (record.lists !== 'parents') attachToRoot(shelf, record);
  if (record.lists !== 'parents' && record.about !== 'province') attachToPlace(shelf, record, core);
  if (record.about === 'household' && record !== core.household) attachToParent(shelf, record, core.household, 'householdId');
  for (const [name, field] of fieldsOf(record)) {
    const parent = parentOf(record, name, field, core);
    if (parent) attachToParent(shelf, record, parent, name);
  }
};
