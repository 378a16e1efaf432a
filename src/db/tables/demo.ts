import { sql } from 'drizzle-orm';
import { boolean, check, integer, text } from 'drizzle-orm/pg-core';
import { instant } from '../columns.ts';
import { core } from '../core-schema.ts';
import { table } from '../table.ts';

/**
 * Which demo the database holds; one row at most. A demo cannot grow or change its seed, and no
 * database with real households ever gets one. Private: written and read by the owner only.
 */
export const demoLoad = table(core, 'demo_load', {
  only: boolean().primaryKey().default(true),
  seed: text().notNull(),
  households: integer().notNull(),
  startedAt: instant().notNull(),
  /** Null while it fills; a load that broke off goes on where it stopped. */
  finishedAt: instant(),
}, (t) => [check('demo_load_only', sql`${t.only}`), check('demo_load_households', sql`${t.households} > 0`)]);
