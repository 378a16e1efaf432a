import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { FieldClass } from '../../access/identity.ts';
import type { Bilingual } from '../../errors.ts';
import { isList, kindOf } from '../column-type.ts';
import { type AnyRecord, type FieldSpec, fieldsOf } from '../define.ts';
import { columnOf, idColumnOf } from '../listing.ts';
import { isOrdinal } from './dimensions.ts';

export type NumberKind = 'Money' | 'Decimal' | 'Int';

/** A column whose numbers can be summed up. */
export interface NumberColumn {
  readonly name: string;
  readonly title: Bilingual;
  readonly class: FieldClass;
  readonly column: PgColumn;
  readonly kind: NumberKind;
}

/** What is worked out of the numbers of a group. */
export type NumberFunction = 'sum' | 'avg' | 'min' | 'max' | 'percentile';

/** What is counted of a group. */
export type Counted = 'count' | 'distinctPersons' | 'distinctHouseholds';

/** The numbers of a record: amounts, measures and counts; not years and the like, never what is sensitive. */
export const numbersOf = (record: AnyRecord): readonly NumberColumn[] => {
  const columns = getTableColumns(record.table) as Record<string, PgColumn>;
  return fieldsOf(record).flatMap(([name, field]) => {
    const column = columns[name] as PgColumn;
    const kind = kindOf(column);
    if (field.class === 'sensitive' || isList(column) || isOrdinal(field, column)) return [];
    return kind === 'Money' || kind === 'Decimal' || kind === 'Int' ? [{ name, title: field.title, class: field.class, column, kind }] : [];
  });
};

/** A column that tells whose a row is. */
export interface Told {
  readonly class: FieldClass;
  readonly column: PgColumn;
}

const toldBy = (record: AnyRecord, name: 'personId' | 'householdId'): Told | undefined => {
  const field = (record.fields as Record<string, FieldSpec | undefined>)[name];
  return field && field.class !== 'sensitive' && !field.hidden ? { class: field.class, column: columnOf(record.table, name) as PgColumn } : undefined;
};

/** The column by which a record says about whom it is, and not who signed it; a person's own row says so by its id. */
export const personOf = (record: AnyRecord): Told | undefined =>
  record.name === 'Person' ? { class: 'internal', column: idColumnOf(record) } : toldBy(record, 'personId');

/** The column by which a record says of which household it is. */
export const householdOf = (record: AnyRecord): Told | undefined =>
  record.about === 'household' ? { class: 'internal', column: columnOf(record.table, 'householdId') as PgColumn } : toldBy(record, 'householdId');

/** The values of a group, exact; a percentile is the value at that rank, one that stands in some row. */
export const numberSql = ({ column }: Pick<NumberColumn, 'column'>, of: NumberFunction, percent = 0): SQL => {
  switch (of) {
    case 'sum': return sql`sum(${column})`;
    case 'avg': return sql`trim_scale(round(avg(${column}), 6))`;
    case 'min': return sql`min(${column})`;
    case 'max': return sql`max(${column})`;
    case 'percentile': return sql`percentile_disc(${percent}::double precision / 100) within group (order by ${column})`;
  }
};
