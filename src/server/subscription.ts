import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Accounts } from '../access/accounts.ts';
import { createReadLog } from '../access/audit/read-log.ts';
import { requireSignedIn } from '../access/identity.ts';
import { PlatformError } from '../errors.ts';
import { toGraphQLError } from '../schema/graphql-error.ts';
import type { NoticeEvent } from '../schema/administration/notices.ts';
import type { ChangeHub } from './change-hub.ts';
import { dayInChina, hasStorableTexts, inTransaction, type LoggedOptions, type OperationOptions, operationOf, plainName, type RequestFacts } from './operation.ts';
import { refusedAnswer } from './refusal.ts';
import type { StreamHub, StreamOwner } from './stream-hub.ts';
import { mapStream } from './stream-map.ts';

export interface SubscriptionOptions extends OperationOptions {
  readonly accounts: Accounts;
  readonly hub: StreamHub<NoticeEvent>;
  readonly changes: ChangeHub;
}

type Facts = RequestFacts & StreamOwner;

/** A fault of the source is its last item: the reader learns why, and then that it is over. */
const withLastWords = (source: AsyncIterable<unknown>): AsyncIterable<unknown> => {
  const inner = source[Symbol.asyncIterator]();
  const iterator: AsyncIterableIterator<unknown> = {
    [Symbol.asyncIterator]: () => iterator,
    next: () => inner.next().catch((error: unknown) => ({ done: false, value: error })),
    return: async () => (await inner.return?.()) ?? { done: true, value: undefined },
  };
  return iterator;
};

/** An event as an operation of its own: with the identity of this moment, in a transaction of its own. */
const answer = async (options: SubscriptionOptions & LoggedOptions, args: ExecutionArgs, facts: Facts, event: unknown): Promise<ExecutionResult> => {
  const identity = await options.accounts.find(facts.identity.subject as string, dayInChina(options.clock()));
  if (!identity) return {}; // the next look at all streams ends this one
  return inTransaction(options, { ...facts, identity }, true, async (context) =>
    execute({ ...args, rootValue: event, contextValue: { ...(args.contextValue as object), ...context } }));
};

const isNothing = ({ data, errors }: ExecutionResult): boolean => !errors?.length && Object.values(data ?? {}).every((value) => value === null);

/** Opens the source under the caller's rights; a refusal is an answer and no stream. */
const openSource = async (args: ExecutionArgs, { hub, changes }: SubscriptionOptions, facts: Facts) => {
  requireSignedIn(facts.identity);
  const sources = { openNotices: () => hub.open(facts), openChanges: (after: string | undefined) => changes.open(facts, after) };
  return createSourceEventStream({ ...args, contextValue: { ...(args.contextValue as object), ...sources } });
};

/** Subscriptions: signed-in callers only, and each event is read with what the caller may see when it comes. */
export const useSubscriptions = (given: SubscriptionOptions): Plugin => {
  const options = { ...given, readLog: createReadLog(given.db, given.vault) };
  const subscribe = async (args: ExecutionArgs) => {
    const operation = operationOf(args.document, args.operationName);
    if (!operation || !hasStorableTexts(args)) return refusedAnswer(new PlatformError('VALUE_NOT_STORABLE'));
    const facts: Facts = { ...(args.contextValue as unknown as Omit<Facts, 'operation'>), operation: plainName(operation) };
    try {
      const source = await openSource(args, options, facts);
      if (!isAsyncIterable(source)) return source;
      return mapStream(withLastWords(source), async (event) => {
        if (event instanceof PlatformError) return { errors: [toGraphQLError(event)] };
        const result = await answer(options, args, facts, event);
        return isNothing(result) ? undefined : result; // it may not be seen any more
      });
    } catch (error) {
      if (error instanceof PlatformError) return refusedAnswer(error);
      throw error;
    }
  };
  return { onSubscribe: ({ setSubscribeFn }) => setSubscribeFn(subscribe as never) };
};
