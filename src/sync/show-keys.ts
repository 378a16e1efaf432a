import { type FieldClass, mayReadField, wider } from '../access/identity.ts';
import type { AnyRecord } from '../records/define.ts';
import { globalIdOf } from '../records/global-id.ts';
import type { Row } from '../records/page.ts';
import { rowsById } from '../records/rows.ts';
import type { RequestContext } from '../schema/context.ts';
import { coreRecords } from '../schema/core-records.ts';
import type { ExchangeColumn } from './columns.ts';
import { hasReadableKey, joinLeaves, keyClasses, type KeyPart, keyParts } from './key-text.ts';

type Shown = ReadonlyMap<string, readonly string[]>;

const rowsOf = async (ctx: RequestContext, record: AnyRecord, ids: readonly string[]): Promise<ReadonlyMap<string, Row>> => {
  const wanted = [...new Set(ids)];
  const rows = await rowsById(ctx, record).loadMany(wanted);
  return new Map(wanted.flatMap((id, at) => {
    const row = rows[at];
    return row && !(row instanceof Error) ? [[id, row] as const] : [];
  }));
};

const registrations = async (ctx: RequestContext, ids: readonly string[]): Promise<Shown> => {
  const rows = await rowsOf(ctx, coreRecords.household, ids);
  return new Map([...rows].map(([id, row]) => [id, [String(row.registrationNumber)]]));
};

const persons = async (ctx: RequestContext, ids: readonly string[]): Promise<Shown> => {
  const rows = await rowsOf(ctx, coreRecords.person, ids);
  return new Map([...rows].map(([id, row]) => [id, [String(row.name), String(row.bornOn)]]));
};

const shownPart = async (ctx: RequestContext, { column, field }: KeyPart, rows: readonly Row[]): Promise<readonly (readonly string[] | undefined)[]> => {
  const value = (row: Row): string => String((column.isOwner && column.names === 'registration' ? row.householdId : row[field]) ?? '');
  const values = rows.map(value);
  if (column.names === 'registration') return withMap(values, await registrations(ctx, values));
  if (column.names === 'person') return withMap(values, await persons(ctx, values));
  if (column.names === 'reference' && column.target) return withMap(values, await leavesOf(ctx, column.target, values));
  return values.map((text) => [text]);
};

const withMap = (values: readonly string[], shown: Shown): readonly (readonly string[] | undefined)[] => values.map((value) => shown.get(value));

const leavesOf = async (ctx: RequestContext, record: AnyRecord, ids: readonly string[]): Promise<Shown> => {
  if (record === coreRecords.household) return registrations(ctx, ids);
  const rows = [...(await rowsOf(ctx, record, ids))];
  const parts: (readonly (readonly string[] | undefined)[])[] = [];
  for (const part of keyParts(record)) parts.push(await shownPart(ctx, part, rows.map(([, row]) => row)));
  return new Map(rows.flatMap(([id], at) => {
    const leaves = parts.map((part) => part[at]);
    return leaves.every((leaf) => leaf !== undefined) ? [[id, leaves.flat() as string[]] as const] : [];
  }));
};

/** What is sensitive is in no ordinary answer, so no key shows it. */
const mayShow = ({ identity }: RequestContext, record: AnyRecord): boolean =>
  keyClasses(record).every((fieldClass) => fieldClass !== 'sensitive' && mayReadField(identity, record, fieldClass));

/** Whether the caller is shown the readable keys of a record, and not opaque ids. */
const isNamed = (ctx: RequestContext, record: AnyRecord): boolean =>
  record === coreRecords.person ? mayReadField(ctx.identity, record, 'personal') : hasReadableKey(record) && mayShow(ctx, record);

/** The class of what a cell tells this caller: the column's own, or that of the key by which it names a row, where that is wider. */
export const classOfCell = (ctx: RequestContext, { class: own, target, names }: ExchangeColumn): FieldClass => {
  if (!target || (names !== 'reference' && names !== 'person') || !isNamed(ctx, target)) return own;
  return target === coreRecords.person ? wider(own, 'personal') : keyClasses(target).reduce<FieldClass>(wider, own);
};

/**
 * How files name rows of a record: by readable key where the caller may read all of it, else by opaque id,
 * which is read back just as well. Rows out of reach have no name. Statements grow with the depth of the key.
 */
export const namesOfRows = async (ctx: RequestContext, record: AnyRecord, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (isNamed(ctx, record)) {
    const shown = record === coreRecords.person ? await persons(ctx, ids) : await leavesOf(ctx, record, ids);
    return new Map([...shown].map(([id, leaves]) => [id, joinLeaves(leaves)]));
  }
  return new Map([...(await rowsOf(ctx, record, ids)).keys()].map((id) => [id, globalIdOf(record.name, id)]));
};
