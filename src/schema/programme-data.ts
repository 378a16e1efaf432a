import DataLoader from 'dataloader';
import { and, desc, getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { type RequestContext, loaderOf } from './context.ts';
import { heldOn } from './place-data.ts';

interface Selection {
  readonly where?: SQL;
  readonly order?: readonly (PgColumn | SQL)[];
  /** Tells selections of the same table and column apart. */
  readonly print?: string;
}

/** Rows of a reference table by the value of a column, batched: a list for every key, in order. */
export const rowsBy = <T extends PgTable>(
  ctx: RequestContext,
  table: T,
  column: PgColumn,
  { where, order = [], print = '' }: Selection = {},
): DataLoader<string | number, readonly T['$inferSelect'][]> =>
  loaderOf(ctx, `${getTableName(table)}.${column.name}:${print}`, () => new DataLoader(async (keys: readonly (string | number)[]) => {
    const among = sql`${column} = any(${sql.param([...keys])}::${sql.raw(column.getSQLType())}[])`;
    const rows = await ctx.tx.orm
      .select({ row: getTableColumns(table), key: sql<string>`${column}::text` })
      .from(table as PgTable)
      .where(and(among, where))
      .orderBy(...order);
    const byKey = Map.groupBy(rows, ({ key }) => key);
    return keys.map((key) => (byKey.get(String(key)) ?? []).map(({ row }) => row as T['$inferSelect']));
  }));

/** The row of a reference table with that value in a unique column. */
export const rowBy = async <T extends PgTable>(
  ctx: RequestContext,
  table: T,
  column: PgColumn,
  key: string | number | null,
): Promise<T['$inferSelect'] | null> => (key === null ? null : ((await rowsBy(ctx, table, column).load(key))[0] ?? null));

/** The row a foreign key points to. */
export const ownerRow = async <T extends PgTable>(ctx: RequestContext, table: T, column: PgColumn, key: string | number): Promise<T['$inferSelect']> => {
  const row = await rowBy(ctx, table, column, key);
  if (row === null) throw new Error(`${getTableName(table)} has no ${column.name} ${key}`);
  return row;
};

interface LeadTable {
  readonly role: PgColumn;
  readonly departmentCode: PgColumn;
  readonly validFrom: PgColumn;
  readonly validTo: PgColumn;
}

/** Which rows of a table of leads hold on a day, and in which order: the lead before the joint leads. */
export const leadsOn = (table: LeadTable, day: string): Selection => ({
  where: heldOn(table, day),
  order: [desc(table.role), table.departmentCode],
  print: day,
});
