import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Quadrant } from '../../db/codes/comparison.ts';
import { comparisonHit } from '../../db/tables/comparison.ts';
import { household } from '../../db/tables/household.ts';
import { assuranceCheck } from '../../db/tables/people.ts';
import { PlatformError } from '../../errors.ts';
import { localIdOf } from '../../records/global-id.ts';
import { type Listing, readPage, countAll, type Row } from '../../records/page.ts';
import { reachesRows, requireReader, scopeOf } from '../../records/listing.ts';
import { rowsById } from '../../records/rows.ts';
import type { Connection } from '../../schema/connection.ts';
import type { RequestContext } from '../../schema/context.ts';
import { fingerprint } from '../../schema/cursor.ts';
import { type PageArgs, readPageArgs } from '../../schema/page-args.ts';
import { comparisonHitRecord, comparisonRunRecord } from '../../schema/records/comparison.ts';

/** Somebody of the household stands on the list: by ID number unless it was found not to be so, by name once it was found to be so. */
const isOnList = (ctx: RequestContext, runId: string): SQL => sql`exists (select from ${comparisonHit} where ${and(
  eq(comparisonHit.householdId, household.householdId), eq(comparisonHit.runId, runId),
  sql`(${comparisonHit.status} = 'CONFIRMED' or (${comparisonHit.basis} = 'ID_NUMBER' and ${comparisonHit.status} <> 'DISMISSED'))`, scopeOf(ctx.identity, comparisonHit))})`;

/** The last check of one of the five found it not met. */
const isUnassured = (ctx: RequestContext): SQL => sql`exists (select from (
  select distinct on (${assuranceCheck.kind}) ${assuranceCheck.met} as met from ${assuranceCheck}
  where ${and(eq(assuranceCheck.householdId, household.householdId), scopeOf(ctx.identity, assuranceCheck))}
  order by ${assuranceCheck.kind}, ${assuranceCheck.checkedOn} desc) last where not last.met)`;

const conditions: Readonly<Record<Quadrant, (ctx: RequestContext, runId: string) => SQL>> = {
  BOTH: (ctx, run) => sql`${household.isRegisteredPoor} and ${isOnList(ctx, run)}`,
  REGISTERED_ONLY: (ctx, run) => sql`${household.isRegisteredPoor} and not ${isOnList(ctx, run)}`,
  LIST_ONLY: (ctx, run) => sql`not ${household.isRegisteredPoor} and ${isOnList(ctx, run)}`,
  NEITHER_BUT_POOR: (ctx, run) => sql`not ${household.isRegisteredPoor} and not ${isOnList(ctx, run)} and ${isUnassured(ctx)}`,
};

/** Households of a village in each quadrant. */
export interface VillageQuadrants {
  readonly villageCode: string;
  readonly both: number;
  readonly registeredOnly: number;
  readonly listOnly: number;
  readonly neitherButPoor: number;
}

/**
 * The run, for those who may know who stands on a list.
 * @throws PlatformError RECORD_UNKNOWN when it is absent or out of reach
 */
export const runOf = async (ctx: RequestContext, id: string): Promise<Row> => {
  requireReader(ctx.identity);
  if (!reachesRows(ctx.identity, comparisonHitRecord)) throw new PlatformError('FORBIDDEN');
  const run = await rowsById(ctx, comparisonRunRecord).load(localIdOf(id, 'ComparisonRun'));
  if (!run) throw new PlatformError('RECORD_UNKNOWN', { ...comparisonRunRecord.title });
  return run;
};

const compared = (run: Row): SQL[] => [eq(household.countyCode, run.countyCode as string), isNull(household.endedOn)];

/** How many households stand where, by village. */
export const quadrantsOf = async (ctx: RequestContext, runId: string): Promise<readonly VillageQuadrants[]> => {
  const run = await runOf(ctx, runId);
  const count = (quadrant: Quadrant): SQL<number> => sql<number>`(count(*) filter (where ${conditions[quadrant](ctx, run.id as string)}))::integer`;
  return ctx.tx.orm
    .select({ villageCode: household.villageCode, both: count('BOTH'), registeredOnly: count('REGISTERED_ONLY'), listOnly: count('LIST_ONLY'), neitherButPoor: count('NEITHER_BUT_POOR') })
    .from(household).where(and(...compared(run), scopeOf(ctx.identity, household))).groupBy(household.villageCode).orderBy(household.villageCode);
};

/** The households of a quadrant. */
export const householdsIn = async (ctx: RequestContext, runId: string, quadrant: Quadrant, args: PageArgs): Promise<Connection<Row>> => {
  const run = await runOf(ctx, runId);
  const listing: Listing = {
    table: household,
    order: { id: household.householdId, column: undefined, descending: false },
    where: [...compared(run), scopeOf(ctx.identity, household), conditions[quadrant](ctx, run.id as string)],
    print: fingerprint('comparisonHouseholds', run.id, quadrant),
  };
  return { page: await readPage(ctx, listing, readPageArgs(args)), total: () => countAll(ctx, listing) };
};
