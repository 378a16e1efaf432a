import { PlatformError } from '../../errors.ts';
import type { RequestContext } from '../../schema/context.ts';
import type { CoreRecords } from '../../schema/core-records.ts';
import type { AnyRecord } from '../define.ts';
import { globalIdOf } from '../global-id.ts';
import type { Row } from '../page.ts';
import { waitInLine } from '../rule-lock.ts';
import { rowsById } from '../rows.ts';
import { type GivenRow, type Opened, referenceUnknown, targetOf } from '../save-values.ts';
import { type ExternalKey, findExternal, type OwnKey, textOf } from './find.ts';
import { keyFaults, ownSystems, taken } from './key.ts';
import { householdName, ownName, type ReferenceName, referencesOf } from './names.ts';

/** Nobody's id. */
const noRow = '00000000-0000-0000-0000-000000000000';

interface Opening {
  readonly values: Record<string, unknown>;
  readonly errors: PlatformError[];
  readonly askedAs: Map<string, string>;
  householdId: string | undefined;
  own: OwnKey | undefined;
}

const keyIn = (values: GivenRow, name: string): ExternalKey | undefined => (values[name] as ExternalKey | null | undefined) ?? undefined;

const disagrees = (name: string): PlatformError => new PlatformError('EXTERNAL_KEY_DISAGREES', {}, { path: [name] });

/** One mention of a row by another system's key. */
interface Mention {
  readonly one: Opening;
  readonly key: ExternalKey;
  readonly take: (id: string | undefined) => void;
}

const unknown = ({ field, beside, spec }: ReferenceName): PlatformError =>
  spec.person ? new PlatformError('PERSON_NOT_IN_HOUSEHOLD', {}, { path: [beside] }) : referenceUnknown(field, spec).at(beside);

const takeReference = (one: Opening, name: ReferenceName, target: AnyRecord, id: string | undefined): void => {
  const { field, beside } = name;
  if (one.values[field] == null) one.askedAs.set(field, beside);
  if (id === undefined) one.errors.push(unknown(name));
  else if (one.values[field] != null && one.values[field] !== globalIdOf(target.name, id)) one.errors.push(disagrees(beside));
  else one.values[field] = globalIdOf(target.name, id);
};

const takeHousehold = (one: Opening, id: string | undefined): void => {
  if (one.values.registrationNumber == null) one.askedAs.set('registrationNumber', householdName);
  if (id === undefined) one.errors.push(new PlatformError('HOUSEHOLD_UNKNOWN', {}, { path: [householdName] }));
  else one.householdId = id;
};

/** What the rows refer to by keys of other systems, by kind of record. */
const mentions = (record: AnyRecord, all: readonly Opening[], core: CoreRecords): ReadonlyMap<AnyRecord, readonly Mention[]> => {
  const found = new Map<AnyRecord, Mention[]>();
  const add = (target: AnyRecord, mention: Mention) => found.set(target, [...(found.get(target) ?? []), mention]);
  for (const one of all) {
    const household = record.about === 'household' ? keyIn(one.values, householdName) : undefined;
    if (household) add(core.household, { one, key: household, take: (id) => takeHousehold(one, id) });
  }
  for (const name of referencesOf(record)) {
    const target = targetOf(core, name.spec);
    for (const one of all) {
      const key = keyIn(one.values, name.beside);
      if (key) add(target, { one, key, take: (id) => takeReference(one, name, target, id) });
    }
  }
  return found;
};

/** Opens the references: one statement for each kind of record that is named so. */
const openReferences = async (ctx: RequestContext, record: AnyRecord, all: readonly Opening[], core: CoreRecords): Promise<void> => {
  for (const [target, some] of mentions(record, all, core)) {
    const known = await findExternal(ctx, target.name, some.map(({ key }) => key));
    for (const { key, take } of some) take(known.get(textOf(key))?.recordId);
  }
};

const refuseKeys = async (ctx: RequestContext, named: readonly (readonly [Opening, ExternalKey])[]): Promise<void> => {
  const systems = await ownSystems(ctx, [...new Set(named.map(([, { system }]) => system))]);
  for (const [{ errors }, key] of named) {
    if (!systems.has(key.system)) errors.push(new PlatformError('EXTERNAL_SYSTEM_UNKNOWN', {}, { path: [ownName, 'system'] }));
    errors.push(...keyFaults(key).map((fault) => fault.at(ownName, 'key')));
  }
};

/** What was left out because the key of the other system says it: whose row it is, and what its natural key refers to. */
const fillFrom = (record: AnyRecord, one: Opening, row: Row, core: CoreRecords): void => {
  if (record.about === 'household' && one.values.registrationNumber == null && one.householdId === undefined) one.householdId = row.householdId as string;
  for (const { field, spec } of referencesOf(record)) {
    if (record.key.includes(field) && one.values[field] == null && row[field] != null) one.values[field] = globalIdOf(targetOf(core, spec).name, row[field] as string);
  }
};

/**
 * Finds the rows that have these keys. Saves of one key wait for each other, so of two first writes at once the
 * second finds what the first has made.
 */
const openOwn = async (ctx: RequestContext, record: AnyRecord, all: readonly Opening[], core: CoreRecords): Promise<void> => {
  const named = all.flatMap((one) => {
    const key = keyIn(one.values, ownName);
    return key ? [[one, key] as const] : [];
  });
  if (named.length === 0) return;
  await refuseKeys(ctx, named);
  const sound = named.filter(([{ errors }]) => errors.length === 0);
  if (sound.length === 0) return;
  await waitInLine(ctx, sound.map(([, key]) => `external:${record.name}:${textOf(key)}`));
  const known = await findExternal(ctx, record.name, sound.map(([, key]) => key));
  const ids = sound.map(([, key]) => known.get(textOf(key))?.recordId);
  const rows = await rowsById(ctx, record).loadMany(ids.map((id) => id ?? noRow));
  sound.forEach(([one, key], at) => {
    const row = rows[at] instanceof Error ? null : (rows[at] as Row | null);
    if (ids[at] !== undefined && !row) one.errors.push(taken());
    else one.own = { key, row };
    if (row) fillFrom(record, one, row, core);
  });
};

/** References that a natural key is made of cannot be left out, unless the row is found by its own key. */
const refuseMissing = (record: AnyRecord, { values, errors, householdId, askedAs }: Opening): void => {
  const missing = (field: string, title: string) => errors.push(new PlatformError('FIELD_REQUIRED', { field, title }, { path: [field] }));
  if (record.about === 'household' && values.registrationNumber == null && householdId === undefined && !askedAs.has('registrationNumber')) missing('registrationNumber', '户编号');
  for (const { field, spec } of referencesOf(record)) {
    if (record.key.includes(field) && values[field] == null && !askedAs.has(field)) missing(field, spec.title.zh);
  }
};

const newOpening = (given: GivenRow): Opening => ({ values: { ...given }, errors: [], askedAs: new Map(), householdId: undefined, own: undefined });

/** Finds what rows name by keys of other systems: themselves, whose they are, and what they refer to. */
export const openExternalKeys = async (ctx: RequestContext, record: AnyRecord, rows: readonly GivenRow[], core: CoreRecords): Promise<readonly Opened[]> => {
  const all = rows.map(newOpening);
  await openReferences(ctx, record, all, core);
  await openOwn(ctx, record, all, core);
  for (const one of all) refuseMissing(record, one);
  return all.map(({ values, ...rest }) => ({ ...rest, given: values }));
};
