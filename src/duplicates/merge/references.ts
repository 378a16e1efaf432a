import { and, eq, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { domainKeysOf, scopeColumnsOf } from '../../db/scope-columns.ts';
import { type AnyRecord, type FieldSpec, fieldsOf } from '../../records/define.ts';
import { columnOf, idColumnOf, scopeOf } from '../../records/listing.ts';
import type { Row } from '../../records/page.ts';
import type { RequestContext } from '../../schema/context.ts';

/** A column of some record that names who somebody is, and goes with them. */
export interface Reference {
  readonly record: AnyRecord;
  readonly name: string;
}

const goesAlong = (field: FieldSpec, kind: 'person' | 'household'): boolean => Boolean(field[kind]) && field.names === undefined && !field.hidden;

/** Every column of these records that names a person, or a household, from their declarations. */
export const referencesTo = (kind: 'person' | 'household', records: readonly AnyRecord[]): readonly Reference[] =>
  records.flatMap((record) => fieldsOf(record).filter(([, field]) => goesAlong(field, kind)).map(([name]) => ({ record, name })));

/**
 * The caller as somebody of every department, within their own places: what names a person goes along whoever keeps it.
 * What is read so is written back and not answered.
 */
export const inEveryDomain = (ctx: RequestContext, records: readonly AnyRecord[]): RequestContext => {
  const keys = records.flatMap(({ table }) => {
    const { domain } = scopeColumnsOf(table);
    return domain === undefined ? [] : domainKeysOf(table, domain);
  });
  return { ...ctx, loaders: new Map(), identity: { ...ctx.identity, domains: new Map(keys.map((key) => [key, 'sensitive'])) } };
};

/** The rows that name somebody in one column, locked. Every table is entered by the household. */
export const rowsNaming = async (ctx: RequestContext, { record, name }: Reference, id: string, households: readonly string[]): Promise<readonly Row[]> =>
  (await ctx.tx.orm.select().from(record.table).where(and(
    columnOf(record.table, 'householdId') && sql`${columnOf(record.table, 'householdId')} = any(${sql.param(households)}::uuid[])`,
    eq(columnOf(record.table, name) as PgColumn, id),
    scopeOf(ctx.identity, record.table),
  )).orderBy(idColumnOf(record)).for('update')) as Row[];
