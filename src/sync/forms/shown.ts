import { and } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { mayReadField } from '../../access/identity.ts';
import type { AnyRecord } from '../../records/define.ts';
import { columnOf, idColumnOf, reachesRows, scopeOf } from '../../records/listing.ts';
import type { Row } from '../../records/page.ts';
import { among } from '../../records/rule-rows.ts';
import { rowsById } from '../../records/rows.ts';
import type { RequestContext } from '../../schema/context.ts';
import { coreRecords } from '../../schema/core-records.ts';
import { placesByCode } from '../../schema/place-data.ts';
import { cellOf } from '../cell-text.ts';
import { type ExchangeColumn, exchangeColumns, fieldNameOf } from '../columns.ts';
import { classOfCell, namesOfRows } from '../show-keys.ts';
import { type FormColumn, withheldMark } from './form.ts';

/** All rows that households have of a record, oldest first, within the caller's scope: one statement. */
export const rowsOfHouseholds = async (ctx: RequestContext, record: AnyRecord, ids: readonly string[]): Promise<readonly Row[]> => {
  const household = columnOf(record.table, 'householdId');
  if (!household || ids.length === 0 || !reachesRows(ctx.identity, record)) return [];
  const rows = await ctx.tx.orm.select().from(record.table).where(and(among(household, ids), scopeOf(ctx.identity, record.table))).orderBy(idColumnOf(record) as PgColumn);
  return rows as Row[];
};

/** Columns of a record that a form of its household shows: all but whose it is. */
export const formColumns = (record: AnyRecord): readonly ExchangeColumn[] => exchangeColumns(record).filter(({ isOwner }) => !isOwner);

export const headOf = ({ title, kind }: ExchangeColumn): FormColumn => ({ title, isFigure: kind === 'Money' || kind === 'Decimal' || kind === 'Int' });

/** Names of persons; who may not read a person's name sees the mark in its place. */
const personNames = async (ctx: RequestContext, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (!mayReadField(ctx.identity, coreRecords.person, 'personal')) return new Map(ids.map((id) => [id, withheldMark]));
  const rows = await rowsById(ctx, coreRecords.person).loadMany(ids);
  return new Map(ids.flatMap((id, at) => {
    const row = rows[at];
    return row && !(row instanceof Error) ? [[id, String(row.name)] as const] : [];
  }));
};

const placeNames = async (ctx: RequestContext, asOf: string, codes: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const places = await placesByCode(ctx, asOf).loadMany(codes);
  return new Map(codes.map((code, at) => [code, places[at]?.name ?? code]));
};

/** What the values of a column name, in words; empty for columns whose values stand for themselves. */
const wordsOf = (ctx: RequestContext, asOf: string, { names, target }: ExchangeColumn, values: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (names === 'place') return placeNames(ctx, asOf, values);
  if (names === 'person') return personNames(ctx, values);
  if ((names === 'reference' || names === 'registration') && target) return namesOfRows(ctx, target, values);
  return Promise.resolve(new Map());
};

const cellsOf = async (ctx: RequestContext, asOf: string, record: AnyRecord, column: ExchangeColumn, rows: readonly Row[]): Promise<readonly string[]> => {
  const { class: fieldClass, names } = column;
  // what is sensitive is in no ordinary answer, nor on paper
  if (fieldClass === 'sensitive' || !mayReadField(ctx.identity, record, fieldClass)) return rows.map(() => withheldMark);
  const told = classOfCell(ctx, column);
  for (const row of rows) ctx.accesses.note(record.name, row, told);
  const values = rows.map((row) => row[fieldNameOf(record, column)]);
  const words = await wordsOf(ctx, asOf, column, [...new Set(values.filter((value) => value != null).map(String))]);
  return values.map((value) => (value == null ? '' : names === 'value' ? String(cellOf(column, value, 'zh') ?? '') : (words.get(String(value)) ?? '')));
};

/**
 * Rows as a form shows them: codes and places in words, references by their names, and a mark for what is
 * not for the caller. Personal values are noted as read. Statements grow with the columns, not with the rows.
 */
export const shownRows = async (ctx: RequestContext, asOf: string, record: AnyRecord, columns: readonly ExchangeColumn[], rows: readonly Row[]): Promise<readonly (readonly string[])[]> => {
  const cells: (readonly string[])[] = [];
  for (const column of columns) cells.push(await cellsOf(ctx, asOf, record, column, rows));
  return rows.map((_, at) => cells.map((column) => column[at] as string));
};
