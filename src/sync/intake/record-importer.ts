import { requireRole } from '../../access/identity.ts';
import { PlatformError } from '../../errors.ts';
import { type AnyRecord, fieldsOf } from '../../records/define.ts';
import { ownName } from '../../records/external/names.ts';
import { globalIdOf, typenameOf } from '../../records/global-id.ts';
import { writers } from '../../records/permissions.ts';
import { maxBatch, saveRecords, type SaveResult } from '../../records/save.ts';
import type { RequestContext } from '../../schema/context.ts';
import { coreRecords } from '../../schema/core-records.ts';
import { valueOfCell } from '../cell-value.ts';
import { type ExchangeColumn, exchangeColumns, fieldNameOf } from '../columns.ts';
import { leavesOfKey } from '../key-text.ts';
import { householdsByNumber, personsByKey, rowsByLeaves } from '../resolve-keys.ts';
import { columnOfOwnKey, externalColumns, externalKeyIn, idsByExternalText, numberOwners, takeOwnKey } from './external-keys.ts';
import type { Importer, IntakeRow, Settled } from './importer.ts';

/** A row on its way to the input of a save: values by field, readable keys still to be opened. */
interface Draft {
  readonly row: IntakeRow;
  readonly values: Record<string, unknown>;
}

interface Field {
  readonly column: ExchangeColumn;
  readonly field: string;
}

const readCells = (fields: readonly Field[], row: IntakeRow): Draft => {
  const values: Record<string, unknown> = {};
  for (const { column, field } of fields) {
    try {
      const value = valueOfCell(column, row.cells[column.name]);
      if (value !== undefined) values[field] = value;
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      row.faults.push(error.at(column.name));
    }
  }
  for (const { column } of fields) {
    const isMissing = column.isKey && column.required && values[fields.find((one) => one.column === column)?.field ?? ''] == null && !row.faults.some(({ path }) => path?.[0] === column.name);
    if (isMissing) row.faults.push(new PlatformError('FIELD_REQUIRED', { field: column.name, title: column.title.zh }, { path: [column.name] }));
  }
  row.faults.push(...takeOwnKey(values));
  return { row, values };
};

const isSound = ({ row }: Draft): boolean => row.faults.length === 0;

const unknown = ({ column: { name, title } }: Field): PlatformError => new PlatformError('REFERENCE_UNKNOWN', { field: name, title: title.zh }, { path: [name] });

/** Opens the readable keys of one field: those that are opaque ids already are left to the save. */
const openWith = async (ctx: RequestContext, drafts: readonly Draft[], one: Field, open: (texts: readonly string[], drafts: readonly Draft[]) => Promise<readonly (string | undefined)[]>): Promise<void> => {
  const { field, column } = one;
  const type = column.target?.name ?? '';
  const given = drafts.filter((draft) => isSound(draft) && draft.values[field] != null && typenameOf(String(draft.values[field])) !== type);
  const texts = given.map(({ values }) => String(values[field]));
  const ids = await open(texts, given);
  const byOthers = await idsByExternalText(ctx, type, texts.map((text, at) => (ids[at] === undefined ? text : '')));
  given.forEach(({ values, row }, at) => {
    const id = ids[at] ?? byOthers[at];
    if (id === undefined) row.faults.push(unknown(one));
    else values[field] = globalIdOf(type, id);
  });
};

const openReference = (ctx: RequestContext, drafts: readonly Draft[], one: Field, target: AnyRecord): Promise<void> =>
  openWith(ctx, drafts, one, async (texts, given) => {
    const leaves = texts.map((text, at) => {
      try {
        return leavesOfKey(target, text);
      } catch (error) {
        if (!(error instanceof PlatformError)) throw error;
        if (externalKeyIn(text) === undefined) given[at]?.row.faults.push(error.at(one.column.name));
        return undefined;
      }
    });
    const whole = leaves.filter((leaf) => leaf !== undefined);
    const found = await rowsByLeaves(ctx, target, whole);
    let at = 0;
    return leaves.map((leaf) => (leaf === undefined ? undefined : found[(at += 1) - 1]));
  });

/** The households that the rows are of or name: persons are looked for within them. */
const householdsOf = async (ctx: RequestContext, record: AnyRecord, fields: readonly Field[], drafts: readonly Draft[]): Promise<readonly (string | undefined)[]> => {
  const owner = record.about === 'household' ? 'registrationNumber' : fields.find(({ column }) => column.names === 'registration')?.field;
  const numbers = drafts.map(({ values }) => (owner === undefined || values[owner] == null ? undefined : String(values[owner])));
  const known = await householdsByNumber(ctx, numbers.filter((number) => number !== undefined));
  return numbers.map((number) => (number === undefined ? undefined : known.get(number)));
};

const openKeys = async (ctx: RequestContext, record: AnyRecord, fields: readonly Field[], drafts: readonly Draft[]): Promise<void> => {
  const hasPersons = fields.some(({ column }) => column.names === 'person');
  const households = hasPersons ? await householdsOf(ctx, record, fields, drafts) : [];
  const householdOf = new Map(drafts.map((draft, at) => [draft, households[at]]));
  for (const one of fields) {
    const { names, target, isOwner } = one.column;
    if (isOwner) continue;
    if (names === 'registration') {
      await openWith(ctx, drafts, one, async (texts) => {
        const known = await householdsByNumber(ctx, texts);
        return texts.map((text) => known.get(text));
      });
    } else if (names === 'person') {
      await openWith(ctx, drafts, one, (texts, given) => personsByKey(ctx, texts.map((text, at) => ({ text, householdId: householdOf.get(given[at] as Draft) }))));
    } else if (names === 'reference' && target) {
      await openReference(ctx, drafts, one, target);
    }
  }
};

/** Keys twice in one batch: the later row is saved after the earlier one, as in two batches. */
const saveInTurns = async (ctx: RequestContext, record: AnyRecord, rows: readonly Record<string, unknown>[]): Promise<readonly SaveResult[]> => {
  const results = await saveRecords(ctx, record, rows, coreRecords);
  const later = results.flatMap(({ errors }, at) => (errors.some(({ code }) => code === 'DUPLICATE_IN_BATCH') ? [at] : []));
  if (later.length === 0) return results;
  ctx.loaders.clear();
  const again = await saveInTurns(ctx, record, later.map((at) => rows[at] as Record<string, unknown>));
  const settled = new Map(later.map((at, index) => [at, again[index] as SaveResult]));
  return results.map((result, at) => settled.get(at) ?? result);
};

/** Faults of a save name fields; files name columns. */
const atColumns = (fields: readonly Field[], faults: readonly PlatformError[]): readonly PlatformError[] =>
  faults.map((fault) => {
    const [first, ...rest] = fault.path ?? [];
    const column = fields.find(({ field }) => field === first)?.column.name ?? columnOfOwnKey(fault.path);
    if (column !== undefined && first === ownName) return fault.at(column);
    return column === undefined ? fault : fault.at(column, ...rest);
  });

/** Imports rows of a declared record by the same save that its mutations use. */
export const recordImporter = (record: AnyRecord): Importer => {
  const columns = [...exchangeColumns(record), ...externalColumns];
  const fields = columns.filter(({ writable }) => writable).map((column): Field => ({ column, field: fieldNameOf(record, column) }));
  return {
    name: record.name,
    record,
    columns,
    batchRows: maxBatch,
    admit: async ({ identity }) => requireRole(identity, ...writers),
    save: async (ctx, rows) => {
      const drafts = rows.map((row) => readCells(fields.filter(({ column }) => column.name in row.cells || column.isKey), row));
      await numberOwners(ctx, record, drafts.map(({ values }) => values));
      await openKeys(ctx, record, fields, drafts);
      const sound = drafts.filter(isSound);
      const results = sound.length > 0 ? await saveInTurns(ctx, record, sound.map(({ values }) => values)) : [];
      const settled = new Map(sound.map((draft, at) => [draft, results[at] as SaveResult]));
      return drafts.map((draft): Settled => {
        const { outcome, errors } = settled.get(draft) ?? { outcome: 'REJECTED' as const, errors: draft.row.faults };
        return outcome === 'REJECTED' ? { outcome: 'QUARANTINED', faults: atColumns(fields, errors) } : { outcome, faults: [] };
      });
    },
  };
};

/** The records that a file can hold: those that the declared save writes. */
export const importableRecords = (records: readonly AnyRecord[]): readonly AnyRecord[] => records.filter((record) => !record.ownWrites && fieldsOf(record).length > 0);
