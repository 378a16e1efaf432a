import { and, sql } from 'drizzle-orm';
import { identityOf } from '../access/id-number.ts';
import { insertRows } from '../db/insert-rows.ts';
import { personIdentity } from '../db/tables/people.ts';
import { PlatformError, throwIfAny } from '../errors.ts';
import { scopeOf } from '../records/listing.ts';
import type { RequestContext } from '../schema/context.ts';
import { type Owner, registered } from './work.ts';

/** A new person with an ID number, and where in the input it was given. */
export interface Claim {
  readonly personId: string;
  readonly idNumber: string;
  readonly path: readonly (string | number)[];
}

type IdentityRow = typeof personIdentity.$inferInsert;

/** The persons among these for whom the index has a row that they hold under one of these hashes. */
const holders = async (ctx: RequestContext, rows: readonly IdentityRow[]): Promise<ReadonlySet<string>> => {
  const found = await ctx.tx.orm.select({ personId: personIdentity.personId, idHash: personIdentity.idHash }).from(personIdentity)
    .where(and(sql`${personIdentity.personId} = any(${sql.param(rows.map(({ personId }) => personId))}::uuid[])`, scopeOf(ctx.identity, personIdentity)));
  const held = new Set(found.map(({ personId, idHash }) => `${personId} ${idHash}`));
  return new Set(rows.filter(({ personId, idHash }) => held.has(`${personId} ${idHash}`)).map(({ personId }) => personId));
};

/** Inserts what is free; answers the persons whose number somebody holds already, in whichever county. */
const taken = async (ctx: RequestContext, rows: readonly IdentityRow[]): Promise<ReadonlySet<string>> => {
  const inserted = await insertRows(ctx.tx, personIdentity, rows, { onConflict: 'nothing' });
  if (inserted === rows.length) return new Set();
  const mine = await holders(ctx, rows);
  return new Set(rows.map(({ personId }) => personId).filter((id) => !mine.has(id)));
};

const lockKey = (hash: string): bigint => Buffer.from(hash, 'base64url').readBigInt64BE();

/**
 * While several keys are known the primary key alone does not hold a number unique: its row may carry
 * the hash of another key. So each number is locked until the operation ends; the order keeps two
 * households from waiting for each other.
 */
const lockNumbers = async (ctx: RequestContext, claims: readonly Claim[]): Promise<void> => {
  const keys = claims.flatMap(({ idNumber }) => ctx.vault.hashes(idNumber)).map(lockKey).sort((a, b) => (a < b ? -1 : Number(a > b)));
  await ctx.tx.query('select pg_advisory_xact_lock(k) from unnest($1::bigint[]) as k', [keys.map(String)]);
};

const undo = new Error('only tried');

/**
 * Who of these is registered under the hash of another key. Rows of other counties cannot be read
 * here, but the primary key knows them: rows are inserted, and the attempt is undone.
 */
const takenUnderOtherKeys = async (ctx: RequestContext, rows: readonly IdentityRow[], claims: readonly Claim[]): Promise<ReadonlySet<string>> => {
  const found = new Set<string>();
  const attempt = async (): Promise<never> => {
    for (const [at, keyId] of ctx.vault.keyIds.entries()) {
      if (at === 0) continue;
      const under = rows.map((row, index) => ({ ...row, keyId, idHash: ctx.vault.hashes((claims[index] as Claim).idNumber)[at] as string }));
      for (const id of await taken(ctx, under)) found.add(id);
    }
    throw undo;
  };
  await ctx.tx.savepoint(attempt).catch((error: unknown) => {
    if (error !== undo) throw error;
  });
  return found;
};

/**
 * Claims ID numbers in the province-wide index. Whoever holds one already may be in a county the
 * caller cannot see, so the answer is the same wherever that is: a review must look at it.
 * @throws PlatformErrors ID_NUMBER_NEEDS_REVIEW, one for each number that is taken
 */
export const claimIdentities = async (ctx: RequestContext, owner: Owner, claims: readonly Claim[]): Promise<void> => {
  const held = await claimed(ctx, claims.map((claim) => ({ ...claim, owner })));
  throwIfAny(claims.filter(({ personId }) => held.has(personId)).map(({ path }) => new PlatformError('ID_NUMBER_NEEDS_REVIEW', {}, { path })));
};

/** A claim for a household among many. */
export interface OwnedClaim extends Claim {
  readonly owner: Owner;
}

/** Claims the numbers that are free, for any number of households; answers the persons whose number is taken. */
export const claimed = async (ctx: RequestContext, claims: readonly OwnedClaim[]): Promise<ReadonlySet<string>> => {
  if (claims.length === 0) return new Set();
  const rows = claims.map(({ personId, idNumber, owner }) => ({ ...identityOf(ctx.vault, idNumber), personId, ...registered(owner) }));
  const severalKeys = ctx.vault.keyIds.length > 1;
  if (severalKeys) await lockNumbers(ctx, claims);
  const others = severalKeys ? await takenUnderOtherKeys(ctx, rows, claims) : new Set<string>();
  return new Set([...others, ...(await taken(ctx, rows))]);
};
