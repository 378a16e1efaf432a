import { and, eq, isNull } from 'drizzle-orm';
import { webhookFailure } from '../../db/codes/webhooks.ts';
import { webhook, webhookDeadLetter } from '../../db/tables/webhooks.ts';
import type { PlatformError } from '../../errors.ts';
import { globalIdOf, localIdOf } from '../../records/global-id.ts';
import { bilingual, type TypeShelf } from '../../records/kit.ts';
import { connectionType } from '../../schema/connection.ts';
import type { RequestContext } from '../../schema/context.ts';
import { listed, pageArgsOf } from '../../schema/administration/listed.ts';
import { asData, asUserErrors, type UserErrorRef } from '../../schema/user-error.ts';
import { changeHook, type ChangeHookInput, createHook, type CreateHookInput, type HookRow, type Managed, type ManageOptions, replayLetters, requireIntegrator, rotateSecret } from './manage.ts';

type LetterRow = typeof webhookDeadLetter.$inferSelect;

interface Payload extends Managed {
  readonly errors: readonly PlatformError[];
}

const mine = ({ identity }: RequestContext) => eq(webhook.actor, identity.subject as string);

const hookById = async (ctx: RequestContext, id: string): Promise<HookRow | null> =>
  (await ctx.tx.orm.select().from(webhook).where(and(eq(webhook.id, id), mine(ctx))))[0] ?? null;

const hookType = (shelf: TypeShelf) =>
  shelf.builder.objectRef<HookRow>('Webhook').implement({
    description: bilingual({ zh: '推送地址:变更发生时通知对接系统', en: 'Where a system wants to be told of changes; every message is signed as Standard Webhooks say' }),
    fields: (t) => ({
      id: t.id({ resolve: ({ id }) => globalIdOf('Webhook', id) }),
      url: t.exposeString('url', {}),
      recordTypes: t.stringList({ nullable: true, description: '只通知这些类型;空为全部 / Only these types; all where it is null', resolve: ({ recordTypes }) => recordTypes }),
      createdAt: t.expose('createdAt', { type: 'DateTime' }),
      pausedAt: t.expose('pausedAt', { type: 'DateTime', nullable: true, description: '暂停时刻 / When it was stopped for a while' }),
      endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true }),
      deliveredAt: t.expose('deliveredAt', { type: 'DateTime', nullable: true, description: '最近一次送达 / When a message was taken last' }),
      nextAttemptAt: t.expose('dueAt', { type: 'DateTime', description: '下次发送不早于 / No message is sent before' }),
      failures: t.exposeInt('failures', { description: '连续失败次数 / Failures in a row' }),
      failure: t.field({ type: shelf.enumOf(webhookFailure), nullable: true, description: bilingual(webhookFailure.title), resolve: ({ failure }) => failure }),
      failedAt: t.expose('failedAt', { type: 'DateTime', nullable: true }),
    }),
  });

const letterType = (shelf: TypeShelf) =>
  shelf.builder.objectRef<LetterRow>('WebhookDeadLetter').implement({
    description: bilingual({ zh: '未送达的变更', en: 'A change that the receiver would not take' }),
    fields: (t) => ({
      id: t.id({ resolve: ({ id }) => globalIdOf('WebhookDeadLetter', id) }),
      recordType: t.exposeString('recordType', {}),
      recordId: t.id({ resolve: ({ recordType, recordId }) => globalIdOf(recordType, recordId) }),
      failure: t.field({ type: shelf.enumOf(webhookFailure), description: bilingual(webhookFailure.title), resolve: ({ failure }) => failure }),
      createdAt: t.expose('createdAt', { type: 'DateTime' }),
      replayAt: t.expose('replayAt', { type: 'DateTime', nullable: true, description: '要求重发的时刻 / When it was asked to be sent again' }),
      settledAt: t.expose('settledAt', { type: 'DateTime', nullable: true, description: '了结时刻:已送达或已超出范围 / When it was taken after all, or turned out to be out of reach' }),
    }),
  });

const inputsOf = ({ builder }: TypeShelf) => ({
  create: builder.inputType('CreateWebhookInput', {
    fields: (t) => ({
      url: t.string({ required: true, description: 'https 地址 / An https URL' }),
      recordTypes: t.stringList({ description: '只通知这些类型的记录 / Records of these types only' }),
      after: t.string({ description: '从变更流的此游标开始;默认从现在起 / A cursor of the change feed to go on from; from now without' }),
    }),
  }),
  change: builder.inputType('ChangeWebhookInput', {
    fields: (t) => ({
      webhookId: t.id({ required: true }),
      url: t.string({}),
      recordTypes: t.stringList({}),
      paused: t.boolean({ description: '暂停或恢复 / Stops it for a while, or goes on' }),
      ended: t.boolean({ description: '停用,不可恢复 / Ends it for good' }),
    }),
  }),
  rotate: builder.inputType('RotateWebhookSecretInput', { fields: (t) => ({ webhookId: t.id({ required: true }) }) }),
  replay: builder.inputType('ReplayWebhookDeadLettersInput', {
    fields: (t) => ({ webhookId: t.id({ required: true }), ids: t.idList({ description: '未送达变更的标识;默认全部 / Ids of dead letters; all without' }) }),
  }),
});

const defineHookMutations = (shelf: TypeShelf, userError: UserErrorRef, type: ReturnType<typeof hookType>, options: ManageOptions): void => {
  const { builder } = shelf;
  const inputs = inputsOf(shelf);
  const payload = builder.objectRef<Payload>('WebhookPayload').implement({
    description: bilingual({ zh: '推送地址变更结果', en: 'What became of a change to a webhook' }),
    fields: (t) => ({
      webhook: t.field({ type, nullable: true, resolve: ({ id }, _, ctx) => (id === '' ? null : hookById(ctx, id)) }),
      secret: t.exposeString('secret', { nullable: true, description: '签名密钥,只显示这一次 / The secret that signs; it is shown this once' }),
      errors: t.field({ type: [userError], resolve: ({ errors }) => asData(errors) }),
    }),
  });
  const mutation = <I>(name: string, input: object, [zh, en]: readonly [string, string], work: (ctx: RequestContext, given: I) => Promise<Managed>): void =>
    builder.mutationField(name, (t) => t.field({
      type: payload,
      description: bilingual({ zh, en }),
      args: { input: t.arg({ type: input as never, required: true }) },
      resolve: async (_, args, ctx) => {
        const { value, errors } = await asUserErrors(ctx, () => work(ctx, (args as { input: I }).input));
        return { ...(value ?? { id: '', secret: null }), errors };
      },
    }));
  const hookId = (id: string): string => localIdOf(id, 'Webhook');
  mutation('createWebhook', inputs.create, ['新建推送地址', 'Makes a webhook'], (ctx, input: CreateHookInput) => createHook(ctx, options, input));
  mutation('changeWebhook', inputs.change, ['修改、暂停或停用推送地址', 'Changes a webhook, stops it for a while, or ends it'],
    (ctx, input: ChangeHookInput) => changeHook(ctx, options, { ...input, webhookId: hookId(input.webhookId) }));
  mutation('rotateWebhookSecret', inputs.rotate, ['更换签名密钥;旧密钥一天内同时签名', 'Gives it a new secret; the old one signs along for a day'],
    (ctx, input: { webhookId: string }) => rotateSecret(ctx, hookId(input.webhookId)));
  mutation('replayWebhookDeadLetters', inputs.replay, ['重发未送达的变更', 'Has dead letters sent again'], (ctx, { webhookId, ids }: { webhookId: string; ids?: readonly string[] | null }) =>
    replayLetters(ctx, { webhookId: hookId(webhookId), ids: ids?.map((id) => localIdOf(id, 'WebhookDeadLetter')) }));
};

/** Webhooks: each integrator sees and manages their own. */
export const defineWebhooks = (shelf: TypeShelf, userError: UserErrorRef, options: ManageOptions): void => {
  const { builder } = shelf;
  const type = hookType(shelf);
  builder.queryField('webhooks', (t) => t.field({
    type: connectionType<HookRow>(builder, 'Webhook', type as never),
    description: bilingual({ zh: '本账号的推送地址(对接账号)', en: 'The webhooks of the caller, for integrators' }),
    args: pageArgsOf(t),
    resolve: (_, page, ctx) => {
      requireIntegrator(ctx);
      return listed(ctx, webhook, { id: webhook.id }, page, [mine(ctx)], ['webhooks']);
    },
  }) as never);
  builder.queryField('webhookDeadLetters', (t) => t.field({
    type: connectionType<LetterRow>(builder, 'WebhookDeadLetter', letterType(shelf) as never),
    description: bilingual({ zh: '未送达的变更', en: 'Changes that a receiver would not take' }),
    args: { ...pageArgsOf(t), webhookId: t.arg.id({ required: true }), open: t.arg.boolean({ description: '只看未了结的 / Only those that are not settled' }) },
    resolve: (_, { webhookId, open, ...page }, ctx) => {
      requireIntegrator(ctx);
      const id = localIdOf(webhookId, 'Webhook');
      const where = [eq(webhookDeadLetter.webhookId, id), eq(webhookDeadLetter.actor, ctx.identity.subject as string), open ? isNull(webhookDeadLetter.settledAt) : undefined];
      return listed(ctx, webhookDeadLetter, { id: webhookDeadLetter.id, column: webhookDeadLetter.createdAt }, page, where, ['webhookDeadLetters', id, open ?? null]);
    },
  }) as never);
  defineHookMutations(shelf, userError, type, options);
};
