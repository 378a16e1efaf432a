import { coerceInputValue, type GraphQLInputType, type GraphQLSchema } from 'graphql';
import type { UnmaskPurpose } from '../../db/codes/access.ts';
import { PlatformError } from '../../errors.ts';
import type { AnyRecord } from '../../records/define.ts';
import type { ListArgs } from '../../records/listing.ts';
import type { Wording } from '../code-text.ts';
import { type ExchangeColumn, exchangeColumns } from '../columns.ts';
import { type Encoding, encodings, type FileFormat } from '../formats/cells.ts';
import { checkNames, chosenIn, dayIn, parameterInvalid, placeIn, purposeIn } from '../search-params.ts';

/** What an export is asked to hold, and how. */
export interface AskedExport {
  readonly record: AnyRecord;
  readonly format: FileFormat;
  readonly args: ListArgs;
  /** Rows of this place only, as seen on the day. */
  readonly place: string | undefined;
  readonly asOf: string | undefined;
  readonly columns: readonly ExchangeColumn[];
  readonly wording: Wording;
  readonly encoding: Encoding;
  readonly purpose: UnmaskPurpose | undefined;
}

/** A parameter as the graph's input type takes it: the same filters and orders, the same refusals. */
const inputOf = <T>(schema: GraphQLSchema, search: URLSearchParams, name: string, typeName: string): T | undefined => {
  const text = search.get(name);
  const type = schema.getType(typeName) as GraphQLInputType | undefined;
  if (text === null) return undefined;
  if (!type) throw parameterInvalid(name);
  try {
    return coerceInputValue(JSON.parse(text), type) as T;
  } catch (cause) {
    if (cause instanceof PlatformError) throw cause;
    throw parameterInvalid(name, cause);
  }
};

const columnsOf = (record: AnyRecord, text: string | null): readonly ExchangeColumn[] => {
  const all = exchangeColumns(record);
  if (text === null) return all;
  return text.split(',').map((name) => {
    const found = all.find((column) => column.name === name.trim());
    if (!found) throw parameterInvalid('columns');
    return found;
  });
};

const known = new Set(['filter', 'orderBy', 'place', 'asOf', 'columns', 'headers', 'encoding', 'purpose']);

/** @throws PlatformError PARAMETER_UNKNOWN, PARAMETER_INVALID */
export const askedExport = (schema: GraphQLSchema, record: AnyRecord, format: FileFormat, search: URLSearchParams): AskedExport => {
  checkNames(search, known);
  return {
    record, format, place: placeIn(search), asOf: dayIn(search, 'asOf'),
    args: { filter: inputOf(schema, search, 'filter', `${record.name}Filter`), orderBy: inputOf(schema, search, 'orderBy', `${record.name}Order`) },
    columns: columnsOf(record, search.get('columns')),
    wording: chosenIn(search, 'headers', ['zh', 'en', 'code'], format === 'NDJSON' ? 'code' : 'zh'),
    encoding: chosenIn(search, 'encoding', encodings, format === 'NDJSON' ? 'utf-8' : 'utf-8-bom'),
    purpose: purposeIn(search),
  };
};
