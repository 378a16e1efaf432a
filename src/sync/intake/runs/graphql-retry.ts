import { and, inArray } from 'drizzle-orm';
import { importQuarantine } from '../../../db/tables/intake.ts';
import type { PlatformError } from '../../../errors.ts';
import { localIdOf } from '../../../records/global-id.ts';
import { bilingual, type TypeShelf } from '../../../records/kit.ts';
import type { RequestContext } from '../../../schema/context.ts';
import { asData, asUserErrors, type UserErrorRef } from '../../../schema/user-error.ts';
import type { QuarantinedRowRef } from './graphql-rows.ts';
import type { CellInput } from './opened.ts';
import { type QuarantineRow, runIdOf } from './read.ts';
import { ownRows } from './reach.ts';
import { chosen, correctRow, discardRows, type Retried, type RetryOptions, retriedAtOnce, retryRows, retryRun } from './retry.ts';

interface Payload extends Retried {
  readonly errors: readonly PlatformError[];
}

const nothing: Retried = { ids: [], lastLine: null, hasMore: false };

/** The rows as they are now, by line. */
const rowsNow = async (ctx: RequestContext, ids: readonly string[]): Promise<QuarantineRow[]> =>
  (ids.length === 0 ? [] : ctx.tx.orm.select().from(importQuarantine).where(and(inArray(importQuarantine.id, [...ids]), ownRows(ctx))).orderBy(importQuarantine.line, importQuarantine.id));

const payloadType = (shelf: TypeShelf, userError: UserErrorRef, row: QuarantinedRowRef) => shelf.builder.objectRef<Payload>('QuarantinePayload').implement({
  description: bilingual({ zh: '隔离行的处理结果', en: 'What became of rows in quarantine' }),
  fields: (t) => ({
    rows: t.field({ type: [row], description: bilingual({ zh: '处理过的行,含同一户的其他行,按行号', en: 'The rows, with the others of their household, by line' }), resolve: ({ ids }, _, ctx) => rowsNow(ctx, ids) }),
    lastLine: t.exposeInt('lastLine', { nullable: true, description: '重试到的行号,下次的 afterLine / Line that was reached: the next afterLine' }),
    hasMore: t.exposeBoolean('hasMore', { description: '该导入是否还有未重试的行 / Whether rows of the run are left behind it' }),
    errors: t.field({ type: [userError], resolve: ({ errors }) => asData(errors) }),
  }),
});

const inputsOf = ({ builder }: TypeShelf) => {
  const cell = builder.inputType('QuarantinedCellInput', {
    fields: (t) => ({
      column: t.string({ required: true, description: '列名或表头 / Name or header of the column' }),
      value: t.string({ description: '改正后的值,写法同文件;空值表示该格未填 / What is right, as a file has it; null leaves the cell empty' }),
    }),
  });
  return {
    correct: builder.inputType('CorrectQuarantinedRowInput', {
      fields: (t) => ({ id: t.id({ required: true }), cells: t.field({ type: [cell], required: true, description: '只列要改的格 / The cells that change; the others stay' }) }),
    }),
    retry: builder.inputType('RetryQuarantinedRowsInput', {
      fields: (t) => ({
        runId: t.id({ description: `整个导入,每次 ${retriedAtOnce} 行 / A whole run, ${retriedAtOnce} rows at a time` }),
        ids: t.idList({ description: '或这些行 / Or these rows' }),
        afterLine: t.int({ description: '只重试此行号之后的行 / Rows of the run behind this line' }),
      }),
    }),
    discard: builder.inputType('DiscardQuarantinedRowsInput', { fields: (t) => ({ ids: t.idList({ required: true }) }) }),
  };
};

interface RetryInput {
  readonly runId?: string | null;
  readonly ids?: readonly string[] | null;
  readonly afterLine?: number | null;
}

const rowId = (id: string): string => localIdOf(id, 'QuarantinedRow');

const retry = (ctx: RequestContext, options: RetryOptions, { runId, ids, afterLine }: RetryInput): Promise<Retried> => {
  const of = chosen(runId, ids);
  return 'ids' in of ? retryRows(ctx, options, of.ids.map(rowId)) : retryRun(ctx, options, runIdOf(of.runId), afterLine ?? 0);
};

/** What can be done with rows in quarantine. */
export const defineQuarantineMutations = (shelf: TypeShelf, userError: UserErrorRef, row: QuarantinedRowRef, optionsOf: (ctx: RequestContext) => RetryOptions): void => {
  const [payload, inputs] = [payloadType(shelf, userError, row), inputsOf(shelf)];
  const mutation = <I>(name: string, input: object, [zh, en]: readonly [string, string], own: number, work: (ctx: RequestContext, options: RetryOptions, given: I) => Promise<Retried>): void =>
    shelf.builder.mutationField(name, (t) => t.field({
      type: payload,
      description: bilingual({ zh, en }),
      extensions: { cost: { own } },
      args: { input: t.arg({ type: input as never, required: true }) },
      resolve: async (_, args, ctx) => {
        const { value, errors } = await asUserErrors(ctx, () => work(ctx, optionsOf(ctx), (args as { input: I }).input));
        ctx.loaders.clear();
        return { ...(value ?? nothing), errors };
      },
    }));
  mutation('correctQuarantinedRow', inputs.correct, ['改正隔离行并重新入库;同一户的行一并重试', 'Puts a row in quarantine right and stores it; rows of its household are tried with it'], 20,
    (ctx, options, { id, cells }: { id: string; cells: readonly CellInput[] }) => correctRow(ctx, options, rowId(id), cells));
  mutation('retryQuarantinedRows', inputs.retry, ['原样重试隔离行', 'Tries rows in quarantine again as they are'], retriedAtOnce * 10, retry);
  mutation('discardQuarantinedRows', inputs.discard, ['弃用隔离行', 'Settles rows in quarantine that are not to be stored'], retriedAtOnce,
    (ctx, options, { ids }: { ids: readonly string[] }) => discardRows(ctx, options, ids.map(rowId)));
};
