import { PlatformError } from '../errors.ts';
import { type AnyRecord, fieldsOf } from '../records/define.ts';
import { coreRecords } from '../schema/core-records.ts';
import { type ExchangeColumn, exchangeColumns, fieldNameOf, registrationTitle } from './columns.ts';

/** A part of a readable key: whose row it is, or a field of the natural key. */
export interface KeyPart {
  readonly column: ExchangeColumn;
  /** The field of the record that holds it; of owners their name in files. */
  readonly field: string;
  /** How many leaves of the text it takes: a reference takes those of the row it names. */
  readonly leaves: number;
}

const leavesOf = (column: ExchangeColumn): number => {
  if (column.names === 'person') return 2; // name and date of birth
  return column.names === 'reference' && column.target ? keyParts(column.target).reduce((sum, part) => sum + part.leaves, 0) : 1;
};

const known = new WeakMap<AnyRecord, readonly KeyPart[]>();

/** What the readable key of a record is made of: its owner, then its natural key in the declared order. */
export const keyParts = (record: AnyRecord): readonly KeyPart[] => {
  const made = known.get(record);
  if (made) return made;
  const columns = exchangeColumns(record);
  const keys = record.key.map((name) => columns.find((column) => !column.isOwner && fieldNameOf(record, column) === name)).filter((column) => column !== undefined);
  const owner = columns.filter(({ isOwner }) => isOwner);
  const parts = [...owner, ...keys].map((column): KeyPart => ({ column, field: fieldNameOf(record, column), leaves: leavesOf(column) }));
  known.set(record, parts);
  return parts;
};

/** A record is referred to by its key where it has one; the others by their opaque id alone. */
export const hasReadableKey = (record: AnyRecord): boolean => record === coreRecords.household || record.key.length > 0;

const separator = '/';

/** Leaves as one text; a separator within one is escaped. */
export const joinLeaves = (leaves: readonly string[]): string => leaves.map((leaf) => leaf.replace(/[\\/]/g, '\\$&')).join(separator);

/** The leaves of a text that {@link joinLeaves} made. */
export const splitLeaves = (text: string): readonly string[] => {
  const leaves = [''];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] as string;
    if (sign === separator) leaves.push('');
    else leaves[leaves.length - 1] += sign === '\\' && at + 1 < text.length ? (text[(at += 1)] as string) : sign;
  }
  return leaves.map((leaf) => leaf.trim());
};

const partForm = ({ column }: KeyPart, language: 'zh' | 'en'): string => {
  if (column.names === 'person') return language === 'zh' ? '姓名/出生日期' : 'name/date of birth';
  return column.names === 'reference' && column.target ? keyForm(column.target, language) : column.title[language];
};

/** What a readable key looks like, e.g. `户编号/搬迁项目/搬迁批次`. */
export const keyForm = (record: AnyRecord, language: 'zh' | 'en'): string =>
  record === coreRecords.household ? registrationTitle[language] : keyParts(record).map((part) => partForm(part, language)).join(separator);

/** @throws PlatformError CELL_KEY_PARTS unless the text has as many leaves as the key */
export const leavesOfKey = (record: AnyRecord, text: string): readonly string[] => {
  const leaves = splitLeaves(text);
  if (leaves.length !== keyParts(record).reduce((sum, part) => sum + part.leaves, 0)) throw new PlatformError('CELL_KEY_PARTS', { form: `${keyForm(record, 'zh')} (${keyForm(record, 'en')})` });
  return leaves;
};

/** Names of declared fields that take part in a record's key, for those who may not read one of them. */
export const keyClasses = (record: AnyRecord): readonly ExchangeColumn['class'][] => {
  const classes = new Map(fieldsOf(record).map(([name, field]) => [name, field.class]));
  return keyParts(record).flatMap(({ field, column }) => [classes.get(field) ?? 'internal', ...(column.names === 'reference' && column.target ? keyClasses(column.target) : [])]);
};

