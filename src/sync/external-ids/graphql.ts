import { brandWithType } from '@pothos/core';
import { requireReader } from '../../records/listing.ts';
import type { AnyRecord } from '../../records/define.ts';
import { localIdOf, typenameOf } from '../../records/global-id.ts';
import { bilingual, type TypeShelf } from '../../records/kit.ts';
import type { Row } from '../../records/page.ts';
import { rowsById } from '../../records/rows.ts';
import type { SaveResult } from '../../records/save.ts';
import type { RequestContext } from '../../schema/context.ts';
import { asData, type UserErrorRef } from '../../schema/user-error.ts';
import { type ExternalKey, type ExternalRow, externalOf, findExternal, textOf } from '../../records/external/find.ts';
import { type ExternalMapping, mapExternalIds } from './map.ts';

const nodeOf = async (ctx: RequestContext, record: AnyRecord | undefined, external: ExternalKey): Promise<Row | null> => {
  requireReader(ctx.identity);
  if (!record) return null;
  const found = (await findExternal(ctx, record.name, [external])).get(textOf(external));
  const row = found ? await rowsById(ctx, record).load(found.recordId) : null;
  if (row) brandWithType(row, record.name as never);
  return row;
};

const keysOf = async (ctx: RequestContext, byName: ReadonlyMap<string, AnyRecord>, id: string): Promise<readonly ExternalRow[]> => {
  requireReader(ctx.identity);
  const record = byName.get(typenameOf(id));
  const row = record ? await rowsById(ctx, record).load(localIdOf(id, record.name)) : null;
  return record && row ? externalOf(ctx, record.name).load(localIdOf(id, record.name)) : [];
};

const resultType = ({ builder, inputOf }: TypeShelf, userError: UserErrorRef) => {
  const outcome = inputOf('Outcome', () => builder.enumType('Outcome', { values: ['CREATED', 'UPDATED', 'UNCHANGED', 'REJECTED'] }) as never);
  return builder.objectRef<SaveResult>('MapExternalIdResult').implement({
    description: bilingual({ zh: '外部标识登记结果', en: 'What became of one key' }),
    fields: (t) => ({
      outcome: t.field({ type: outcome as never, resolve: ({ outcome: of }) => of as never }),
      errors: t.field({ type: [userError], resolve: ({ errors }) => asData(errors) }),
    }),
  });
};

const mappingInput = ({ builder }: TypeShelf) => builder.inputType('ExternalIdInput', {
  description: bilingual({ zh: '外部系统中的标识', en: 'The key under which another system keeps a record' }),
  fields: (t) => ({
    system: t.string({ required: true, description: bilingual({ zh: '系统代码', en: 'Code of the system' }) }),
    key: t.string({ required: true, description: bilingual({ zh: '该系统中的标识', en: 'Its key there' }) }),
    id: t.id({ required: true, description: bilingual({ zh: '本平台记录的标识', en: 'Id of the record here' }) }),
  }),
});

const keyType = ({ builder }: TypeShelf) => builder.objectRef<ExternalRow>('ExternalId').implement({
  description: bilingual({ zh: '外部标识', en: 'Key of a record in another system' }),
  fields: (t) => ({ system: t.exposeString('system'), key: t.exposeString('key') }),
});

/** Records by the keys of other systems: to find one, to see its keys, to register them. */
export const defineExternalIds = (shelf: TypeShelf, userError: UserErrorRef, records: readonly AnyRecord[]): void => {
  const { builder } = shelf;
  const byName = new Map(records.map((record) => [record.name, record]));
  const [result, input, key] = [resultType(shelf, userError), mappingInput(shelf), keyType(shelf)];
  builder.queryField('nodeByExternalId', (t) => t.field({
    type: builder.nodeInterfaceRef() as never,
    nullable: true,
    description: bilingual({ zh: '按外部系统的标识取记录,没有或不在范围内为空', en: 'The record that another system keeps under this key, null when absent or out of reach' }),
    args: {
      system: t.arg.string({ required: true }),
      key: t.arg.string({ required: true }),
      type: t.arg.string({ required: true, description: bilingual({ zh: '记录类型,如 Household', en: 'Kind of record, such as Household' }) }),
    },
    resolve: ((_: unknown, args: ExternalKey & { type: string }, ctx: RequestContext) => nodeOf(ctx, byName.get(args.type), args)) as never,
  }));
  builder.queryField('externalIds', (t) => t.field({
    type: [key],
    description: bilingual({ zh: '记录在外部系统中的标识', en: 'The keys of a record in other systems' }),
    args: { id: t.arg.id({ required: true }) },
    resolve: async (_, { id }, ctx) => [...(await keysOf(ctx, byName, id))],
  }));
  builder.mutationField('mapExternalIds', (t) => t.field({
    type: [result],
    description: bilingual({ zh: '批量登记外部标识,逐行给出结果', en: 'Registers keys of another system; a refused row stops no other' }),
    args: { rows: t.arg({ type: [input], required: true }) },
    resolve: async (_, { rows }, ctx) => {
      const results = await mapExternalIds(ctx, rows as readonly ExternalMapping[], byName);
      return results.map((one, index) => ({ ...one, errors: one.errors.map((error) => error.at('rows', index, ...(error.path ?? []))) }));
    },
  }));
};
