import { type Identity, mayReadField } from '../../access/identity.ts';
import { type AnyRecord, type FieldSpec, fieldsOf } from '../../records/define.ts';
import { linkName } from '../../records/graphql-type.ts';

const nameInGraph = (name: string, { ref, person, household }: FieldSpec): string => (ref || person || household ? linkName(name) : name);

/** Names in the graph of those changed fields whose class the caller reads in the record. */
export const readableFields = (identity: Identity, record: AnyRecord | undefined, changed: readonly string[]): string[] => {
  if (!record) return [];
  return fieldsOf(record)
    .filter(([name, field]) => changed.includes(name) && mayReadField(identity, record, field.class))
    .map(([name, field]) => nameInGraph(name, field));
};
