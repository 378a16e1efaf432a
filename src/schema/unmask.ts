import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { keepAccess } from '../access/audit/keep.ts';
import { openIdNumber } from '../access/id-number.ts';
import { withoutIdNumbers } from '../access/id-number-text.ts';
import { takeUnmasks, usedUnmasks } from '../access/unmask-use.ts';
import { type UnmaskPurpose, unmaskPurpose } from '../db/codes/access.ts';
import { PlatformError, throwIfAny } from '../errors.ts';
import type { AnyRecord } from '../records/define.ts';
import { localIdOf, typenameOf } from '../records/global-id.ts';
import { bilingual, type TypeShelf } from '../records/kit.ts';
import { requireReader } from '../records/listing.ts';
import type { Row } from '../records/page.ts';
import { isPermitted } from '../records/permissions.ts';
import { rowsById } from '../records/rows.ts';
import { type Unmaskable, unmaskableFields } from '../records/unmaskable.ts';
import type { RequestContext } from './context.ts';
import { coreRecords } from './core-records.ts';
import { asData, asUserErrors, type UserErrorRef } from './user-error.ts';

interface UnmaskInput {
  readonly id: string;
  readonly fields: readonly string[];
  readonly purpose: UnmaskPurpose;
  readonly note?: string | null | undefined;
}

interface Value {
  readonly field: string;
  readonly value: string | null;
}

interface Payload {
  readonly values: readonly Value[];
  readonly remaining: number;
  readonly errors: readonly PlatformError[];
}

/** The whole ID number: no column of a person, so it is declared here. */
const idNumberOf = ({ vault }: RequestContext): Unmaskable => ({
  name: 'idNumber',
  textOf: ({ idNumberCipher, id }) => (idNumberCipher == null ? null : openIdNumber(vault, String(idNumberCipher), String(id))),
});

const fieldsOf = (ctx: RequestContext, record: AnyRecord, info: GraphQLResolveInfo): readonly Unmaskable[] => [
  ...unmaskableFields(record, info.schema.getType(record.name) as GraphQLObjectType),
  ...(record === coreRecords.person ? [idNumberOf(ctx)] : []),
];

/** The fields that were asked for, each once. */
const chosen = (known: readonly Unmaskable[], names: readonly string[]): readonly Unmaskable[] => {
  if (names.length === 0) throw new PlatformError('FIELD_REQUIRED', { field: 'fields', title: '字段' }, { path: ['fields'] });
  throwIfAny(names.flatMap((name, index) =>
    (known.some((field) => field.name === name) ? [] : [new PlatformError('UNMASK_FIELD_UNKNOWN', { field: name }, { path: ['fields', index] })])));
  return known.filter(({ name }) => names.includes(name));
};

/** Writes down who saw which fields of which record, and what for, in the same transaction. */
const keep = (ctx: RequestContext, record: AnyRecord, row: Row, fields: readonly Unmaskable[], { purpose, note }: UnmaskInput, recordId: string): void => {
  const { identity } = ctx;
  keepAccess(ctx.tx, ctx.vault, [{
    at: ctx.now, actor: identity.subject ?? identity.scope.actor, department: identity.department, requestId: ctx.requestId,
    kind: 'UNMASK', purpose, recordTypes: [record.name], classes: ['sensitive'], recordId, fields: fields.map(({ name }) => name),
    note: note ? withoutIdNumbers(note) : null,
    householdIds: row.householdId ? [row.householdId as string] : [],
    countyCode: (row.countyCode as string | undefined) ?? null,
  }]);
};

const unmask = async (ctx: RequestContext, record: AnyRecord, input: UnmaskInput, info: GraphQLResolveInfo): Promise<readonly Value[]> => {
  const fields = chosen(fieldsOf(ctx, record, info), input.fields);
  if (input.purpose === 'OTHER' && !input.note?.trim()) throw new PlatformError('UNMASK_NOTE_REQUIRED', {}, { path: ['note'] });
  const id = localIdOf(input.id, record.name);
  const row = await rowsById(ctx, record).load(id);
  if (!row) throw new PlatformError('RECORD_UNKNOWN', { ...record.title }, { path: ['id'] });
  const used = await takeUnmasks(ctx.tx, ctx.identity.accountId as string, ctx.today, fields.length, ctx.unmaskDaily);
  if (used === undefined) throw new PlatformError('UNMASK_LIMIT_REACHED', { limit: ctx.unmaskDaily }, { path: ['fields'] });
  const values = fields.map((field) => ({ field: field.name, value: field.textOf(row) }));
  keep(ctx, record, row, fields, input, id);
  ctx.accesses.forbidCopy(); // each look is counted
  return values;
};

const payloadOf = (shelf: TypeShelf, userError: UserErrorRef) => {
  const value = shelf.builder.objectRef<Value>('UnmaskedValue').implement({
    description: bilingual({ zh: '敏感字段的值', en: 'The value of a sensitive field' }),
    fields: (t) => ({
      field: t.exposeString('field'),
      value: t.exposeString('value', { nullable: true, description: bilingual({ zh: '值的文本;列表为 JSON', en: 'Its text; a list as JSON' }) }),
    }),
  });
  return shelf.builder.objectRef<Payload>('UnmaskPayload').implement({
    description: bilingual({ zh: '查看敏感字段的结果', en: 'Sensitive values, or why they are not shown' }),
    fields: (t) => ({
      values: t.field({ type: [value], resolve: ({ values }) => [...values] }),
      remainingToday: t.exposeInt('remaining', { description: bilingual({ zh: '今日还可查看的数量', en: 'How many values may still be seen today' }) }),
      errors: t.field({ type: [userError], resolve: ({ errors }) => asData(errors) }),
    }),
  });
};

const inputOf = ({ builder, enumOf }: TypeShelf) =>
  builder.inputType('UnmaskInput', {
    description: bilingual({ zh: '要查看的敏感字段与目的', en: 'Which sensitive fields of which record, and what for' }),
    fields: (t) => ({
      id: t.id({ required: true, description: bilingual({ zh: '记录标识', en: 'Id of the record' }) }),
      fields: t.stringList({ required: true, description: bilingual({ zh: '字段名;人员另有 idNumber', en: 'Names of fields; a person also has idNumber' }) }),
      purpose: t.field({ type: enumOf(unmaskPurpose), required: true }),
      note: t.string({ description: bilingual({ zh: '说明;目的为其他时必填', en: 'Note; needed where the purpose is another' }) }),
    }),
  });

/**
 * The one way to a sensitive value: with a purpose, counted, limited by the day, and written down in
 * the transaction that reads it.
 */
export const defineUnmask = (shelf: TypeShelf, userError: UserErrorRef, records: readonly AnyRecord[]): void => {
  const byName = new Map(records.map((record) => [record.name, record]));
  const [payload, input] = [payloadOf(shelf, userError), inputOf(shelf)];
  shelf.builder.mutationField('unmask', (t) =>
    t.field({
      type: payload,
      description: bilingual({ zh: '查看敏感字段:须说明目的,逐条记录,每日限量', en: 'Shows sensitive fields: for a purpose, written down, so many a day' }),
      args: { input: t.arg({ type: input, required: true }) },
      resolve: async (_, { input: given }, ctx, info): Promise<Payload> => {
        requireReader(ctx.identity);
        const record = byName.get(typenameOf(given.id));
        if (!record) throw new PlatformError('INVALID_ID');
        if (!(await isPermitted(ctx, 'UNMASK', record))) throw new PlatformError('FORBIDDEN');
        const { value, errors } = await asUserErrors(ctx, () => unmask(ctx, record, given as UnmaskInput, info));
        const used = await usedUnmasks(ctx.tx, ctx.identity.accountId as string, ctx.today);
        return { values: value ?? [], remaining: Math.max(0, ctx.unmaskDaily - used), errors };
      },
    }));
};
