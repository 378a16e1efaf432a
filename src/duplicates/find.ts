import { and, sql } from 'drizzle-orm';
import { reachesCounty, requireRole } from '../access/identity.ts';
import { duplicateCandidate } from '../db/tables/duplicates.ts';
import { PlatformError } from '../errors.ts';
import { newRow } from '../records/drafts.ts';
import { reachesRows, scopeOf } from '../records/listing.ts';
import type { Row } from '../records/page.ts';
import { waitInLine } from '../records/rule-lock.ts';
import { writeRows } from '../records/write-rows.ts';
import type { RequestContext } from '../schema/context.ts';
import { duplicateRecord } from '../schema/records/duplicate.ts';
import { householdPairsOf } from './households.ts';
import { pairsOf } from './pairs.ts';

/** What a search found. */
export interface Search {
  /** Pairs that may be one, those of searches before included. */
  readonly found: number;
  /** Pairs that are new. */
  readonly created: number;
  /** Whether there are more than one search enters. */
  readonly hasMore: boolean;
}

/** Most new pairs that one search enters; the next one goes on. */
const most = 2_000;

const textOf = ({ firstPersonId, secondPersonId, firstHouseholdId, secondHouseholdId }: Row): string =>
  (firstPersonId == null ? `${firstHouseholdId} ${secondHouseholdId}` : `${firstPersonId} ${secondPersonId}`);

/** Which pairs stand there already, decided or not: one statement. */
const known = async (ctx: RequestContext, rows: readonly Row[]): Promise<ReadonlySet<string>> => {
  const ids = (name: string) => sql`any(${sql.param([...new Set(rows.flatMap(({ [name]: id }) => (id == null ? [] : [id as string])))])}::uuid[])`;
  const found = await ctx.tx.orm.select().from(duplicateCandidate).where(and(
    sql`(${duplicateCandidate.firstPersonId} = ${ids('firstPersonId')} or (${duplicateCandidate.kind} = 'HOUSEHOLD' and ${duplicateCandidate.firstHouseholdId} = ${ids('firstHouseholdId')}))`,
    scopeOf(ctx.identity, duplicateCandidate),
  ));
  return new Set(found.map(textOf));
};

/**
 * Searches a county for persons and households that were recorded twice. What is found is a case and changes nothing;
 * a pair stands once, whatever was decided of it. Who sees but a part of the county would learn from it who lives elsewhere.
 */
export const findDuplicates = async (ctx: RequestContext, county: string): Promise<Search> => {
  requireRole(ctx.identity, 'CLERK', 'INTEGRATOR');
  if (!reachesRows(ctx.identity, duplicateRecord)) throw new PlatformError('FORBIDDEN');
  if (!/^\d{6}$/.test(county) || !reachesCounty(ctx.identity, county)) throw new PlatformError('COUNTY_OUT_OF_REACH', { code: county }, { path: ['place'] });
  await waitInLine(ctx, [county, ...(ctx.identity.scope.counties === '*' ? ['of two counties'] : [])].map((name) => `duplicates ${name}`));
  const pairs = await pairsOf(ctx, county);
  const rows: Row[] = [
    ...pairs.map(({ bothHeads: _, ...pair }) => ({ ...pair, kind: 'PERSON' })),
    ...householdPairsOf(pairs).map((pair) => ({ ...pair, kind: 'HOUSEHOLD', firstPersonId: null, secondPersonId: null })),
  ];
  const before = await known(ctx, rows);
  const fresh = rows.filter((row) => !before.has(textOf(row)));
  const drafts = fresh.slice(0, most).map((row) => ({ before: undefined, after: newRow(ctx, duplicateRecord, row) }));
  if (drafts.length > 0) await writeRows(ctx, [{ record: duplicateRecord, drafts }], 'findDuplicates');
  return { found: rows.length, created: drafts.length, hasMore: fresh.length > most };
};
