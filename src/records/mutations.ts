import type { ObjectRef } from '@pothos/core';
import { getTableColumns } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { RequestContext } from '../schema/context.ts';
import { coreRecords } from '../schema/core-records.ts';
import { PlatformError } from '../errors.ts';
import { asData, asUserErrors, type UserErrorRef } from '../schema/user-error.ts';
import { advanceRecord, type Step } from './advance.ts';
import { graphqlTypeOf, isList } from './column-type.ts';
import { type AnyRecord, type FieldSpec, pluralOf } from './define.ts';
import { type ExternalKey, findExternal, textOf } from './external/find.ts';
import { externalKeyInput } from './external/input.ts';
import { householdName, ownName, referencesOf } from './external/names.ts';
import { localIdOf } from './global-id.ts';
import { bilingual, type TypeShelf } from './kit.ts';
import { rowsById } from './rows.ts';
import { type SaveResult, saveRecords } from './save.ts';
import { type GivenRow, isIdField, writableFields } from './save-values.ts';

// biome-ignore lint/suspicious/noExplicitAny: fields are built from declarations, their types are checked by the built schema
type FieldBuilder = any;

const inputType = (shelf: TypeShelf, spec: FieldSpec, column: PgColumn): unknown => (isIdField(spec) ? 'ID' : graphqlTypeOf(shelf, column));

/** The row itself, its household and what it refers to, by keys of other systems. */
const externalFields = (shelf: TypeShelf, record: AnyRecord, t: FieldBuilder): Record<string, unknown> => {
  const type = externalKeyInput(shelf);
  const one = (description: string) => t.field({ type, description });
  return {
    [ownName]: one('本行在外部系统中的标识:首次保存时登记,此后凭此更新 / The row\'s own key in another system: kept when first saved, and found by it from then on'),
    ...(record.about === 'household' ? { [householdName]: one('以外部标识指明农户 / The household by a key of another system') } : {}),
    ...Object.fromEntries(referencesOf(record).map(({ beside, field, spec }) => [beside, one(`${spec.title.zh}(外部标识),代替 ${field} / ${spec.title.en}, by a key of another system in place of ${field}`)])),
  };
};

const ownerFields: Record<AnyRecord['about'], (t: FieldBuilder) => Record<string, unknown>> = {
  household: (t) => ({ registrationNumber: t.string({ description: '户编号;或以 household、external 指明 / Registration number of the household, unless household or external says it' }) }),
  county: (t) => ({ countyCode: t.string({ required: true, description: '县代码 / County code' }) }),
  province: () => ({}),
};

/** What a caller gives to save a row: whose it is, its natural key, and the fields to set. */
export const inputOfRecord = (shelf: TypeShelf, record: AnyRecord) => {
  const columns = getTableColumns(record.table) as Record<string, PgColumn>;
  const name = `${record.name}Input`;
  return shelf.inputOf(name, () =>
    shelf.builder.inputType(name, {
      description: `${record.title.zh}录入;未给出的字段保持不变 / Input of ${record.name}; fields left out stay as they are`,
      fields: (t: FieldBuilder) => ({
        ...ownerFields[record.about](t),
        ...externalFields(shelf, record, t),
        version: t.int({ description: '所依据的版本,不符则拒绝 / Version it is based on; refused when changed meanwhile' }),
        ...Object.fromEntries(
          writableFields(record).map(([field, spec]) => [
            field,
            t.field({
              type: inputType(shelf, spec, columns[field] as PgColumn),
              required: record.key.includes(field) && !isIdField(spec) && !isList(columns[field] as PgColumn),
              description: bilingual(spec.title),
            }),
          ]),
        ),
      }),
    } as never) as never,
  );
};

const resultType = (shelf: TypeShelf, record: AnyRecord, userError: UserErrorRef): ObjectRef<never, SaveResult, SaveResult> => {
  const outcome = shelf.inputOf('Outcome', () => shelf.builder.enumType('Outcome', { values: ['CREATED', 'UPDATED', 'UNCHANGED', 'REJECTED'] }) as never);
  return shelf.builder.objectRef<SaveResult>(`Save${record.name}Result`).implement({
    description: `${record.title.zh}保存结果 / What became of one row`,
    fields: (t: FieldBuilder) => ({
      outcome: t.field({ type: outcome, resolve: (result: SaveResult) => result.outcome }),
      errors: t.field({ type: [userError], resolve: (result: SaveResult) => asData(result.errors) }),
      [record.single]: t.field({
        type: shelf.typeOf(record),
        nullable: true,
        resolve: (result: SaveResult, _: unknown, ctx: RequestContext) => (result.id === null ? null : rowsById(ctx, record).load(result.id)),
      }),
    }),
  } as never) as never;
};

/** Forgets rows read before the write, so that the answer shows what was written. */
const forgetRows = (ctx: RequestContext): void => ctx.loaders.clear();

const save = async (ctx: RequestContext, record: AnyRecord, rows: readonly GivenRow[]): Promise<readonly SaveResult[]> => {
  const results = await saveRecords(ctx, record, rows, coreRecords);
  forgetRows(ctx);
  return results;
};

/** A fault of one row of many says which row it is. */
const inRow = (result: SaveResult, index: number): SaveResult => ({ ...result, errors: result.errors.map((error) => error.at('rows', index, ...(error.path ?? []))) });

/** A step as it is asked for: of a row by its id, or by its key in another system. */
interface AskedStep extends Omit<Step, 'id'> {
  readonly id?: string | null | undefined;
  readonly external?: ExternalKey | null | undefined;
}

/** @throws PlatformError FIELD_REQUIRED unless one of the two is given, RECORD_UNKNOWN */
const stepped = async (ctx: RequestContext, record: AnyRecord, { id, external }: AskedStep): Promise<string> => {
  if ((id == null) === (external == null)) throw new PlatformError('FIELD_REQUIRED', { field: 'id', title: 'id | external' }, { path: ['id'] });
  if (id != null) return localIdOf(id, record.name);
  const found = (await findExternal(ctx, record.name, [external as ExternalKey])).get(textOf(external as ExternalKey));
  if (!found) throw new PlatformError('RECORD_UNKNOWN', { zh: record.title.zh, en: record.name }, { path: [ownName] });
  return found.recordId;
};

const advance = async (ctx: RequestContext, record: AnyRecord, step: AskedStep): Promise<SaveResult> => {
  const { value, errors } = await asUserErrors(ctx, async () => advanceRecord(ctx, record, { ...step, id: await stepped(ctx, record, step) }));
  forgetRows(ctx);
  return value ?? { outcome: 'REJECTED', id: null, errors };
};

/** The mutations of a record: save one, save many with a result each, and steps of its status. */
export const defineMutations = (shelf: TypeShelf, record: AnyRecord, userError: UserErrorRef): void => {
  if (record.ownWrites) return;
  const input = inputOfRecord(shelf, record);
  const result = resultType(shelf, record, userError);
  const field = (name: string, make: (t: FieldBuilder) => unknown) => shelf.builder.mutationField(name, make as never);
  const { zh } = record.title;
  field(`save${record.name}`, (t) => t.field({
    type: result,
    description: `保存一条${zh} / Saves one ${record.name}: created or updated by its natural key`,
    args: { input: t.arg({ type: input, required: true }) },
    resolve: async (_: unknown, args: { input: GivenRow }, ctx: RequestContext) => (await save(ctx, record, [args.input]))[0],
  }));
  field(`save${pluralOf(record.name)}`, (t) => t.field({
    type: [result],
    description: `批量保存${zh},逐行给出结果 / Saves many; a refused row stops no other`,
    args: { rows: t.arg({ type: [input], required: true }) },
    resolve: async (_: unknown, args: { rows: readonly GivenRow[] }, ctx: RequestContext) => (await save(ctx, record, args.rows)).map(inRow),
  }));
  if (record.status) defineAdvance(shelf, record, result, field);
};

const statusEnum = (shelf: TypeShelf, record: AnyRecord) => graphqlTypeOf(shelf, (getTableColumns(record.table) as Record<string, PgColumn>).status as PgColumn);

const defineAdvance = (shelf: TypeShelf, record: AnyRecord, result: unknown, field: (name: string, make: (t: FieldBuilder) => unknown) => void): void =>
  field(`advance${record.name}`, (t) => t.field({
    type: result,
    description: `推进${record.title.zh}状态 / Takes one step of the status; skipped steps are refused`,
    args: {
      id: t.arg.id({ description: '标识;或以 external 指明 / Its id, unless external says it' }),
      external: t.arg({ type: externalKeyInput(shelf), description: '在外部系统中的标识,代替 id / Its key in another system, in place of id' }),
      to: t.arg({ type: statusEnum(shelf, record), required: true }),
      on: t.arg({ type: 'Date', description: '发生日期,默认今天 / Day of the step, today by default' }),
      reason: t.arg.string({}),
    },
    resolve: (_: unknown, step: AskedStep, ctx: RequestContext) => advance(ctx, record, step),
  }));
