import { and, type SQL, sql } from 'drizzle-orm';
import { alias, type PgColumn, QueryBuilder } from 'drizzle-orm/pg-core';
import { type FieldClass, mayRead, reachesTable } from '../../access/identity.ts';
import { household, membership } from '../../db/tables/people.ts';
import { action } from '../../db/tables/programmes.ts';
import type { RequestContext } from '../../schema/context.ts';
import { type AnyRecord, type FieldSpec, fieldsOf } from '../define.ts';
import { columnOf, idColumnOf, reachesRows, scopeOf } from '../listing.ts';
import { withholds } from './conditions.ts';
import { isOrdinal } from './dimensions.ts';
import { householdOf, personOf } from './numbers.ts';
import { homeOn, type Join } from './places.ts';

/** A record of a programme whose rows say whose they are. */
export interface ProgrammeRecord {
  readonly record: AnyRecord;
  readonly household: PgColumn | undefined;
  readonly person: PgColumn | undefined;
  readonly personClass: FieldClass;
  readonly action: SQL;
  /** Numbers that `action` can give; undefined where only code can tell. */
  readonly actions: readonly number[] | undefined;
  readonly year: { readonly class: FieldClass; readonly sql: SQL } | undefined;
}

const actionColumn = ({ action: of, table }: AnyRecord): Pick<ProgrammeRecord, 'action' | 'actions'> => {
  if (typeof of === 'number') return { action: sql`${of}::int`, actions: [of] };
  if (of === undefined || typeof of === 'function') return { action: sql`null::int`, actions: undefined };
  const column = columnOf(table, of.column) as PgColumn;
  if (!of.numbers) return { action: sql`${column}::int`, actions: undefined };
  const cases = Object.entries(of.numbers as Record<string, number>).map(([value, number]) => sql`when ${column} = ${value} then ${number}::int`);
  return { action: sql`case ${sql.join(cases, sql` `)} end`, actions: Object.values(of.numbers) };
};

/** The year that a row counts in: its `year`, else that of the first date that every row has. */
const yearColumn = (record: AnyRecord): ProgrammeRecord['year'] => {
  const fields = fieldsOf(record).map(([name, field]) => [name, field, columnOf(record.table, name) as PgColumn] as const);
  const year = fields.find(([name, field, column]) => name === 'year' && isOrdinal(field, column));
  if (year) return { class: year[1].class, sql: sql`${year[2]}::int` };
  const date = fields.find(([, field, column]: readonly [string, FieldSpec, PgColumn]) => column.getSQLType() === 'date' && column.notNull && field.class !== 'sensitive');
  return date && { class: date[1].class, sql: sql`extract(year from ${date[2]})::int` };
};

/** Those of the records that belong to an action, and to a household or a person. */
export const programmeRecordsOf = (records: readonly AnyRecord[]): readonly ProgrammeRecord[] =>
  records.flatMap((record) => {
    const [of, who] = [householdOf(record), personOf(record)];
    if (record.action === undefined || !(of ?? who)) return [];
    return [{ record, household: of?.column, person: who?.column, personClass: who?.class ?? 'personal', year: yearColumn(record), ...actionColumn(record) }];
  });

/** A column of the rows of all programmes. */
export const reached = (name: 'id' | 'household' | 'person' | 'action' | 'year' | 'record'): SQL => sql`${sql.identifier('reached')}.${sql.identifier(name)}`;

const columns = (id: SQL, of: SQL, who: SQL, number: SQL, year: SQL, record: SQL) => ({
  id: sql`${id}`.as('id'), household: sql`${of}`.as('household'), person: sql`${who}`.as('person'), action: sql`${number}`.as('action'), year: sql`${year}`.as('year'), record: sql`${record}`.as('record'),
});

const nobody = sql`null::uuid`;

/** The rows of one record that the caller may see. A year whose class they do not read is none. */
const rowsOf = (ctx: RequestContext, { record, household: of, person: who, action: number, year }: ProgrammeRecord) =>
  new QueryBuilder()
    .select(columns(
      sql`${idColumnOf(record)}`, of ? sql`${of}` : nobody, who ? sql`${who}` : nobody, number,
      year && !withholds(ctx, record, year.class) ? year.sql : sql`null::int`, sql`${record.name}::text`,
    ))
    .from(record.table)
    .where(scopeOf(ctx.identity, record.table));

/** Rows of all these records, one beside the other; of none where the caller reaches none. */
export const rowsAcross = (ctx: RequestContext, records: readonly ProgrammeRecord[]) => {
  const none = new QueryBuilder()
    .select(columns(nobody, nobody, nobody, sql`null::int`, sql`null::int`, sql`null::text`))
    .from(household)
    .where(and(scopeOf(ctx.identity, household), sql`false`));
  return records.reduce((all, one) => all.unionAll(rowsOf(ctx, one) as never) as never, none).as('reached');
};

/** Whose rows the caller may know of. */
export const reachable = (ctx: RequestContext, records: readonly ProgrammeRecord[]): readonly ProgrammeRecord[] =>
  records.filter(({ record }) => reachesTable(ctx.identity, record.table) && reachesRows(ctx.identity, record));

/** Whether the caller may not know, of some of these rows, about whom they are: then they cannot count persons across them. */
export const personsWithheld = (ctx: RequestContext, records: readonly ProgrammeRecord[]): boolean =>
  !mayRead(ctx.identity, 'personal') || records.some(({ record, person, personClass }) => person !== undefined && withholds(ctx, record, personClass));

const member = alias(membership, 'member');

/** Members on the day of households whose rows name nobody. */
export const membersOn = ({ identity }: RequestContext, asOf: string): Join => ({
  source: member,
  record: 'Membership',
  on: and(
    sql`${member.householdId} = ${reached('household')}`, sql`${reached('person')} is null`,
    sql`${member.fromOn} <= ${asOf}::date`, sql`(${member.toOn} is null or ${member.toOn} > ${asOf}::date)`, scopeOf(identity, member),
  ) as SQL,
});

export const homesOn = ({ identity }: RequestContext, asOf: string): Join => homeOn(identity, reached('household'), asOf);

/** The action of a row, for its programme. */
export const actionJoin: Join = { source: action, on: sql`${action.number} = ${reached('action')}` };
export const programmeCode: SQL = sql`${action.programmeCode}`;

/** What each count is; with members beside the rows, rows are counted by their ids. */
export const acrossCounts = (withMembers: boolean) => ({
  count: withMembers ? sql`count(distinct ${reached('id')})` : sql`count(*)`,
  distinctPersons: sql`count(distinct coalesce(${reached('person')}, ${member.personId}))`,
  distinctHouseholds: sql`count(distinct ${reached('household')})`,
});
