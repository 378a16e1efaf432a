import { randomUUID } from 'node:crypto';
import type { Accounts } from '../../access/accounts.ts';
import { openSecret } from '../../access/webhook-secret.ts';
import type { Transaction } from '../../db/database.ts';
import { dayInChina } from '../../server/operation.ts';
import type { AllowedNetworks, Resolve } from './address.ts';
import { backoffMs } from './backoff.ts';
import { type Plan, type PlanOptions, planTurn } from './plan.ts';
import { type Outcome, post } from './post.ts';
import { bury, claimDue, type DueHook, nextReplay, type Settled, settle, settleLetter } from './rows.ts';
import { signedHeaders } from './secret.ts';

export interface DispatcherOptions extends PlanOptions {
  readonly accounts: Accounts;
  readonly clock?: () => Date;
  /** Number from 0 to 1, for the jitter of waits. */
  readonly random?: () => number;
  readonly networks?: AllowedNetworks;
  readonly resolve?: Resolve;
  /** How long a receiver may take for one message. */
  readonly timeoutMs?: number;
  /** How often it is looked whether something is due. */
  readonly everyMs?: number;
  /** Told of faults of the platform itself. */
  readonly report?: (error: unknown) => void;
}

export interface Dispatcher {
  /** Sends what is due now, and what follows from it at once. Answers how many messages were sent. */
  turn(): Promise<number>;
  start(): void;
  /** Waits for what is under way, and sends no more. */
  stop(): Promise<void>;
}

/** Receivers that are served at the same time: slow ones do not hold up the others. */
const sideBySide = 16;
/** So often a message may be refused before it is a dead letter. */
const patience = 4;
const closedMs = 300_000;
/** Longer than a message may take: who does not come back by then is gone, and somebody else goes on. */
const leaseMs = 60_000;

interface Turn {
  readonly hook: DueHook;
  readonly lease: string;
  readonly now: Date;
}

type Write = (tx: Transaction) => Promise<void>;

/** What is left to do after a message: how the webhook goes on, and what else is written with it. */
interface Result {
  readonly settled: Omit<Settled, 'now'>;
  readonly write?: Write;
}

const later = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString();

const taken = ({ now, hook }: Turn, plan: Plan): Result => {
  const going = { dueAt: now.toISOString(), failures: 0, failure: null, delivered: true } as const;
  const at = now.toISOString();
  if (plan.kind === 'RIGHTS') return { settled: { ...going, rights: plan.rights } };
  if (plan.kind === 'REPLAY') return { settled: going, write: (tx) => settleLetter(tx, hook.id, plan.letter, at) };
  if (plan.kind !== 'CHANGES') return { settled: going };
  return { settled: { ...going, position: plan.last, oneByOne: false }, write: (tx) => bury(tx, hook, plan.waiting, 'BEHIND', at) };
};

/** A message that was refused often enough is put aside; one of many changes is sent again one by one. */
const refused = ({ now, hook }: Turn, plan: Plan, failures: number, wait: string): Result => {
  const at = now.toISOString();
  const failed = { dueAt: wait, failures, failure: 'REFUSED' } as const;
  if (plan.kind === 'CHANGES' && !hook.oneByOne) return { settled: { ...failed, oneByOne: true } };
  if (failures < patience) return { settled: failed };
  const aside = { ...failed, dueAt: at, failures: 0 };
  if (plan.kind === 'REPLAY') return { settled: aside, write: (tx) => settleLetter(tx, hook.id, plan.letter, null) };
  if (plan.kind === 'RIGHTS') return { settled: { ...aside, rights: plan.rights } };
  if (plan.kind === 'CHANGES') return { settled: { ...aside, position: plan.last }, write: (tx) => bury(tx, hook, plan.changes, 'REFUSED', at) };
  return { settled: failed };
};

const resultOf = (turn: Turn, plan: Plan, outcome: Outcome, random: () => number): Result => {
  if (outcome === 'TAKEN') return taken(turn, plan);
  const failures = turn.hook.failures + 1;
  const wait = later(turn.now, backoffMs(failures, random));
  if (outcome === 'REFUSED') return refused(turn, plan, failures, wait);
  return { settled: { dueAt: wait, failures, failure: outcome, ...(outcome === 'GONE' ? { paused: true as const } : {}) } };
};

const secretsOf = ({ vault }: DispatcherOptions, { id, secret, oldSecret, oldSecretUntil }: DueHook, now: Date): readonly string[] => {
  const isOldGood = oldSecret !== null && oldSecretUntil !== null && new Date(oldSecretUntil) > now;
  return [secret, ...(isOldGood ? [oldSecret] : [])].map((sealed) => openSecret(vault, id, sealed));
};

/**
 * Sends changes to receivers. What is due stands in the database: several processes share the work, each
 * webhook is in the hands of one at a time, and what a process that died was sending is sent again.
 */
export const createDispatcher = (options: DispatcherOptions): Dispatcher => {
  const { db, accounts, clock = () => new Date(), random = Math.random, networks = [], timeoutMs = 10_000, everyMs = 2_000, report = () => undefined } = options;
  const me = randomUUID();
  let stopped = false;
  const asOwner = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => db.transaction({ scope: 'owner' }, work);

  const finish = ({ hook, lease, now }: Turn, { settled, write }: Result): Promise<void> => asOwner(async (tx) => {
    if (await settle(tx, hook.id, lease, { ...settled, now: now.toISOString() })) await write?.(tx);
  });

  const send = async (turn: Turn, plan: Exclude<Plan, { kind: 'NOTHING' | 'WAITING' | 'BEYOND' }>): Promise<void> => {
    const { message } = plan;
    const headers = signedHeaders(secretsOf(options, turn.hook, turn.now), message.id, turn.now, message.body);
    const outcome = await post(turn.hook.url, headers, message.body, { networks, timeoutMs, ...(options.resolve ? { resolve: options.resolve } : {}) });
    await finish({ ...turn, now: clock() }, resultOf({ ...turn, now: clock() }, plan, outcome, random));
  };

  /** One turn of one webhook. Answers whether a message was sent. */
  const serve = async (turn: Turn): Promise<boolean> => {
    const { hook, now } = turn;
    const identity = await accounts.find(hook.actor, dayInChina(now));
    if (!identity?.roles.has('INTEGRATOR')) {
      await finish(turn, { settled: { dueAt: later(now, closedMs), failure: 'OWNER_WITHOUT_RIGHTS' } });
      return false;
    }
    const letter = await db.transaction({ scope: 'owner', readOnly: true }, (tx) => nextReplay(tx, hook.id));
    const plan = await planTurn(options, hook, identity, letter, now);
    const at = now.toISOString();
    if (plan.kind === 'NOTHING') await finish(turn, { settled: { dueAt: later(now, everyMs) } });
    else if (plan.kind === 'BEYOND') await finish(turn, { settled: { dueAt: at }, write: (tx) => settleLetter(tx, hook.id, plan.letter, at) });
    else if (plan.kind === 'WAITING') await finish(turn, { settled: { dueAt: at, position: plan.last }, write: (tx) => bury(tx, hook, plan.waiting, 'BEHIND', at) });
    else {
      await send(turn, plan);
      return true;
    }
    return false;
  };

  const claim = async (): Promise<Turn | undefined> => {
    const now = clock();
    const lease = `${me}/${randomUUID()}`;
    const hook = await asOwner((tx) => claimDue(tx, lease, now.toISOString(), later(now, Math.max(leaseMs, 3 * timeoutMs))));
    return hook && { hook, lease, now };
  };

  /** Serves whatever is due, one after the other, until nothing is. */
  const lane = async (first?: Turn): Promise<number> => {
    let sent = 0;
    for (let next = first ?? (await claim()); next; next = stopped ? undefined : await claim()) {
      const served = await serve(next).catch((error: unknown) => { report(error); }); // its lease runs out by itself
      if (served) sent += 1;
    }
    return sent;
  };

  const turn = async (): Promise<number> => {
    const first = await claim();
    if (!first) return 0;
    const lanes = [first, ...Array.from({ length: sideBySide - 1 }, () => undefined)].map(lane);
    return (await Promise.all(lanes)).reduce((sum, sent) => sum + sent, 0);
  };

  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const again = (): void => {
    if (stopped) return;
    running = turn().catch(report);
    void running.then(() => { if (!stopped) timer = setTimeout(again, everyMs).unref(); });
  };
  return {
    turn,
    start: again,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
};
