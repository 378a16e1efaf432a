import { and, eq, or, sql } from 'drizzle-orm';
import type { Accounts } from '../access/accounts.ts';
import type { Identity } from '../access/identity.ts';
import type { Vault } from '../access/vault.ts';
import type { Database, Transaction } from '../db/database.ts';
import { place } from '../db/tables/places.ts';
import { PlatformError } from '../errors.ts';
import type { RequestContext } from '../schema/context.ts';
import { validOn } from '../schema/place-data.ts';
import { contextFacts } from '../server/context-facts.ts';
import { dayInChina } from '../server/operation.ts';
import { findDuplicates, type Search } from './find.ts';

/** What a search of many counties works with. */
export interface SearchService {
  readonly db: Database;
  readonly accounts: Accounts;
  readonly vault: Vault;
  readonly clock: () => Date;
}

/** A county takes seconds; so long it may take where the database is busy. */
const countyDeadlineMs = 600_000;

const contextFor = ({ vault, clock }: SearchService, identity: Identity, tx: Transaction): RequestContext =>
  ({ ...contextFacts({ vault, clock, syntheticPeople: false, unmaskDaily: 0 }, { identity, requestId: `duplicates-${clock().getTime()}`, operation: 'duplicates' }), tx });

/** The counties of a county, a city or the province today. */
const countiesOf = async ({ db, clock }: SearchService, identity: Identity, code: string): Promise<readonly string[]> => {
  const found = await db.transaction({ scope: identity.scope, readOnly: true }, (tx) => tx.orm.select({ code: place.code }).from(place)
    .where(and(eq(place.level, 'COUNTY'), or(eq(place.code, code), eq(place.cityCode, code), sql`${code} = '140000'`), validOn(dayInChina(clock())))).orderBy(place.code));
  return found.map((row) => row.code);
};

/**
 * Searches every county of a place, each in transactions of its own until nothing is new there. Who acts is looked up once;
 * counties beyond their reach are refused as in the graph.
 */
export const searchPlaces = async (service: SearchService, subject: string, code: string, onCounty: (county: string, search: Search) => void): Promise<void> => {
  const identity = await service.accounts.find(subject, dayInChina(service.clock()));
  if (!identity) throw new PlatformError('ACCOUNT_UNKNOWN');
  const counties = await countiesOf(service, identity, code);
  if (counties.length === 0) throw new PlatformError('COUNTY_OUT_OF_REACH', { code });
  for (const county of counties) {
    const one = (): Promise<Search> => service.db.transaction({ scope: identity.scope, deadlineMs: countyDeadlineMs }, (tx) => findDuplicates(contextFor(service, identity, tx), county));
    let [search, created] = [await one(), 0];
    for (created = search.created; search.hasMore; created += search.created) search = await one();
    onCounty(county, { ...search, created });
  }
};
