import type { SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Order } from '../../records/keyset.ts';
import { countAll, type Listing, readPage } from '../../records/page.ts';
import type { Connection } from '../connection.ts';
import type { RequestContext } from '../context.ts';
import { fingerprint } from '../cursor.ts';
import type { ArgOwner } from '../field-args.ts';
import { type PageArgs, readPageArgs } from '../page-args.ts';

/** The arguments of a Relay connection. */
export const pageArgsOf = (t: ArgOwner) => ({ first: t.arg.int({}), after: t.arg.string({}), last: t.arg.int({}), before: t.arg.string({}) });

/** A page of a table that no record declares: scoped by the conditions given. */
export const listed = async <T extends PgTable>(
  ctx: RequestContext,
  table: T,
  order: Order,
  args: PageArgs,
  where: readonly (SQL | undefined)[],
  print: readonly unknown[],
): Promise<Connection<T['$inferSelect']>> => {
  const listing: Listing = { table, order, where, print: fingerprint(...print) };
  return { page: (await readPage(ctx, listing, readPageArgs(args))) as never, total: () => countAll(ctx, listing) };
};
