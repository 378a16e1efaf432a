import type { AnyRecord, FieldSpec } from '../define.ts';
import { isIdField, writableFields } from '../save-values.ts';

/** The field in which an input takes a row's own key in another system. */
export const ownName = 'external';
/** The field in which an input takes its household by the key of another system, beside the registration number. */
export const householdName = 'household';

/** A field that holds an id, and the one beside it that takes a key of another system: `siteId` and `site`. */
export interface ReferenceName {
  readonly field: string;
  readonly beside: string;
  readonly spec: FieldSpec;
}

/** What a record's input refers to. */
export const referencesOf = (record: AnyRecord): readonly ReferenceName[] =>
  writableFields(record).filter(([, spec]) => isIdField(spec)).map(([field, spec]) => ({ field, beside: field.replace(/Id$/, ''), spec }));

/** The names that inputs take beside the fields of a record. */
export const namesBeside = (record: AnyRecord): readonly string[] => [
  ownName, ...(record.about === 'household' ? [householdName] : []), ...referencesOf(record).map(({ beside }) => beside),
];
