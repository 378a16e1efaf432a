import type { PgTable } from 'drizzle-orm/pg-core';
import { sqlName } from '../db/derived-table.ts';
import { literal } from '../db/quoted.ts';
import { recordOf } from '../records/define.ts';
import { domainOf } from '../records/journal.ts';
import type { RequestContext } from '../schema/context.ts';
import type { Owner } from './work.ts';

const rowsOf = (table: PgTable): readonly string[] => {
  const record = recordOf(table);
  if (record === undefined) return [];
  const domain = domainOf(record);
  return [`select ${literal(record.name)}, id, version, ${domain === null ? 'null' : literal(domain)} from ${sqlName(table)} where household_id = $1::uuid`];
};

/**
 * Enters every record of a household that moved into the feed: each leaves the scope of those who read at
 * the old place, and comes into that of those who read at the new one. One statement, after those that
 * took the rows; it reads across departments and answers nothing.
 */
export const enterCarried = async (ctx: RequestContext, to: Owner, from: Omit<Owner, 'householdId'>, tables: readonly PgTable[]): Promise<void> => {
  await ctx.tx.query(
    `insert into core.change_entry (at, operation, record_type, record_id, household_id, county_code, area_code, prior_county_code, prior_area_code, domain, version)
     select $2::timestamptz, 'MOVED', carried.type, carried.id, $1::uuid, $3, $4, $5, $6, carried.domain, carried.version
     from (${tables.flatMap(rowsOf).join(' union all ')}) as carried (type, id, version, domain)`,
    [to.householdId, ctx.now, to.countyCode, to.villageCode, from.countyCode, from.villageCode],
  );
};
