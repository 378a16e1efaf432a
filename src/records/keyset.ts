import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Position } from '../schema/cursor.ts';

/** What a connection is ordered by: at most one column, then the id. Rows without a value come last. */
export interface Order {
  readonly column?: PgColumn | undefined;
  readonly descending?: boolean;
  readonly id: PgColumn;
}

const textTypes = new Set(['text', 'varchar']);

/** Text compares by code point, the same on every server whatever its locale. */
const comparable = (column: PgColumn): SQL =>
  textTypes.has(column.getSQLType()) ? sql`${column} collate "C"` : sql`${column}`;

const typed = (column: PgColumn, value: string): SQL =>
  (column.getSQLType() === 'bigserial' ? sql`${value}::bigint` : sql`${value}::${sql.raw(column.getSQLType())}`);

const direction = (descending: boolean, nullsLast: boolean): SQL =>
  sql.raw(`${descending ? 'desc' : 'asc'} nulls ${nullsLast ? 'last' : 'first'}`);

/** The order-by list, forward or turned around. */
export const orderBy = ({ column, descending = false, id }: Order, backward: boolean): SQL => {
  const byId = sql`${id} ${sql.raw(backward ? 'desc' : 'asc')}`;
  if (!column) return byId;
  return sql`${comparable(column)} ${direction(descending !== backward, !backward)}, ${byId}`;
};

/** Rows strictly beyond a position, in the direction of reading. */
export const beyond = ({ column, descending = false, id }: Order, { value, id: atId }: Position, backward: boolean): SQL => {
  const further = sql.raw(backward ? '<' : '>');
  const idBeyond = sql`${id} ${further} ${typed(id, atId)}`;
  if (!column) return idBeyond;
  if (value === null) return backward ? sql`(${column} is not null or ${idBeyond})` : sql`(${column} is null and ${idBeyond})`;
  const at = typed(column, value);
  const past = sql.raw(descending !== backward ? '<' : '>');
  const same = sql`${comparable(column)} = ${at} and ${idBeyond}`;
  const beyondValue = sql`${comparable(column)} ${past} ${at} or (${same})`;
  return backward ? sql`(${beyondValue})` : sql`(${beyondValue} or ${column} is null)`;
};
