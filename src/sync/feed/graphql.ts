import { brandWithType } from '@pothos/core';
import { globalIdOf } from '../../records/global-id.ts';
import type { AnyRecord } from '../../records/define.ts';
import { bilingual, type TypeShelf } from '../../records/kit.ts';
import { rowsById } from '../../records/rows.ts';
import type { RequestContext } from '../../schema/context.ts';
import { changeKind } from './codes.ts';
import { readableFields } from './fields.ts';
import { type ChangePage, type ChangesArgs, changesPage } from './page.ts';
import type { Change } from './read.ts';
import type { ChangeEvent } from './stream.ts';

/** What a subscription to changes is opened with. */
export interface ChangeStreamContext {
  openChanges(after: string | undefined): AsyncIterable<ChangeEvent>;
}

interface Edge {
  readonly cursor: string;
  readonly node: Change;
}

const nodeOf = async (ctx: RequestContext, record: AnyRecord | undefined, { kind, recordId, recordType }: Change) => {
  if (!record || kind === 'LEFT') return null;
  const row = await rowsById(ctx, record).load(recordId);
  if (row) brandWithType(row, recordType as never);
  return row;
};

const changeType = ({ builder, enumOf }: TypeShelf, records: ReadonlyMap<string, AnyRecord>) =>
  builder.objectRef<Change>('Change').implement({
    description: bilingual({ zh: '一次变更', en: 'Something that became of a record' }),
    fields: (t) => ({
      kind: t.field({ type: enumOf(changeKind), description: bilingual(changeKind.title), resolve: ({ kind }) => kind }),
      recordType: t.exposeString('recordType', { description: '记录类型 / Type of the record' }),
      recordId: t.id({ description: '记录标识 / Id of the record', resolve: ({ recordType, recordId }) => globalIdOf(recordType, recordId) }),
      version: t.exposeInt('version', { description: '变更后的版本 / Version after the change' }),
      at: t.expose('at', { type: 'DateTime', description: '时间 / When' }),
      fields: t.stringList({
        description: '变更的字段,限当前用户可读级别 / Fields that changed, of classes that the caller reads; empty where the record is new or came from elsewhere',
        resolve: ({ recordType, fields }, _, { identity }) => readableFields(identity, records.get(recordType), fields),
      }),
      node: t.field({
        type: builder.nodeInterfaceRef(),
        nullable: true,
        description: '现在的记录;已离开范围则为空 / The record as it is now; null when it is out of reach',
        resolve: (change, _, ctx) => nodeOf(ctx, records.get(change.recordType), change) as never,
      }),
    }),
  });

const pageInfoOf = ({ changes: [first], hasNextPage, end, cursorOf }: ChangePage) => ({
  hasNextPage, hasPreviousPage: false, startCursor: first === undefined ? null : cursorOf(first), endCursor: end,
});

const connectionOf = (shelf: TypeShelf, records: ReadonlyMap<string, AnyRecord>) => {
  const { builder } = shelf;
  const change = changeType(shelf, records);
  const edge = builder.objectRef<Edge>('ChangeEdge').implement({
    fields: (t) => ({ cursor: t.exposeString('cursor', {}), node: t.field({ type: change, resolve: ({ node }) => node }) }),
  });
  return builder.objectRef<ChangePage>('ChangeConnection').implement({
    description: bilingual({ zh: '一页变更;空页也有 endCursor', en: 'A page of changes; it has an endCursor to go on from even when it is empty' }),
    fields: (t) => ({
      edges: t.field({ type: [edge], resolve: ({ changes, cursorOf }) => changes.map((node) => ({ node, get cursor() { return cursorOf(node); } })) }),
      nodes: t.field({ type: [change], resolve: ({ changes }) => [...changes] }),
      pageInfo: t.field({ type: builder.pageInfoRef(), resolve: pageInfoOf as never }),
    }),
  });
};

/** Reads one page of a stream and tells the stream where it ended; nothing is sent of an empty one but the first. */
const pageOfStream = async (ctx: RequestContext, records: readonly AnyRecord[], args: ChangesArgs, event: ChangeEvent): Promise<ChangePage | null> => {
  const isFirst = event.after === undefined;
  const page = await changesPage(ctx, records, { ...args, after: event.after }, { fromNow: isFirst }).catch((error: unknown) => {
    event.failed();
    throw error;
  });
  event.read(page);
  return isFirst || page.changes.length > 0 ? page : null;
};

/** The change feed: page by page, and as a stream. */
export const defineChanges = (shelf: TypeShelf, records: readonly AnyRecord[]): void => {
  const { builder } = shelf;
  const type = connectionOf(shelf, new Map(records.map((record) => [record.name, record])));
  const recordTypes = '只要这些类型的记录 / Records of these types only';
  builder.queryField('changes', (t) => t.field({
    type,
    description: bilingual({
      zh: '变更流:当前用户可见记录的每次变更,按发生顺序,不重不漏;保存 endCursor 供下次继续',
      en: 'The change feed: every committed change of what the caller may see, once, in order; keep endCursor and go on from it next time',
    }),
    args: {
      first: t.arg.int({}),
      after: t.arg.string({ description: '上次的 endCursor;不给则从头 / endCursor of the page before; from the beginning without' }),
      recordTypes: t.arg.stringList({ description: recordTypes }),
    },
    resolve: (_, args, ctx) => changesPage(ctx, records, args),
  }));
  builder.subscriptionField('changes', (t) => t.field({
    type,
    nullable: true,
    description: bilingual({ zh: '变更流推送(SSE);断开后用最后的 endCursor 继续', en: 'The change feed over server-sent events; after a break go on from the last endCursor' }),
    args: {
      first: t.arg.int({ description: '每页条数 / Changes in one event at most' }),
      after: t.arg.string({ description: '从此游标继续;不给则从现在起 / Goes on from this cursor; from now without' }),
      recordTypes: t.arg.stringList({ description: recordTypes }),
    },
    subscribe: (_, { after }, ctx) => (ctx as unknown as ChangeStreamContext).openChanges(after ?? undefined) as never,
    resolve: (event, args, ctx) => pageOfStream(ctx, records, args, event as ChangeEvent) as never,
  }) as never);
};
