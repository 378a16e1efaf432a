import { integer, numeric, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { warningLevel } from '../codes/warning.ts';

const money = (name: string) => numeric(name, { precision: 18, scale: 2 });

/**
 * The columns of a computed list, under the name it has in its statements: no such table exists.
 * A warning is never stored, so it cannot lag behind the bills it follows from.
 */
export const healthWarning = pgTable('health_warning', {
  householdId: uuid('household_id').notNull(),
  countyCode: text('county_code').notNull(),
  year: smallint('year').notNull(),
  level: text('level', { enum: warningLevel.values as unknown as ['WATCH', 'SERIOUS', 'URGENT'] }).notNull(),
  persons: integer('persons').notNull(),
  /** The year whose income survey counted; null where there is none and the poverty line stands for it. */
  incomeYear: smallint('income_year'),
  netPerHead: money('net_per_head').notNull(),
  bill: money('bill').notNull(),
  selfPaid: money('self_paid').notNull(),
  /** Of the self-paid costs in the household's income. */
  share: numeric('share', { precision: 14, scale: 4 }).notNull(),
  leftPerHead: money('left_per_head').notNull(),
});

export type WarningRow = typeof healthWarning.$inferSelect;
