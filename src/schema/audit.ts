import { accessKind } from '../db/codes/access.ts';
import type { FieldChanges } from '../db/tables/journal.ts';
import { globalIdOf } from '../records/global-id.ts';
import type { CoreTypes } from '../records/graphql-type.ts';
import { bilingual, type TypeShelf } from '../records/kit.ts';
import type { Row } from '../records/page.ts';
import { rowsById } from '../records/rows.ts';
import { accessEntries, accessesOf, auditEntries } from './audit-lists.ts';
import { connectionType } from './connection.ts';
import type { RequestContext } from './context.ts';
import { coreRecords } from './core-records.ts';
import { placesByCode } from './place-data.ts';

// biome-ignore lint/suspicious/noExplicitAny: one set of fields for two types whose rows share these columns
type FieldBuilder = any;

/** A changed value as text: the value itself, or the keyed reference that stands for a personal one. */
interface Change {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

const textOf = (value: unknown): string | null => (value == null ? null : typeof value === 'string' ? value : JSON.stringify(value));

const changesOf = (changes: FieldChanges): readonly Change[] =>
  Object.entries(changes).map(([field, [before, after]]) => ({ field, before: textOf(before), after: textOf(after) }));

const householdsOf = async (ctx: RequestContext, ids: readonly string[]): Promise<readonly Row[]> =>
  (await rowsById(ctx, coreRecords.household).loadMany(ids)).filter((row): row is Row => row !== null && !(row instanceof Error));

const commonFields = (t: FieldBuilder, core: CoreTypes): Record<string, unknown> => ({
  number: t.string({ description: '序号 / Number of the entry', resolve: ({ seq }: Row) => String(seq) }),
  at: t.expose('at', { type: 'DateTime', description: '时间 / When' }),
  actor: t.exposeString('actor', { description: '操作账号 / Account that did it' }),
  department: t.exposeString('department', { nullable: true, description: '部门代码 / Code of its department' }),
  requestId: t.exposeString('requestId', { description: '请求号 / Id of the request' }),
  chain: t.exposeInt('chain', { description: '审计链 / Chain it belongs to' }),
  position: t.string({ description: '链中位置 / Place in the chain', resolve: ({ position }: Row) => String(position) }),
  county: t.field({
    type: core.Place,
    nullable: true,
    description: '所属县 / County it is about',
    resolve: (row: Row, _: unknown, ctx: RequestContext) => (row.countyCode == null ? null : placesByCode(ctx, ctx.today).load(row.countyCode as string)),
  }),
});

const defineAuditEntry = ({ builder, typeOf }: TypeShelf, core: CoreTypes) => {
  const change = builder.objectRef<Change>('AuditChange').implement({
    description: bilingual({ zh: '字段变更;个人信息只留密文引用', en: 'A changed field; personal values stand as keyed references' }),
    fields: (t) => ({
      field: t.exposeString('field', {}),
      before: t.exposeString('before', { nullable: true }),
      after: t.exposeString('after', { nullable: true }),
    }),
  });
  return builder.objectRef<Row>('AuditEntry').implement({
    description: bilingual({ zh: '写入审计记录', en: 'Who wrote what' }),
    fields: (t: FieldBuilder) => ({
      ...commonFields(t, core),
      action: t.exposeString('action', { description: '操作 / What was done' }),
      recordType: t.exposeString('recordType', { description: '记录类型 / Type of the record' }),
      recordId: t.id({ description: '记录标识 / Id of the record', resolve: ({ recordType, recordId }: Row) => globalIdOf(String(recordType), String(recordId)) }),
      reason: t.exposeString('reason', { nullable: true, description: '原因 / Reason given' }),
      changes: t.field({ type: [change], description: '变更 / What changed', resolve: ({ changes }: Row) => changesOf(changes as FieldChanges) }),
      household: t.field({
        type: typeOf(coreRecords.household),
        nullable: true,
        description: '所属农户 / Household it is about, within reach',
        resolve: (row: Row, _: unknown, ctx: RequestContext) => (row.householdId == null ? null : rowsById(ctx, coreRecords.household).load(row.householdId as string)),
      }),
    }) as never,
  });
};

const defineAccessEntry = (shelf: TypeShelf, core: CoreTypes) =>
  shelf.builder.objectRef<Row>('AccessEntry').implement({
    description: bilingual({ zh: '个人信息查阅记录', en: 'Who was shown personal values of whom' }),
    fields: (t: FieldBuilder) => ({
      ...commonFields(t, core),
      kind: t.expose('kind', { type: shelf.enumOf(accessKind), description: bilingual(accessKind.title) }),
      operation: t.exposeString('operation', { nullable: true, description: '操作名 / Name of the operation' }),
      purpose: t.exposeString('purpose', { nullable: true, description: '用途代码 / Code of the purpose' }),
      recordTypes: t.exposeStringList('recordTypes', { description: '记录类型 / Types of the records' }),
      classes: t.exposeStringList('classes', { description: '字段级别 / Classes of the values' }),
      householdCount: t.int({ description: '涉及户数 / How many households it was about', resolve: ({ householdIds }: Row) => (householdIds as string[]).length }),
      households: t.field({
        type: [shelf.typeOf(coreRecords.household)],
        description: '所涉农户 / Households it was about, within reach',
        resolve: (row: Row, _: unknown, ctx: RequestContext) => householdsOf(ctx, row.householdIds as string[]),
      }),
    }) as never,
  });

const pageArgs = (t: FieldBuilder) => ({ first: t.arg.int({}), after: t.arg.string({}), last: t.arg.int({}), before: t.arg.string({}) });

const filterFields = (t: FieldBuilder) => ({
  actor: t.string({ description: '操作账号 / Account' }),
  department: t.string({ description: '部门代码 / Code of the department' }),
  recordType: t.string({ description: '记录类型 / Type of the record' }),
  registrationNumber: t.string({ description: '户编号 / Registration number of the household' }),
  from: t.field({ type: 'DateTime', description: '自此时刻 / From this instant' }),
  until: t.field({ type: 'DateTime', description: '至此时刻(不含) / Before this instant' }),
  requestId: t.string({ description: '请求号 / Id of the request' }),
});

/** What auditors can ask of both journals, and who looked at a family. */
export const defineAudit = (shelf: TypeShelf, core: CoreTypes): void => {
  const { builder } = shelf;
  const auditFilter = builder.inputType('AuditEntryFilter', {
    fields: (t: FieldBuilder) => ({ ...filterFields(t), recordId: t.id({ description: '记录标识 / Id of the record' }), action: t.string({ description: '操作 / What was done' }) }) as never,
  });
  const accessFilter = builder.inputType('AccessEntryFilter', {
    fields: (t: FieldBuilder) => ({ ...filterFields(t), kind: t.field({ type: shelf.enumOf(accessKind) }) }) as never,
  });
  const audits = connectionType(builder, 'AuditEntry', defineAuditEntry(shelf, core) as never);
  const accesses = connectionType(builder, 'AccessEntry', defineAccessEntry(shelf, core) as never);
  builder.queryFields((t: FieldBuilder) => ({
    auditEntries: t.field({
      type: audits,
      description: bilingual({ zh: '写入审计记录(审计管理员)', en: 'The journal of writes, for auditors within their places; the newest with last' }),
      args: { ...pageArgs(t), filter: t.arg({ type: auditFilter }) },
      resolve: (_: unknown, args: Parameters<typeof auditEntries>[1], ctx: RequestContext) => auditEntries(ctx, args),
    }),
    accessEntries: t.field({
      type: accesses,
      description: bilingual({ zh: '个人信息查阅记录(审计管理员)', en: 'The journal of reads, for auditors within their places; the newest with last' }),
      args: { ...pageArgs(t), filter: t.arg({ type: accessFilter }) },
      resolve: (_: unknown, args: Parameters<typeof accessEntries>[1], ctx: RequestContext) => accessEntries(ctx, args),
    }),
  }) as never);
  builder.objectField(shelf.typeOf(coreRecords.household), 'accesses', ((t: FieldBuilder) =>
    t.field({
      type: accesses,
      nullable: true,
      description: bilingual({ zh: '谁查阅过这户(审计、审核)', en: 'Who looked at this family, for auditors and reviewers' }),
      args: pageArgs(t),
      resolve: (row: Row, args: Parameters<typeof accessesOf>[2], ctx: RequestContext) => accessesOf(ctx, row.householdId as string, args),
    })) as never);
};
