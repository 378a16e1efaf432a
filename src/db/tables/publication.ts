import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { civilDate, instant, placeCode } from '../columns.ts';
import { core } from '../core-schema.ts';
import { table } from '../table.ts';

/** One published table as of one date: released once, for everybody, and never changed. */
export const publishedRelease = table(core, 'published_release', {
  id: uuid().primaryKey(),
  tableId: text().notNull(),
  asOf: civilDate().notNull(),
  computedAt: instant().notNull(),
  /** Counts from 1 to below this are hidden. */
  threshold: smallint().notNull(),
  cellCount: integer().notNull(),
  hiddenCount: integer().notNull(),
}, (t) => [
  unique().on(t.tableId, t.asOf),
  check('published_release_counts', sql`${t.threshold} > 1 and ${t.hiddenCount} between 0 and ${t.cellCount}`),
]);

/** A cell of a release. What a hidden one counted stands nowhere. */
export const publishedCell = table(core, 'published_cell', {
  releaseId: uuid().notNull().references(() => publishedRelease.id),
  /** Place in the table, from the province down. */
  position: integer().notNull(),
  placeCode: placeCode().notNull(),
  placeValidFrom: civilDate().notNull(),
  /** Codes of the table's dimensions in their order, TOTAL for all; null where it has no such dimension. */
  firstCode: text(),
  secondCode: text(),
  thirdCode: text(),
  value: integer(),
}, (t) => [
  primaryKey({ columns: [t.releaseId, t.position] }),
  index().on(t.placeCode, t.releaseId),
  check('published_cell_value', sql`${t.value} >= 0`),
]);
