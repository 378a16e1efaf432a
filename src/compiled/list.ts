import { and, sql } from 'drizzle-orm';
import { mayReadField, reachesTable } from '../access/identity.ts';
import { PlatformError } from '../errors.ts';
import type { AnyRecord, FieldSpec } from '../records/define.ts';
import type { FieldFact } from '../records/facts.ts';
import { type Condition, conditionSql, conditionsOf } from '../records/filter.ts';
import { beyond } from '../records/keyset.ts';
import { columnOf, idColumnOf, idKeyOf, listPrint, orderColumn, requireReader } from '../records/listing.ts';
import type { ConnectionArgs } from '../records/lists.ts';
import { decodeCursor } from '../schema/cursor.ts';
import { type PageRequest, readPageArgs } from '../schema/page-args.ts';
import type { Asked, Day } from './asked.ts';
import type { Build, ScopedSource } from './build.ts';
import { argsOf } from './day.ts';
import { belowProvince, type Hanging, hanging } from './hanging.ts';
import type { List } from './page-fields.ts';
import { connectionPlan, type ConnectionPlan } from './page.ts';
import { type Finish, NotCompiled, type Part, type Planning, type Selected } from './part.ts';
import { Rows } from './rows.ts';
import { standIn } from './slot.ts';

/** A part of a filter, and where its value is. */
interface SlottedCondition extends Condition {
  readonly at: number;
}

/** What was asked of a list, with its values where the statement finds them. */
export interface AskedList {
  readonly conditions: readonly SlottedCondition[];
  readonly orderKey: string | undefined;
  readonly descending: boolean;
  readonly page: PageRequest;
  /** Where the position of the cursor is; without `value` the row there has none. */
  readonly position: { readonly id: number; readonly value: number | undefined } | undefined;
  readonly print: number;
  /** Where the arguments are, for a print that is not known before. */
  readonly args: number;
}

/** Where a cursor points, among the values. @throws PlatformError CURSOR_INVALID, CURSOR_STALE */
export const askedPosition = (asked: Asked, print: string, cursor: string | undefined): AskedList['position'] => {
  if (cursor === undefined) return undefined;
  const { id, value } = decodeCursor(asked.asking.vault.hashes, print, cursor);
  return { id: asked.slot(id), value: value === null ? undefined : asked.slot(value) };
};

/** Reads what is asked of a list of a record. @throws PlatformError what the resolver would refuse */
const askList = (asked: Asked, record: AnyRecord, args: ConnectionArgs, printed: string | undefined, isPrinted: boolean): AskedList => {
  const { identity } = asked.asking;
  requireReader(identity);
  const page = readPageArgs(args);
  const conditions = conditionsOf(record, identity, args.filter).map((condition) => ({ ...condition, at: condition.operator === 'isNull' ? -1 : asked.slot(condition.value) }));
  const { field: orderKey, direction } = args.orderBy ?? {};
  if (orderKey !== undefined) orderColumn(record, identity, orderKey);
  const print = isPrinted || page.cursor !== undefined ? listPrint(record, args, printed) : '';
  const position = askedPosition(asked, print, page.cursor);
  asked.shaped([
    conditions.map(({ name, operator, value }) => (operator === 'isNull' ? [name, operator, value] : [name, operator])),
    orderKey ?? '', direction ?? '', page.size, page.backward, position && (position.value === undefined ? 'null' : 'value'),
  ]);
  return { conditions, orderKey, descending: direction === 'DESC', page, position, print: asked.slot(print), args: asked.slot(args) };
};

const printOf = ({ print, args }: AskedList, into: Rows, record: AnyRecord): List['print'] => {
  if (!into.has('code') || into.record || into.level !== undefined) return (_, { values }) => values[print] as string;
  const [level, day] = [into.own('level'), into.on.at];
  return (row, { values }) => listPrint(record, values[args] as ConnectionArgs, `Place@${row[level] as string}@${values[day] as string}`);
};

const buildList = (asked: AskedList, rows: Rows, source: ScopedSource, { from, on }: Hanging, plan: ConnectionPlan, into: Rows, build: Build): Finish => {
  const { record, within } = source;
  const order = { id: idColumnOf(record), column: asked.orderKey === undefined ? undefined : columnOf(record.table, asked.orderKey), descending: asked.descending };
  const conditions = asked.conditions.map((condition) => conditionSql(record, condition, standIn(condition.at)));
  const where = and(on, within, ...conditions) ?? sql`true`;
  const { position, page: { size, backward } } = asked;
  const at = position && { id: standIn<string>(position.id), value: position.value === undefined ? null : standIn<string>(position.value) };
  return plan.build({
    rows, from, where, beyond: at ? sql`${where} and ${beyond(order, at, backward)}` : where,
    order, orderKey: asked.orderKey, idKey: idKeyOf(record), size, backward, hasCursor: position !== undefined, print: printOf(asked, into, record),
  }, into, build);
};

/** Reading the list of a parent is filtering by the field that points to it. */
const refuseUnreadable = ({ asking: { identity } }: Asked, record: AnyRecord, by: string | undefined): void => {
  const field = by === undefined ? undefined : (record.fields as Record<string, FieldSpec | undefined>)[by];
  if (field && by !== undefined && reachesTable(identity, record.table) && !mayReadField(identity, record, field.class)) throw new PlatformError('FILTER_NOT_ALLOWED', { field: by });
};

/** A connection over the rows of a record: of the root, of a parent they point to, or of a place. */
export const listPart = (selected: Selected, { of, by }: Extract<FieldFact, { readonly is: 'rows' }>, planning: Planning, parentName: string): Part => {
  const plan = connectionPlan(selected, planning, of.name);
  const parent = planning.recordOf(parentName);
  return {
    key: selected.key,
    ask: (asked) => {
      const args = argsOf<ConnectionArgs>(selected, asked);
      refuseUnreadable(asked, of, by);
      if (parentName === 'Place' && !asked.place && (args.after != null || args.before != null)) throw new NotCompiled('cursors given to lists of a place of any level');
      const printed = parentName === 'Place' && asked.place ? `Place@${asked.place.level}@${asked.place.asOf}` : parent?.name;
      asked.note(selected, askList(asked, of, args, printed, plan.cursors));
      for (const below of plan.plans) below.ask(asked);
    },
    build: (into, build) => {
      const asked = build.asked.noted<AskedList>(selected);
      const source = build.record(of);
      const day: Day = parentName === 'Query' ? build.today : into.on;
      const rows = new Rows({ table: source.table, record: source.record, day, identity: build.identity });
      const list = buildList(asked, rows, source, hanging(into, source, by, build, parent), plan, into, build);
      return parentName === 'Place' && into.level === undefined ? belowProvince(into, list) : list;
    },
  };
};

