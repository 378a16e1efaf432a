import DataLoader from 'dataloader';
import { and, sql } from 'drizzle-orm';
import { externalId } from '../../db/tables/external.ts';
import { scopeOf } from '../listing.ts';
import type { Row } from '../page.ts';
import { loaderOf, type RequestContext } from '../../schema/context.ts';

/** A key of another system. */
export interface ExternalKey {
  readonly system: string;
  readonly key: string;
}

/** A row of the index of other systems' keys. */
export type ExternalRow = typeof externalId.$inferSelect;

/** The key under which another system keeps a row, and the row that has it already. */
export interface OwnKey {
  readonly key: ExternalKey;
  readonly row: Row | null;
}

/** A key as one text. */
export const textOf = ({ system, key }: ExternalKey): string => JSON.stringify([system, key]);

/** What is known under these keys for one kind of record, within the caller's places: one statement. */
export const findExternal = async (ctx: RequestContext, recordType: string, keys: readonly ExternalKey[]): Promise<ReadonlyMap<string, ExternalRow>> => {
  const rows = await ctx.tx.orm.select().from(externalId).where(and(
    sql`(${externalId.system}, ${externalId.key}) in (select * from unnest(${sql.param(keys.map(({ system }) => system))}::text[], ${sql.param(keys.map(({ key }) => key))}::text[]))`,
    sql`${externalId.recordType} = ${recordType}`,
    scopeOf(ctx.identity, externalId),
  ));
  return new Map(rows.map((row) => [textOf(row), row]));
};

/** The keys of a record, by its id. */
export const externalOf = (ctx: RequestContext, recordType: string): DataLoader<string, readonly ExternalRow[]> =>
  loaderOf(ctx, `external:${recordType}`, () => new DataLoader(async (ids: readonly string[]) => {
    const rows = await ctx.tx.orm.select().from(externalId)
      .where(and(sql`${externalId.recordId} = any(${sql.param(ids)}::uuid[])`, sql`${externalId.recordType} = ${recordType}`, scopeOf(ctx.identity, externalId)))
      .orderBy(externalId.system, externalId.key);
    return ids.map((id) => rows.filter(({ recordId }) => recordId === id));
  }));
