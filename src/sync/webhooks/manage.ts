import { and, eq, inArray, isNull } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { isIP } from 'node:net';
import { auditWrite } from '../../administration/audit.ts';
import { requireRole } from '../../access/identity.ts';
import { sealSecret } from '../../access/webhook-secret.ts';
import { insertRows } from '../../db/insert-rows.ts';
import { webhook, webhookDeadLetter } from '../../db/tables/webhooks.ts';
import { PlatformError } from '../../errors.ts';
import type { AnyRecord } from '../../records/define.ts';
import type { RequestContext } from '../../schema/context.ts';
import { checkCursor, openCursor } from '../feed/cursor.ts';
import { askedPrint, chosenTypes } from '../feed/page.ts';
import { type Position, readState } from '../feed/position.ts';
import { reachOf } from '../feed/reach.ts';
import { type AllowedNetworks, hostOf, mayReach } from './address.ts';
import { newSecret } from './secret.ts';

export type HookRow = typeof webhook.$inferSelect;

/** A webhook, and its secret where it has just been made: it is shown this once. */
export interface Managed {
  readonly id: string;
  readonly secret: string | null;
}

export interface ManageOptions {
  readonly records: readonly AnyRecord[];
  readonly networks: AllowedNetworks;
}

type Given<T> = T | null | undefined;

export interface CreateHookInput {
  readonly url: string;
  readonly recordTypes?: Given<readonly string[]>;
  /** A cursor of the feed to go on from; from now on without. */
  readonly after?: Given<string>;
}

export interface ChangeHookInput {
  readonly webhookId: string;
  readonly url?: Given<string>;
  readonly recordTypes?: Given<readonly string[]>;
  readonly paused?: Given<boolean>;
  readonly ended?: Given<boolean>;
}

const mostPerAccount = 10;
/** The old secret signs along for so long after a change. */
const bothMs = 24 * 3_600_000;

export const requireIntegrator = (ctx: RequestContext): void => requireRole(ctx.identity, 'INTEGRATOR');

/** @throws PlatformError WEBHOOK_URL_INVALID, WEBHOOK_ADDRESS_REFUSED */
const checkedUrl = (text: string, networks: AllowedNetworks): string => {
  const url = URL.canParse(text) && text.length <= 500 ? new URL(text) : undefined;
  const scheme = url?.protocol === 'https:' || (url?.protocol === 'http:' && networks.length > 0);
  if (!url || !scheme || url.username || url.password || url.hash) throw new PlatformError('WEBHOOK_URL_INVALID', {}, { path: ['url'] });
  const host = hostOf(url);
  if (host === 'localhost' ? mayReach('127.0.0.1', networks) === undefined : isIP(host) !== 0 && mayReach(host, networks) === undefined) {
    throw new PlatformError('WEBHOOK_ADDRESS_REFUSED', {}, { path: ['url'] });
  }
  return url.href;
};

const startOf = async (ctx: RequestContext, rights: string, types: readonly string[] | undefined, after: Given<string>): Promise<Position> => {
  const state = await readState(ctx.tx);
  if (after == null) return state.horizon;
  const cursor = openCursor(ctx.vault, after);
  await checkCursor(ctx.tx, state, cursor, { rights, asked: askedPrint(types) });
  return cursor.position;
};

const noted = (ctx: RequestContext, action: string, recordId: string, changes: Readonly<Record<string, unknown>>): void =>
  auditWrite(ctx, { action, recordType: 'Webhook', recordId, changes: Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, [null, value]])) });

/** Makes a webhook of the caller's. What it is told follows the caller's rights of the moment. */
export const createHook = async (ctx: RequestContext, { records, networks }: ManageOptions, input: CreateHookInput): Promise<Managed> => {
  requireIntegrator(ctx);
  const url = checkedUrl(input.url, networks);
  const types = chosenTypes(records, input.recordTypes);
  const actor = ctx.identity.subject as string;
  const own = await ctx.tx.orm.select({ id: webhook.id }).from(webhook).where(and(eq(webhook.actor, actor), isNull(webhook.endedAt)));
  if (own.length >= mostPerAccount) throw new PlatformError('WEBHOOKS_TOO_MANY', { max: mostPerAccount });
  const { print: rights } = await reachOf(ctx.tx, ctx.identity, records);
  const { xid, seq } = await startOf(ctx, rights, types, input.after);
  const [id, secret] = [uuidv7(), newSecret()];
  await insertRows(ctx.tx, webhook, [{
    id, accountId: ctx.identity.accountId as string, actor, url, recordTypes: types ? [...types] : null, secret: sealSecret(ctx.vault, id, secret),
    xid, seq: BigInt(seq), rights, dueAt: ctx.now, createdAt: ctx.now,
  }]);
  noted(ctx, 'createWebhook', id, { origin: new URL(url).origin, recordTypes: types ?? null });
  return { id, secret };
};

/** @throws PlatformError WEBHOOK_UNKNOWN */
const lockedHook = async (ctx: RequestContext, id: string): Promise<HookRow> => {
  requireIntegrator(ctx);
  const [row] = await ctx.tx.orm.select().from(webhook)
    .where(and(eq(webhook.id, id), eq(webhook.actor, ctx.identity.subject as string), isNull(webhook.endedAt))).for('update');
  if (!row) throw new PlatformError('WEBHOOK_UNKNOWN', {}, { path: ['webhookId'] });
  return row;
};

/** Changes a webhook, stops it for a while, or ends it. What is new begins at once, without waiting out failures. */
export const changeHook = async (ctx: RequestContext, { records, networks }: ManageOptions, input: ChangeHookInput): Promise<Managed> => {
  const row = await lockedHook(ctx, input.webhookId);
  const types = chosenTypes(records, input.recordTypes);
  const changes = {
    ...(input.url == null ? {} : { url: checkedUrl(input.url, networks) }),
    ...(types === undefined ? {} : { recordTypes: [...types] }),
    ...(input.paused == null ? {} : { pausedAt: input.paused ? ctx.now : null }),
    ...(input.ended ? { endedAt: ctx.now } : {}),
  };
  await ctx.tx.orm.update(webhook).set({ ...changes, failures: 0, dueAt: ctx.now }).where(and(eq(webhook.id, row.id), eq(webhook.actor, row.actor)));
  noted(ctx, 'changeWebhook', row.id, { ...changes, ...(changes.url === undefined ? {} : { url: new URL(changes.url).origin }) });
  return { id: row.id, secret: null };
};

/** Gives a webhook a new secret; for a day the old one signs along. */
export const rotateSecret = async (ctx: RequestContext, webhookId: string): Promise<Managed> => {
  const row = await lockedHook(ctx, webhookId);
  const secret = newSecret();
  const until = new Date(Date.parse(ctx.now) + bothMs).toISOString();
  await ctx.tx.orm.update(webhook).set({ secret: sealSecret(ctx.vault, row.id, secret), oldSecret: row.secret, oldSecretUntil: until })
    .where(and(eq(webhook.id, row.id), eq(webhook.actor, row.actor)));
  noted(ctx, 'rotateWebhookSecret', row.id, {});
  return { id: row.id, secret };
};

/** Has dead letters sent again: all, or those named and whatever of the same records lies with them, in order. */
export const replayLetters = async (ctx: RequestContext, { webhookId, ids }: { readonly webhookId: string; readonly ids?: Given<readonly string[]> }): Promise<Managed> => {
  const row = await lockedHook(ctx, webhookId);
  const open = and(eq(webhookDeadLetter.webhookId, row.id), eq(webhookDeadLetter.actor, row.actor), isNull(webhookDeadLetter.settledAt));
  const named = ids == null ? undefined
    : await ctx.tx.orm.select({ recordId: webhookDeadLetter.recordId }).from(webhookDeadLetter).where(and(open, inArray(webhookDeadLetter.id, [...ids])));
  const records = named?.map(({ recordId }) => recordId);
  if (records === undefined || records.length > 0) {
    await ctx.tx.orm.update(webhookDeadLetter).set({ replayAt: ctx.now }).where(and(open, records && inArray(webhookDeadLetter.recordId, records)));
    await ctx.tx.orm.update(webhook).set({ dueAt: ctx.now }).where(and(eq(webhook.id, row.id), eq(webhook.actor, row.actor)));
  }
  noted(ctx, 'replayWebhookDeadLetters', row.id, {});
  return { id: row.id, secret: null };
};
