import { getTableColumns } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { codesOf } from '../../src/db/codes.ts';
import { qualifiedName } from '../../src/db/placement.ts';
import { allPlugins } from '../../src/plugins/index.ts';
import { type AnyRecord, type FieldSpec, fieldsOf } from '../../src/records/define.ts';
import { idKeyOf } from '../../src/records/listing.ts';
import { allCoreRecords } from '../../src/schema/core-records.ts';

/** Every record of the core and the plugins. */
export const allRecords: readonly AnyRecord[] = [...allCoreRecords, ...allPlugins.flatMap(({ records }) => records)];

/** Records whose rows belong to a county, their households' or their own. */
export const countyRecords = allRecords.filter(({ about }) => about !== 'province');

export const tableOf = ({ table }: AnyRecord): string => qualifiedName(table as PgTable).split('.').map((part) => `"${part}"`).join('.');

export const columnsOf = ({ table }: AnyRecord): readonly (readonly [name: string, column: PgColumn])[] =>
  Object.entries(getTableColumns(table as PgTable)) as [string, PgColumn][];

export const idColumnNameOf = (record: AnyRecord): string => (idKeyOf(record) === 'id' ? 'id' : 'household_id');

const isPersonal = ({ class: fieldClass }: FieldSpec): boolean => fieldClass === 'personal' || fieldClass === 'sensitive';

/** Fields of a record that viewers may not read. */
export const personalFields = (record: AnyRecord): readonly (readonly [name: string, field: FieldSpec])[] => fieldsOf(record).filter(([, field]) => isPersonal(field));

/** Columns that hold words of somebody: no code, no place, no number that other tables follow. */
export const freeTexts = (record: AnyRecord): readonly PgColumn[] => {
  const fields = record.fields as Record<string, FieldSpec | undefined>;
  return columnsOf(record)
    .filter(([name, column]) => column.getSQLType() === 'text' && !codesOf(column) && fields[name] && !fields[name].place && !fields[name].hidden && name !== 'registrationNumber')
    .map(([, column]) => column);
};
