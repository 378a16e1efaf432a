import { and, eq, isNull } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { acrossDomains } from '../db/across-domains.ts';
import { externalId } from '../db/tables/external.ts';
import { householdRegistry } from '../db/tables/household.ts';
import { personIdentity, residence } from '../db/tables/people.ts';
import { PlatformError, throwIfAny } from '../errors.ts';
import { scopeOf } from '../records/listing.ts';
import type { Row } from '../records/page.ts';
import type { RequestContext } from '../schema/context.ts';
import { householdRecord, residenceRecord } from '../schema/records/household.ts';
import { householdEventRecord } from '../schema/records/welfare.ts';
import { enterCarried } from './carried.ts';
import { dayFault, lockHousehold, requireRegistrar } from './household-row.ts';
import { residenceValues, villageOn } from './villages.ts';
import { createWork, type Owner, registered } from './work.ts';

export interface MoveInput {
  readonly registrationNumber: string;
  readonly toVillageCode: string;
  readonly on: string;
  readonly reason: string;
}

const quoted = (table: PgTable): string => {
  const { schema, name } = getTableConfig(table);
  return `"${schema}"."${name}"`;
};

/**
 * Takes every record of the household to the new county and village: rows are found by household, so each is one
 * statement on one shard. The deferred key compares them with the household when all are done.
 */
const carryAlong = async (ctx: RequestContext, { householdId, countyCode, villageCode }: Owner, tables: readonly PgTable[]): Promise<void> => {
  for (const table of [...tables, householdRegistry, personIdentity, externalId]) {
    await ctx.tx.query(`update ${quoted(table)} set county_code = $2, area_code = $3 where household_id = $1::uuid`, [householdId, countyCode, villageCode]);
  }
};

const openResidence = async (ctx: RequestContext, householdId: string) => {
  const [row] = await ctx.tx.orm.select().from(residence)
    .where(and(eq(residence.householdId, householdId), isNull(residence.toOn), scopeOf(ctx.identity, residence)));
  return row;
};

/**
 * Moves a household to another village, keeping its number and its past. Both counties must be
 * within the caller's reach.
 * @param householdTables every table of household records, plugins' included
 * @returns the household's id
 */
export const moveHousehold = async (ctx: RequestContext, input: MoveInput, householdTables: readonly PgTable[]): Promise<string> => {
  await requireRegistrar(ctx, 'CLERK');
  const row = await lockHousehold(ctx, input.registrationNumber);
  throwIfAny([dayFault(ctx, row, input.on) ?? []].flat());
  const village = await villageOn(ctx, input.toVillageCode, input.on, ['toVillageCode']);
  const home = await openResidence(ctx, row.householdId);
  if (!home || home.villageCode === village.villageCode) throw new PlatformError('NOTHING_TO_CHANGE', {}, { path: ['toVillageCode'] });
  if (input.on <= home.fromOn) throw new PlatformError('STATUS_OUT_OF_ORDER', { date: home.fromOn }, { path: ['on'] });
  const work = createWork(ctx);
  const owner = { householdId: row.householdId, countyCode: village.placeCountyCode, villageCode: village.villageCode };
  await acrossDomains(ctx.tx, async () => {
    await carryAlong(ctx, owner, householdTables);
    await enterCarried(ctx, owner, row, householdTables);
  });
  work.change(householdRecord, row, { villageCode: village.villageCode, countyCode: village.placeCountyCode });
  work.change(residenceRecord, { ...home, ...registered(owner) } as Row, { toOn: input.on });
  work.add(residenceRecord, owner, residenceValues(village, input.on, 'MOVE'));
  work.add(householdEventRecord, owner, { kind: 'MOVE', happenedOn: input.on, reason: input.reason, personId: null, otherHouseholdId: null });
  await work.commit('moveHousehold', input.reason);
  return row.householdId;
};
