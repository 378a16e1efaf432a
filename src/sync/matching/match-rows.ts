import { and, eq, sql } from 'drizzle-orm';
import { checkIdNumber } from '../../access/id-number.ts';
import { person, personIdentity } from '../../db/tables/people.ts';
import type { PlatformError } from '../../errors.ts';
import { PlatformError as Fault } from '../../errors.ts';
import { scopeOf } from '../../records/listing.ts';
import type { RequestContext } from '../../schema/context.ts';

/** A row of another department's list. */
export interface ListRow {
  readonly rowNumber: number;
  readonly name?: string | null;
  readonly idNumber?: string | null;
  readonly bornOn?: string | null;
}

/** Somebody of the register, and where they are. */
export interface Somebody {
  readonly personId: string;
  readonly householdId: string;
  readonly countyCode: string;
  readonly areaCode: string;
}

export type RowOutcome = 'MATCHED' | 'CANDIDATE' | 'UNMATCHED' | 'INVALID';

/** A row with what was found. */
export interface Matched {
  readonly given: ListRow;
  readonly outcome: RowOutcome;
  readonly people: readonly Somebody[];
  readonly errors: readonly PlatformError[];
}

interface Read {
  readonly given: ListRow;
  readonly hashes: readonly string[];
  /** Name and date of birth as one text, where both are known. */
  readonly nameAndBirth: string | undefined;
  readonly errors: readonly PlatformError[];
}

const keyOf = (name: string, bornOn: string): string => JSON.stringify([name, bornOn]);

/** A wrong number is told and not matched by name instead: it may be somebody else's. */
const read = (ctx: RequestContext, given: ListRow): Read => {
  const { name, idNumber } = given;
  const checked = idNumber ? checkIdNumber(idNumber, { today: ctx.today, allowSynthetic: ctx.syntheticPeople }) : undefined;
  if (checked && !checked.ok) return { given, hashes: [], nameAndBirth: undefined, errors: [new Fault(checked.code, {}, { path: ['idNumber'] })] };
  const bornOn = checked?.bornOn ?? given.bornOn;
  const nameAndBirth = name && bornOn ? keyOf(name.normalize('NFKC').trim(), bornOn) : undefined;
  const errors = checked === undefined && nameAndBirth === undefined ? [new Fault('COMPARISON_ROW_EMPTY', {}, { path: ['idNumber'] })] : [];
  return { given, hashes: checked ? ctx.vault.hashes(checked.value) : [], nameAndBirth, errors };
};

const byNumber = async (ctx: RequestContext, county: string, rows: readonly Read[]): Promise<ReadonlyMap<string, Somebody>> => {
  const found = await ctx.tx.orm.select().from(personIdentity).where(and(
    sql`${personIdentity.idHash} = any(${sql.param(rows.flatMap(({ hashes }) => hashes))}::text[])`, eq(personIdentity.countyCode, county), scopeOf(ctx.identity, personIdentity)));
  return new Map(found.map(({ idHash, personId, householdId, countyCode, areaCode }) => [idHash, { personId, householdId, countyCode, areaCode }]));
};

const byName = async (ctx: RequestContext, county: string, keys: readonly string[]): Promise<ReadonlyMap<string, readonly Somebody[]>> => {
  const pairs = keys.map((key) => JSON.parse(key) as [string, string]);
  const found = await ctx.tx.orm
    .select({ personId: person.id, householdId: person.householdId, countyCode: person.countyCode, areaCode: person.areaCode, name: person.name, bornOn: person.bornOn })
    .from(person)
    .where(and(
      eq(person.countyCode, county), eq(person.current, true),
      sql`(${person.name}, ${person.bornOn}) in (select * from unnest(${sql.param(pairs.map(([name]) => name))}::text[], ${sql.param(pairs.map(([, bornOn]) => bornOn))}::date[]))`,
      scopeOf(ctx.identity, person),
    ));
  return Map.groupBy(found, ({ name, bornOn }) => keyOf(name, bornOn));
};

const outcomeOf = ({ errors }: Read, isNumber: boolean, people: readonly Somebody[]): RowOutcome => {
  if (errors.length > 0) return 'INVALID';
  if (isNumber) return 'MATCHED';
  return people.length > 0 ? 'CANDIDATE' : 'UNMATCHED';
};

/** Who of a county's register the rows are about: by ID number, else by name and date of birth. Two statements. */
export const matchRows = async (ctx: RequestContext, county: string, rows: readonly ListRow[]): Promise<readonly Matched[]> => {
  const all = rows.map((row) => read(ctx, row));
  const numbers = await byNumber(ctx, county, all);
  const holder = ({ hashes }: Read): Somebody | undefined => hashes.map((hash) => numbers.get(hash)).find((one) => one !== undefined);
  const rest = all.filter((one) => !holder(one) && one.nameAndBirth !== undefined);
  const names = await byName(ctx, county, [...new Set(rest.map(({ nameAndBirth }) => nameAndBirth as string))]);
  return all.map((one) => {
    const found = holder(one);
    const people = found ? [found] : one.nameAndBirth === undefined ? [] : (names.get(one.nameAndBirth) ?? []);
    return { given: one.given, outcome: outcomeOf(one, found !== undefined, people), people: people.map(({ personId, householdId, countyCode, areaCode }) => ({ personId, householdId, countyCode, areaCode })), errors: one.errors };
  });
};
