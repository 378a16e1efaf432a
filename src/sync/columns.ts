import { getTableColumns } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { FieldClass } from '../access/identity.ts';
import { type CodeList, codesOf } from '../db/codes.ts';
import type { Bilingual } from '../errors.ts';
import { elementOf, isList, kindOf, type ValueKind } from '../records/column-type.ts';
import { type AnyRecord, type FieldSpec, fieldsOf } from '../records/define.ts';
import { writableFields } from '../records/save-values.ts';
import { coreRecords } from '../schema/core-records.ts';

/**
 * What a cell of a column names:
 * - `value`: the value itself, or a code of a list;
 * - `registration`: a household by its registration number;
 * - `place`: a place by its code;
 * - `reference`: a row of another record by its natural key, see `keys.ts`;
 * - `person`: a member of the row's household by name and date of birth, or by ID number.
 */
export type Names = 'value' | 'registration' | 'place' | 'reference' | 'person';

/** One column of a record's files: what is imported, exported, and offered in templates. */
export interface ExchangeColumn {
  /** Name of the field, a header in itself. */
  readonly name: string;
  /** Headers in Chinese and English. */
  readonly title: Bilingual;
  readonly kind: ValueKind;
  readonly isList: boolean;
  readonly codes: CodeList | undefined;
  readonly class: FieldClass;
  readonly names: Names;
  /** The record that a reference names. */
  readonly target: AnyRecord | undefined;
  /** Whose row it is: registration number or county. */
  readonly isOwner: boolean;
  /** Part of what finds the row again, the owner included. */
  readonly isKey: boolean;
  /** May stand in a file that is imported. */
  readonly writable: boolean;
  /** A new row needs it. */
  readonly required: boolean;
  /** Other headers it is known by. */
  readonly aliases?: readonly string[];
}

/** Headers of the columns that say whose a row is. */
export const registrationTitle: Bilingual = { zh: '户编号', en: 'Registration number' };
export const countyTitle: Bilingual = { zh: '县代码', en: 'County code' };

const ownerColumn = (name: string, title: Bilingual, names: Names, writable: boolean): ExchangeColumn => ({
  name, title, kind: 'String', isList: false, codes: undefined, class: 'internal', names, target: undefined, isOwner: true, isKey: true, writable, required: true,
});

/** Households hold their number themselves, so it is no owner's column there. */
const ownersOf = (record: AnyRecord): readonly ExchangeColumn[] => {
  if (record.about === 'county') return [ownerColumn('countyCode', countyTitle, 'place', !record.ownWrites)];
  if (record.about === 'household' && record !== coreRecords.household) return [ownerColumn('registrationNumber', registrationTitle, 'registration', !record.ownWrites)];
  return [];
};

const namesOf = ({ ref, person, household, place }: FieldSpec): Names =>
  ref ? 'reference' : person ? 'person' : household ? 'registration' : place ? 'place' : 'value';

/** Whether a new row lacks something without it. */
const isRequired = (column: PgColumn, field: FieldSpec): boolean => column.notNull && !column.hasDefault && !field.readOnly;

/** A file has a suffix less than the table: `siteId` names a site by its key. */
const fileName = (name: string, field: FieldSpec): string =>
  field.household && name === 'householdId' ? 'household' : field.ref || field.person || field.household ? name.replace(/Id$/, '') : name;

const known = new WeakMap<AnyRecord, readonly ExchangeColumn[]>();

/** The columns of a record's files, in their order: whose row it is, then its fields. It follows from the declaration alone. */
export const exchangeColumns = (record: AnyRecord): readonly ExchangeColumn[] => {
  const made = known.get(record) ?? columnsOf(record);
  known.set(record, made);
  return made;
};

const columnsOf = (record: AnyRecord): readonly ExchangeColumn[] => {
  const columns = getTableColumns(record.table) as Record<string, PgColumn>;
  const writable = new Set(record.ownWrites ? [] : writableFields(record).map(([name]) => name));
  return [
    ...ownersOf(record),
    ...fieldsOf(record).map(([name, field]): ExchangeColumn => {
      const column = columns[name] as PgColumn;
      return {
        name: fileName(name, field),
        title: field.title,
        kind: kindOf(column),
        isList: isList(column),
        codes: codesOf(elementOf(column)),
        class: field.class,
        names: namesOf(field),
        target: field.ref?.() ?? (field.person ? coreRecords.person : field.household ? coreRecords.household : undefined),
        isOwner: false,
        isKey: (record.key as readonly string[]).includes(name),
        writable: writable.has(name),
        required: isRequired(column, field),
      };
    }),
  ];
};

/** Name of the record's field that a column is of: the two differ where a file names what the table has the id of. */
export const fieldNameOf = (record: AnyRecord, column: Pick<ExchangeColumn, 'name' | 'isOwner'>): string => {
  if (column.isOwner) return column.name;
  const found = fieldsOf(record).find(([name, field]) => fileName(name, field) === column.name);
  return found?.[0] ?? column.name;
};

