import { and, eq, or, sql } from 'drizzle-orm';
import { reachesCounty } from '../access/identity.ts';
import { householdRegistry } from '../db/tables/household.ts';
import { place } from '../db/tables/places.ts';
import { PlatformError } from '../errors.ts';
import type { RequestContext } from '../schema/context.ts';
import type { AnyRecord } from './define.ts';
import { scopeOf } from './listing.ts';
import type { Candidate } from './save-values.ts';

const given = (candidates: readonly Candidate[], name: string): string[] => [
  ...new Set(candidates.flatMap(({ given: row }) => (row[name] == null ? [] : [String(row[name])]))),
];

/** The households by number and by id, where they are now. */
const households = async (ctx: RequestContext, numbers: readonly string[], ids: readonly string[]) => {
  const byNumber = sql`${householdRegistry.registrationNumber} = any(${sql.param(numbers)}::text[])`;
  const named = ids.length === 0 ? byNumber : or(byNumber, sql`${householdRegistry.householdId} = any(${sql.param(ids)}::uuid[])`);
  const rows = await ctx.tx.orm.select().from(householdRegistry).where(and(named, scopeOf(ctx.identity, householdRegistry)));
  return new Map(rows.flatMap((row) => [[row.registrationNumber, row] as const, [row.householdId, row] as const]));
};

const placeInHouseholds = async (ctx: RequestContext, candidates: readonly Candidate[]): Promise<void> => {
  const known = await households(ctx, given(candidates, 'registrationNumber'), candidates.flatMap(({ householdId }) => householdId ?? []));
  for (const { given: row, values, errors, householdId } of candidates) {
    const number = row.registrationNumber as string | null | undefined;
    if (number == null && householdId === undefined) continue; // told already
    const found = known.get(number ?? (householdId as string));
    if (!found) errors.push(new PlatformError('HOUSEHOLD_UNKNOWN', {}, { path: ['registrationNumber'] }));
    else if (householdId !== undefined && found.householdId !== householdId) errors.push(new PlatformError('EXTERNAL_KEY_DISAGREES', {}, { path: ['household'] }));
    else Object.assign(values, { householdId: found.householdId, countyCode: found.countyCode, areaCode: found.areaCode });
  }
};

const placeInCounties = async (ctx: RequestContext, candidates: readonly Candidate[]): Promise<void> => {
  const wanted = given(candidates, 'countyCode');
  const rows = await ctx.tx.orm.selectDistinct({ code: place.code }).from(place)
    .where(and(eq(place.level, 'COUNTY'), sql`${place.code} = any(${sql.param(wanted)}::text[])`));
  const known = new Set(rows.map(({ code }) => code));
  for (const { given: row, values, errors } of candidates) {
    const code = String(row.countyCode);
    if (known.has(code) && reachesCounty(ctx.identity, code)) values.countyCode = code;
    else errors.push(new PlatformError('COUNTY_OUT_OF_REACH', { code }, { path: ['countyCode'] }));
  }
};

const placeInProvince = (ctx: RequestContext, { reach }: AnyRecord, candidates: readonly Candidate[]): void => {
  if (ctx.identity.scope.counties === '*') return;
  for (const { given: row, errors } of candidates) {
    if (reach === undefined) errors.push(new PlatformError('FORBIDDEN'));
    else if (!reachesCounty(ctx.identity, String(row[reach]))) errors.push(new PlatformError('PLACE_OUT_OF_REACH', { code: String(row[reach]).slice(0, 12) }, { path: [reach] }));
  }
};

/** Finds whose row each candidate is: its household, its county, or the province. One statement. */
export const placeCandidates = async (ctx: RequestContext, record: AnyRecord, candidates: readonly Candidate[]): Promise<void> => {
  if (record.about === 'household') return placeInHouseholds(ctx, candidates);
  if (record.about === 'county') return placeInCounties(ctx, candidates);
  placeInProvince(ctx, record, candidates);
};
