import { and, sql } from 'drizzle-orm';
import { householdRegistry } from '../../db/tables/household.ts';
import { PlatformError } from '../../errors.ts';
import type { AnyRecord } from '../../records/define.ts';
import { type ExternalKey, findExternal, textOf } from '../../records/external/find.ts';
import { ownName } from '../../records/external/names.ts';
import { scopeOf } from '../../records/listing.ts';
import type { RequestContext } from '../../schema/context.ts';
import { coreRecords } from '../../schema/core-records.ts';
import type { ExchangeColumn } from '../columns.ts';

const column = (name: string, zh: string, en: string): ExchangeColumn => ({
  name, title: { zh, en }, kind: 'String', isList: false, codes: undefined, class: 'internal', names: 'value', target: undefined, isOwner: false, isKey: false, writable: true, required: false,
});

const [system, key] = [column('externalSystem', '外部系统', 'External system'), column('externalKey', '外部编号', 'External key')];

/** The columns for a row's own key in another system; every file may have them. */
export const externalColumns: readonly ExchangeColumn[] = [system, key];

type Values = Record<string, unknown>;

/** Takes the two cells of a row as the one key that an input has; answers what is wrong with them. */
export const takeOwnKey = (values: Values): readonly PlatformError[] => {
  const given: Values = { system: values[system.name], key: values[key.name] };
  delete values[system.name];
  delete values[key.name];
  const missing = [given.system == null ? system : undefined, given.key == null ? key : undefined].filter((one) => one !== undefined);
  if (missing.length === 0) values[ownName] = given;
  return missing.length === 1 ? missing.map(({ name, title }) => new PlatformError('FIELD_REQUIRED', { field: name, title: title.zh }, { path: [name] })) : [];
};

/** The column of a fault of a row's own key. */
export const columnOfOwnKey = (path: PlatformError['path']): string | undefined => (path?.[0] === ownName ? (path[1] === 'system' ? system : key).name : undefined);

/** A row as a cell names it by another system's key: `FP:77`. A natural key of this form comes first. */
export const externalKeyIn = (text: string): ExternalKey | undefined => {
  const found = /^([^:：]+)[:：](.+)$/.exec(text);
  return found ? { system: (found[1] as string).trim(), key: (found[2] as string).trim() } : undefined;
};

/** Ids of rows by such texts, within the caller's reach: one statement at most. */
export const idsByExternalText = async (ctx: RequestContext, recordType: string, texts: readonly string[]): Promise<readonly (string | undefined)[]> => {
  const keys = texts.map(externalKeyIn);
  const asked = keys.filter((one) => one !== undefined);
  const found: ReadonlyMap<string, { readonly recordId: string }> = asked.length === 0 ? new Map() : await findExternal(ctx, recordType, asked);
  return keys.map((one) => one && found.get(textOf(one))?.recordId);
};

/** Where the household of a row is named by another system's key, its registration number takes that place; an unknown one stays. */
export const numberOwners = async (ctx: RequestContext, record: AnyRecord, rows: readonly Values[]): Promise<void> => {
  const named = rows.filter(({ registrationNumber }) => typeof registrationNumber === 'string' && externalKeyIn(registrationNumber));
  if (record.about !== 'household' || named.length === 0) return;
  const ids = await idsByExternalText(ctx, coreRecords.household.name, named.map(({ registrationNumber }) => String(registrationNumber)));
  const found = await ctx.tx.orm.select({ id: householdRegistry.householdId, number: householdRegistry.registrationNumber }).from(householdRegistry)
    .where(and(sql`${householdRegistry.householdId} = any(${sql.param(ids.filter((id) => id !== undefined))}::uuid[])`, scopeOf(ctx.identity, householdRegistry)));
  const numberOf = new Map(found.map(({ id, number }) => [id, number]));
  named.forEach((values, at) => { values.registrationNumber = numberOf.get(ids[at] ?? '') ?? values.registrationNumber; });
};
