import { sql } from 'drizzle-orm';
import { check, integer, primaryKey, text } from 'drizzle-orm/pg-core';
import { civilDate, instant } from '../columns.ts';
import { core } from '../core-schema.ts';
import { table } from '../table.ts';

/** The code lists declared in code, kept as data so that old rows keep their titles. */
export const codeList = table(core, 'code_list', {
  id: text().primaryKey(),
  name: text().notNull(),
  zh: text().notNull(),
  en: text().notNull(),
});

/** A code over `[validFrom, validTo)`; one that is dropped is closed, and opened anew if it returns. */
export const code = table(core, 'code', {
  listId: text().notNull().references(() => codeList.id),
  code: text().notNull(),
  validFrom: civilDate().notNull(),
  validTo: civilDate(),
  zh: text().notNull(),
  en: text().notNull(),
  sort: integer().notNull(),
}, (t) => [
  primaryKey({ columns: [t.listId, t.code, t.validFrom] }),
  check('code_validity', sql`${t.validTo} >= ${t.validFrom}`),
]);

/** Which state of the reference files was loaded last; equal fingerprints are not loaded again. */
export const referenceLoad = table(core, 'reference_load', {
  name: text().primaryKey(),
  fingerprint: text().notNull(),
  loadedAt: instant().notNull(),
});
