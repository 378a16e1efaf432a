import { and, sql } from 'drizzle-orm';
import { reachesVillage } from '../access/identity.ts';
import { insertRows } from '../db/insert-rows.ts';
import { householdRegistry } from '../db/tables/household.ts';
import { PlatformError } from '../errors.ts';
import { scopeOf } from '../records/listing.ts';
import type { RequestContext } from '../schema/context.ts';
import { existsOn, placesByCode } from '../schema/place-data.ts';
import { addMember } from './add-members.ts';
import { claimed, type OwnedClaim } from './identities.ts';
import type { CheckedMember } from './member-input.ts';
import { addHousehold, type RegisterInput } from './register.ts';
import type { Village } from './villages.ts';
import { createWork, type Owner, registered, type Work } from './work.ts';

/** A household to be registered, checked as far as it goes by itself. */
export interface Registration {
  readonly input: RegisterInput & { readonly registrationNumber: string };
  readonly members: readonly CheckedMember[];
}

/** What is wrong with a registration; nothing if it was made. */
export type Refused = readonly PlatformError[];

/** The villages on the map of each one's day: one statement for all. */
const villagesOf = (ctx: RequestContext, registrations: readonly Registration[]): Promise<readonly (Village | PlatformError)[]> =>
  Promise.all(registrations.map(async ({ input: { villageCode, registeredOn } }) => {
    const path = ['villageCode'];
    const found = await placesByCode(ctx, registeredOn).load(villageCode);
    if (found?.level !== 'VILLAGE' || !existsOn(found)) return new PlatformError('VILLAGE_UNKNOWN', { code: villageCode, date: registeredOn }, { path });
    const { code, townshipCode, countyCode, cityCode } = found;
    if (!reachesVillage(ctx.identity, code, countyCode as string)) return new PlatformError('COUNTY_OUT_OF_REACH', { code: countyCode as string }, { path });
    return { villageCode: code, townshipCode: townshipCode as string, placeCountyCode: countyCode as string, cityCode: cityCode as string };
  }));

/** One on its way into the tables. */
interface Entry {
  readonly at: number;
  readonly owner: Owner;
  readonly registrationNumber: string;
  readonly claims: readonly OwnedClaim[];
}

const enter = (ctx: RequestContext, work: Work, at: number, { input, members }: Registration, village: Village): Entry => {
  const { registrationNumber, registeredOn: day } = input;
  const owner = addHousehold(work, input, village, registrationNumber);
  const ids = members.map((member) => addMember(ctx, work, owner, { member, from: member.bornOn > day ? member.bornOn : day, reason: 'REGISTER' }));
  const claims = members.flatMap(({ idNumber }, index) => (idNumber === null ? [] : [{ owner, idNumber, personId: ids[index] as string, path: ['members', index, 'idNumber'] }]));
  return { at, owner, registrationNumber, claims };
};

/** Numbers of households that somebody has already, in whichever county: the primary key knows. */
const takenNumbers = async (ctx: RequestContext, entries: readonly Entry[]): Promise<ReadonlySet<number>> => {
  const rows = entries.map(({ registrationNumber, owner }) => ({ registrationNumber, ...registered(owner) }));
  if ((await insertRows(ctx.tx, householdRegistry, rows, { onConflict: 'nothing' })) === rows.length) return new Set();
  const found = await ctx.tx.orm.select({ id: householdRegistry.householdId }).from(householdRegistry)
    .where(and(sql`${householdRegistry.householdId} = any(${sql.param(rows.map(({ householdId }) => householdId))}::uuid[])`, scopeOf(ctx.identity, householdRegistry)));
  const mine = new Set(found.map(({ id }) => id));
  return new Set(entries.filter(({ owner }) => !mine.has(owner.householdId)).map(({ at }) => at));
};

class Refusals extends Error {
  readonly faults: ReadonlyMap<number, Refused>;
  constructor(faults: ReadonlyMap<number, Refused>) {
    super('some are refused');
    this.faults = faults;
  }
}

const claimAll = async (ctx: RequestContext, entries: readonly Entry[]): Promise<void> => {
  const faults = new Map<number, Refused>();
  for (const at of await takenNumbers(ctx, entries)) faults.set(at, [new PlatformError('REGISTRATION_NUMBER_TAKEN', {}, { path: ['registrationNumber'] })]);
  const held = await claimed(ctx, entries.flatMap(({ claims }) => claims));
  for (const { at, claims } of entries) {
    const review = claims.filter(({ personId }) => held.has(personId)).map(({ path }) => new PlatformError('ID_NUMBER_NEEDS_REVIEW', {}, { path }));
    if (review.length > 0) faults.set(at, [...(faults.get(at) ?? []), ...review]);
  }
  if (faults.size > 0) throw new Refusals(faults);
};

type Placed = readonly [at: number, registration: Registration, village: Village];

/** Registers all of these, or tells who cannot be and writes none. */
const attempt = (ctx: RequestContext, placed: readonly Placed[]): Promise<ReadonlyMap<number, Refused>> =>
  ctx.tx.savepoint(async () => {
    const work = createWork(ctx);
    const entries = placed.map(([at, registration, village]) => enter(ctx, work, at, registration, village));
    await claimAll(ctx, entries);
    await work.commit('registerHousehold', undefined);
    return new Map<number, Refused>();
  }).catch((error: unknown) => {
    if (error instanceof Refusals) return error.faults;
    throw error;
  });

/**
 * Registers households with their members: those whose number or whose members' ID numbers are taken are
 * refused and take no other with them. Statements do not grow with the households.
 */
export const registerMany = async (ctx: RequestContext, registrations: readonly Registration[]): Promise<readonly Refused[]> => {
  const villages = await villagesOf(ctx, registrations);
  const refused = new Map<number, Refused>();
  let placed = registrations.flatMap((registration, at): Placed[] => {
    const village = villages[at] as Village | PlatformError;
    if (!(village instanceof PlatformError)) return [[at, registration, village]];
    refused.set(at, [village]);
    return [];
  });
  while (placed.length > 0) {
    const faults = await attempt(ctx, placed);
    if (faults.size === 0) break;
    for (const [at, some] of faults) refused.set(at, some);
    placed = placed.filter(([at]) => !faults.has(at));
  }
  return registrations.map((_, at) => refused.get(at) ?? []);
};
