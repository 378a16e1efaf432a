import type { Database } from '../db/database.ts';
import { connect } from '../db/connect.ts';
import * as places from '../db/tables/places.ts';
import * as policy from '../db/tables/policy.ts';
import * as programmes from '../db/tables/programmes.ts';
import * as reference from '../db/tables/reference.ts';
import { core } from '../db/core-schema.ts';

/** For tests: the statements that create the given tables, as drizzle-kit writes them. */
export const ddlOf = async (tables: Record<string, unknown>): Promise<readonly string[]> => {
  const { generateDrizzleJson, generateMigration } = await import('drizzle-kit/api');
  return generateMigration(generateDrizzleJson({}), generateDrizzleJson(tables));
};

/** For tests: an embedded database in memory with the reference tables, and others if given. */
export const openReferenceDatabase = async (others: Record<string, unknown> = {}): Promise<Database> => {
  const db = await connect();
  const ddl = await ddlOf({ core, ...places, ...policy, ...programmes, ...reference, ...others });
  await db.transaction({ scope: 'owner', deadlineMs: 60_000 }, async (tx) => {
    for (const statement of ddl) await tx.query(statement);
  });
  return db;
};
