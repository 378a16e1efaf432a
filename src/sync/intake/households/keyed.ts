import { sql } from 'drizzle-orm';
import { householdRegistry } from '../../../db/tables/household.ts';
import { PlatformError } from '../../../errors.ts';
import { claimKeys, KeysTaken, refuseSecondKeys } from '../../../records/external/claim.ts';
import { type ExternalKey, findExternal, textOf } from '../../../records/external/find.ts';
import { keyFaults, ownSystems, taken } from '../../../records/external/key.ts';
import { ownName } from '../../../records/external/names.ts';
import type { AnyRecord } from '../../../records/define.ts';
import type { Prepared } from '../../../records/drafts.ts';
import { scopeOf } from '../../../records/listing.ts';
import type { Row } from '../../../records/page.ts';
import { waitInLine } from '../../../records/rule-lock.ts';
import type { RequestContext } from '../../../schema/context.ts';
import { householdRecord, personRecord } from '../../../schema/records/household.ts';
import { householdsByNumber } from '../../resolve-keys.ts';
import { memberOf } from './compare.ts';
import type { GivenHousehold, GivenMember } from './given.ts';
import { thereNow } from './there.ts';

/** A household of a call on its way: what it says, under which number, and what is wrong with it. */
export interface Asked {
  readonly given: GivenHousehold;
  number: string | undefined;
  readonly faults: PlatformError[];
}

/** Keys of other systems that a household and its members are given with, each with where it stands. */
const keysOf = ({ given }: Asked): readonly (readonly [ExternalKey, readonly (string | number)[]])[] => [
  ...(given.external ? [[given.external, [ownName]] as const] : []),
  ...given.members.flatMap(({ external }, at) => (external ? [[external, ['members', at, ownName]] as const] : [])),
];

/** Refuses keys of systems that are not the caller's department's, and what is no key. */
const refuseKeys = async (ctx: RequestContext, all: readonly Asked[]): Promise<void> => {
  const systems = await ownSystems(ctx, [...new Set(all.flatMap((one) => keysOf(one).map(([{ system }]) => system)))]);
  for (const one of all) {
    for (const [key, path] of keysOf(one)) {
      if (!systems.has(key.system)) one.faults.push(new PlatformError('EXTERNAL_SYSTEM_UNKNOWN', {}, { path: [...path, 'system'] }));
      one.faults.push(...keyFaults(key).map((fault) => fault.at(...path, 'key')));
    }
  }
};

const numbersOf = async (ctx: RequestContext, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const rows = await ctx.tx.orm.select({ number: householdRegistry.registrationNumber, id: householdRegistry.householdId }).from(householdRegistry)
    .where(sql`${householdRegistry.householdId} = any(${sql.param(ids)}::uuid[]) and ${scopeOf(ctx.identity, householdRegistry) ?? sql`true`}`);
  return new Map(rows.map(({ number, id }) => [id, number]));
};

/**
 * Finds households by the keys that other systems have for them. Saves of one key wait for each other, so of two
 * first ones at once the second finds what the first has made.
 */
export const openKeys = async (ctx: RequestContext, all: readonly Asked[]): Promise<void> => {
  if (!all.some((one) => keysOf(one).length > 0)) return;
  await refuseKeys(ctx, all);
  const named = all.filter(({ given, faults }) => given.external && faults.length === 0);
  const keys = named.map(({ given }) => given.external as ExternalKey);
  if (keys.length === 0) return;
  await waitInLine(ctx, keys.map((key) => `external:${householdRecord.name}:${textOf(key)}`));
  const known = await findExternal(ctx, householdRecord.name, keys);
  const numbers = await numbersOf(ctx, [...known.values()].map(({ recordId }) => recordId));
  for (const one of named) {
    const found = known.get(textOf(one.given.external as ExternalKey));
    const number = found && numbers.get(found.recordId);
    if (number !== undefined && one.number !== undefined && number !== one.number) one.faults.push(new PlatformError('EXTERNAL_KEY_DISAGREES', {}, { path: [ownName] }));
    one.number ??= number;
  }
};

/** Some households cannot have the keys they came with; what was written is to be undone. */
export class KeysRefused extends Error {}

interface Claim {
  readonly one: Asked;
  readonly path: readonly (string | number)[];
  readonly prepared: Prepared;
}

const claimOf = (one: Asked, path: readonly (string | number)[], key: ExternalKey, row: Row): Claim =>
  ({ one, path, prepared: { candidate: { given: {}, values: {}, errors: [], own: { key, row: null } }, draft: { before: row, after: row } } });

/** Keeps those keys that are new; what another row has is told. */
const claim = async (ctx: RequestContext, record: AnyRecord, claims: readonly Claim[]): Promise<void> => {
  if (claims.length === 0) return;
  const keyIn = ({ prepared }: Claim): ExternalKey => (prepared.candidate.own as { readonly key: ExternalKey }).key;
  const known = await findExternal(ctx, record.name, claims.map(keyIn));
  const fresh = claims.filter((one) => !known.has(textOf(keyIn(one))));
  const idOf = ({ prepared: { draft: { after } } }: Claim): unknown => (record === householdRecord ? after.householdId : after.id);
  for (const one of claims) {
    const found = known.get(textOf(keyIn(one)));
    if (found && found.recordId !== idOf(one)) one.one.faults.push(new PlatformError('EXTERNAL_KEY_DISAGREES', {}, { path: one.path }));
  }
  await refuseSecondKeys(ctx, record, fresh.map(({ prepared }) => prepared));
  const sound = fresh.filter(({ prepared }) => prepared.candidate.errors.length === 0);
  for (const { one, path, prepared } of fresh) one.faults.push(...prepared.candidate.errors.map((error) => error.at(...path)));
  try {
    await claimKeys(ctx, record, sound.map(({ prepared }) => prepared), 'saveHouseholds');
  } catch (error) {
    if (!(error instanceof KeysTaken)) throw error;
    for (const { one, path, prepared } of sound) if (error.by.has(prepared)) one.faults.push(taken().at(...path, 'key'));
  }
};

/**
 * Keeps the keys of households that are stored now, and of their members.
 * @throws KeysRefused where some cannot have them, which their faults say
 */
export const keepKeys = async (ctx: RequestContext, all: readonly Asked[]): Promise<void> => {
  const keyed = all.filter((one) => keysOf(one).length > 0);
  if (keyed.length === 0) return;
  const ids = await householdsByNumber(ctx, keyed.map(({ number }) => number as string));
  const { homes, members } = await thereNow(ctx, [...ids.values()]);
  const homeOf = ({ number }: Asked) => homes.get(ids.get(number as string) as string) as Row;
  await claim(ctx, householdRecord, keyed.flatMap((one) => (one.given.external ? [claimOf(one, [ownName], one.given.external, homeOf(one))] : [])));
  await claim(ctx, personRecord, keyed.flatMap((one) => one.given.members.flatMap((member: GivenMember, at): Claim[] => {
    const found = member.external && memberOf(ctx, { ...member }, members.get(homeOf(one).householdId as string) ?? []);
    return found && member.external ? [claimOf(one, ['members', at, ownName], member.external, found.kept ?? found.person)] : [];
  })));
  if (keyed.some(({ faults }) => faults.length > 0)) throw new KeysRefused();
};
