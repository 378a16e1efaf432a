import { and, getTableColumns, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { mayReadField } from '../access/identity.ts';
import { normaliseIdNumber } from '../access/id-number.ts';
import { householdRegistry } from '../db/tables/household.ts';
import { person, personIdentity } from '../db/tables/people.ts';
import type { AnyRecord } from '../records/define.ts';
import { idColumnOf, reachesRows, scopeOf } from '../records/listing.ts';
import type { RequestContext } from '../schema/context.ts';
import { coreRecords } from '../schema/core-records.ts';
import { valueOfCell } from './cell-value.ts';
import { keyClasses, type KeyPart, keyParts } from './key-text.ts';

type Found = string | undefined;

/** Ids of households by registration number, within the caller's scope: one statement. */
export const householdsByNumber = async (ctx: RequestContext, numbers: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (numbers.length === 0) return new Map();
  const rows = await ctx.tx.orm
    .select({ number: householdRegistry.registrationNumber, id: householdRegistry.householdId })
    .from(householdRegistry)
    .where(and(sql`${householdRegistry.registrationNumber} = any(${sql.param([...new Set(numbers)])}::text[])`, scopeOf(ctx.identity, householdRegistry)));
  return new Map(rows.map(({ number, id }) => [number, id]));
};

/** A person as a file names one: within a household, by name and date of birth, by name alone, or by ID number. */
export interface PersonKey {
  readonly householdId: Found;
  readonly text: string;
}

const idNumber = /^\d{17}[\dXx]$/;

const byIdNumber = async (ctx: RequestContext, numbers: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (numbers.length === 0) return new Map();
  const ofHash = new Map(numbers.flatMap((number) => ctx.vault.hashes(normaliseIdNumber(number)).map((hash) => [hash, number] as const)));
  const rows = await ctx.tx.orm
    .select({ hash: personIdentity.idHash, id: personIdentity.personId, householdId: personIdentity.householdId, sealedHouseholdId: personIdentity.sealedHouseholdId })
    .from(personIdentity)
    .where(and(sql`${personIdentity.idHash} = any(${sql.param([...ofHash.keys()])}::text[])`, scopeOf(ctx.identity, personIdentity)));
  // who was merged into another is found as the other, in the household where the number was recorded, too
  return new Map(rows.flatMap(({ hash, id, householdId, sealedHouseholdId }) => [sealedHouseholdId ?? householdId, householdId].map((home) => [`${home} ${ofHash.get(hash)}`, id] as const)));
};

const membersOf = async (ctx: RequestContext, households: readonly string[]) => {
  if (households.length === 0) return [];
  return ctx.tx.orm
    .select({ id: sql<string>`coalesce(${person.mergedIntoId}, ${person.id})`, householdId: person.householdId, name: person.name, bornOn: person.bornOn })
    .from(person)
    .where(and(
      sql`${person.householdId} = any(${sql.param(households)}::uuid[])`, sql`(${person.current} or ${person.mergedIntoId} is not null)`, scopeOf(ctx.identity, person)));
};

/** Ids of persons, each within its household; two of one name in a household are told apart by the date of birth. */
export const personsByKey = async (ctx: RequestContext, keys: readonly PersonKey[]): Promise<readonly Found[]> => {
  if (!mayReadField(ctx.identity, coreRecords.person, 'personal')) return keys.map(() => undefined);
  const numbers = [...new Set(keys.map(({ text }) => text).filter((text) => idNumber.test(text)))];
  const found = await byIdNumber(ctx, numbers);
  const members = await membersOf(ctx, [...new Set(keys.flatMap(({ householdId, text }) => (householdId && !idNumber.test(text) ? [householdId] : [])))]);
  const named = Map.groupBy(members.flatMap(({ id, householdId, name, bornOn }) => [[`${householdId} ${name}`, id], [`${householdId} ${name}/${bornOn}`, id]] as const), ([key]) => key);
  return keys.map(({ householdId, text }) => {
    if (householdId === undefined) return undefined;
    if (idNumber.test(text)) return found.get(`${householdId} ${text}`);
    const among = new Set(named.get(`${householdId} ${text}`)?.map(([, id]) => id));
    return among.size === 1 ? [...among][0] : undefined;
  });
};

type Values = Record<string, string | number | boolean | undefined>;

const cellValue = ({ column }: KeyPart, leaf: string): Values[string] => {
  try {
    return (valueOfCell(column, leaf) ?? undefined) as Values[string];
  } catch {
    return undefined; // no row has a key that cannot be read
  }
};

/** Fills one part of the keys of all rows: one statement at most. */
const fillPart = async (ctx: RequestContext, part: KeyPart, leaves: readonly (readonly string[])[], rows: readonly Values[]): Promise<void> => {
  const { column, field } = part;
  if (column.names === 'registration') {
    const known = await householdsByNumber(ctx, leaves.map(([leaf]) => leaf as string));
    for (const [at, row] of rows.entries()) row[column.isOwner ? 'householdId' : field] = known.get(leaves[at]?.[0] as string);
  } else if (column.names === 'person') {
    const ids = await personsByKey(ctx, leaves.map((pair, at) => ({ householdId: rows[at]?.householdId as Found, text: pair.join('/') })));
    for (const [at, row] of rows.entries()) row[field] = ids[at];
  } else if (column.names === 'reference' && column.target) {
    const ids = await rowsByLeaves(ctx, column.target, leaves);
    for (const [at, row] of rows.entries()) row[field] = ids[at];
  } else {
    for (const [at, row] of rows.entries()) row[field] = cellValue(part, leaves[at]?.[0] as string);
  }
};

const matching = async (ctx: RequestContext, record: AnyRecord, rows: readonly Values[]): Promise<readonly Found[]> => {
  const columns = getTableColumns(record.table) as Record<string, PgColumn>;
  const keys = Object.keys(rows[0] ?? {}).map((key) => [key, columns[key] as PgColumn] as const);
  const whole = rows.flatMap((row, at) => (Object.values(row).every((value) => value !== undefined) ? [{ at, ...Object.fromEntries(keys.map(([key, column]) => [column.name, row[key]])) }] : []));
  if (whole.length === 0) return rows.map(() => undefined);
  const types = sql.raw(keys.map(([, column]) => `"${column.name}" ${column.getSQLType()}`).join(', '));
  const matches = keys.map(([, column]) => sql`${column} = wanted.${sql.identifier(column.name)}`);
  const found = await ctx.tx.orm
    .select({ at: sql<number>`wanted.at`, id: idColumnOf(record) })
    .from(record.table)
    .innerJoin(sql`json_to_recordset((${JSON.stringify(whole)}::text)::json) as wanted(at integer, ${types})`, and(...matches))
    .where(scopeOf(ctx.identity, record.table));
  const byRow = new Map(found.map(({ at, id }) => [Number(at), id as string]));
  return rows.map((_, at) => byRow.get(at));
};

/**
 * Ids of rows by the leaves of their readable keys, within the caller's scope. Who may not read a field of
 * the key may not look by it either. Statements grow with the depth of the key, not with the rows.
 */
export const rowsByLeaves = async (ctx: RequestContext, record: AnyRecord, leaves: readonly (readonly string[])[]): Promise<readonly Found[]> => {
  const mayLook = reachesRows(ctx.identity, record) && keyClasses(record).every((fieldClass) => mayReadField(ctx.identity, record, fieldClass));
  if (leaves.length === 0 || !mayLook) return leaves.map(() => undefined);
  if (record === coreRecords.household) {
    const known = await householdsByNumber(ctx, leaves.map(([leaf]) => leaf as string));
    return leaves.map(([leaf]) => known.get(leaf as string));
  }
  const rows: Values[] = leaves.map(() => ({}));
  let from = 0;
  for (const part of keyParts(record)) {
    await fillPart(ctx, part, leaves.map((all) => all.slice(from, from + part.leaves)), rows);
    from += part.leaves;
  }
  return matching(ctx, record, rows);
};

