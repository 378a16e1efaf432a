import { setImmediate } from 'node:timers/promises';
import { BREAK, type DocumentNode, type ExecutionResult, GraphQLError, Kind, type OperationDefinitionNode, visit } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { createAccesses } from '../access/audit/accesses.ts';
import type { AccessRow } from '../access/audit/append.ts';
import { keepAccess } from '../access/audit/keep.ts';
import type { ReadLog } from '../access/audit/read-log.ts';
import type { Identity } from '../access/identity.ts';
import type { Vault } from '../access/vault.ts';
import type { Database, Transaction } from '../db/database.ts';
import { isRetryable, unwrapped } from '../db/engine-errors.ts';
import { PlatformError } from '../errors.ts';
import { accessFacts, type RequestContext } from '../schema/context.ts';
import { type Answering, type Compiler, NotCompiled } from '../compiled/index.ts';
import { refusedAnswer } from './refusal.ts';
import { bodyOf, type KeyedWrite, runOnce } from '../sync/idempotency/claim.ts';
import { idempotencyKeyOf } from '../sync/idempotency/header.ts';

/** What the request brings to an operation before its transaction is open. */
export interface RequestFacts {
  readonly requestId: string;
  readonly identity: Identity;
  /** Name of the operation, where it is a plain one. */
  readonly operation: string | null;
  /** Aborted when the caller has gone or the time is up. */
  readonly ended?: AbortSignal;
  /** The time the caller gives, where it is shorter than the service's own. */
  readonly deadlineMs?: number;
}

export interface OperationOptions {
  readonly db: Database;
  readonly vault: Vault;
  readonly clock: () => Date;
  /** Whether synthetic ID numbers may be registered. */
  readonly syntheticPeople: boolean;
  /** How many sensitive values an account may unmask in a day. */
  readonly unmaskDaily: number;
  /** For how many hours the key of a write is remembered. */
  readonly idempotencyHours: number;
  /** Answers by one statement what it can; without it everything goes the general way. */
  readonly compiler?: Compiler | undefined;
  /** Told of faults that no answer shows. */
  readonly report?: ((error: unknown, requestId: string) => void) | undefined;
  /** Told of every transaction that was committed. */
  readonly onCommitted?: (tx: Transaction) => void;
}

/** The same with the log of what was shown. */
export interface LoggedOptions extends OperationOptions {
  readonly readLog: ReadLog;
}

const chinaDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' });

let known = { minute: Number.NaN, day: '' };

/** The civil date in China at an instant; worked out once a minute. */
export const dayInChina = (at: Date): string => {
  const minute = Math.floor(at.getTime() / 60_000);
  if (known.minute !== minute) known = { minute, day: chinaDay.format(at) };
  return known.day;
};

/** The operation that is asked for. */
export const operationOf = (document: DocumentNode, name: string | null | undefined): OperationDefinitionNode | undefined =>
  document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION && (name == null || node.name?.value === name),
  );

/** The name an operation's author gave it; anything longer or odder is not for a journal. */
export const plainName = ({ name }: OperationDefinitionNode): string | null => (name && /^\w{1,64}$/.test(name.value) ? name.value : null);

/** Introspection and `__typename` alone need no database. */
const needsData = (operation: OperationDefinitionNode): boolean =>
  operation.selectionSet.selections.some((node) => node.kind !== Kind.FIELD || !node.name.value.startsWith('__'));

/** Longer than any cursor, and than anything a field takes. */
const longestText = 10_000;

/** PostgreSQL keeps no NUL, and half a surrogate pair would silently become another character. */
const isStorable = (text: string): boolean => text.length <= longestText && !text.includes('\0') && text.isWellFormed();

const checkedLiterals = new WeakMap<DocumentNode, boolean>();

const hasStorableLiterals = (document: DocumentNode): boolean => {
  const known = checkedLiterals.get(document);
  if (known !== undefined) return known;
  let storable = true;
  visit(document, {
    StringValue: ({ value }) => {
      storable = isStorable(value);
      return storable ? undefined : BREAK;
    },
  });
  checkedLiterals.set(document, storable);
  return storable;
};

/** Walks without recursion: a body of brackets alone is deeper than the stack. */
const hasStorableLeaves = (root: unknown): boolean => {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string' && !isStorable(value)) return false;
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) open.push(inner);
  }
  return true;
};

/** Whether every text of an operation is one that can be kept. */
export const hasStorableTexts = ({ document, variableValues }: { readonly document: DocumentNode; readonly variableValues?: unknown }): boolean =>
  hasStorableLiterals(document) && hasStorableLeaves(variableValues);

class RolledBack extends Error {
  readonly result: ExecutionResult;
  constructor(result: ExecutionResult) {
    super('rolled back');
    this.result = result;
  }
}

const rootCause = (error: unknown): unknown => {
  const inner = (error as GraphQLError).originalError ?? (error as Error).cause;
  return inner ? rootCause(inner) : error;
};

const retries = 3;

/** Runs the work again when the server asked for it (serialization failure, deadlock), a few times. */
const withRetry = async (work: () => Promise<ExecutionResult>, left = retries): Promise<ExecutionResult> => {
  const result = await work();
  const again = left > 0 && result.errors?.some((error) => isRetryable(rootCause(error)));
  return again ? withRetry(work, left - 1) : result;
};

/**
 * An answer that a failed field made null is given while its other fields still run. What becomes of them, once their
 * transaction is over, would be added to the same list of errors.
 */
const asAnswered = (result: ExecutionResult): ExecutionResult => (result.errors ? { ...result, errors: [...result.errors] } : result);

/** Whether the answer has the place of a value: an error may have taken what stood around it. */
const isIn = (data: ExecutionResult['data'], path: string): boolean => {
  const steps = path.split('.');
  const around = steps.slice(0, -1).reduce<unknown>((value, step) => (value as Readonly<Record<string, unknown>> | null | undefined)?.[step], data);
  return typeof around === 'object' && around !== null && (steps.at(-1) as string) in around;
};

const withMasked = (result: ExecutionResult, all: RequestContext['masked']): ExecutionResult => {
  const masked = (result.errors ? all.filter(({ path }) => isIn(result.data, path)) : [...all]).sort((a, b) => (a.path < b.path ? -1 : 1));
  return masked.length > 0 ? { ...result, extensions: { ...result.extensions, masked } } : result;
};

/** Executes in a transaction of the caller's scope, and answers when it is over and what was shown is recorded. */
export const inTransaction = async (
  { db, vault, clock, syntheticPeople, unmaskDaily, readLog, onCommitted }: LoggedOptions,
  facts: RequestFacts,
  readOnly: boolean,
  execute: (context: RequestContext) => Promise<ExecutionResult>,
): Promise<ExecutionResult> => {
  const now = clock();
  const masked: RequestContext['masked'] = [];
  let opened: Transaction | undefined;
  const accesses = createAccesses();
  const noted = (): readonly AccessRow[] => accesses.rows(accessFacts({ ...facts, now: now.toISOString() }));
  // No answer with personal values leaves before it is recorded: a mutation does so in its own transaction.
  let recording: Promise<void> | undefined;
  const recorded = async (result: ExecutionResult): Promise<ExecutionResult> => {
    await recording;
    return withMasked(result, masked);
  };
  try {
    const { identity, ended: signal, deadlineMs } = facts;
    const result = await db.transaction({ scope: identity.scope, readOnly, signal, ...(deadlineMs === undefined ? {} : { deadlineMs }) }, async (tx) => {
      opened = tx;
      const answered = asAnswered(await execute({ ...facts, tx, vault, syntheticPeople, unmaskDaily, today: dayInChina(now), now: now.toISOString(), loaders: new Map(), masked, accesses }));
      if (readOnly) {
        recording = setImmediate().then(() => readLog.write(noted())); // once the snapshot is being let go
        recording.catch(() => undefined); // it is awaited below
      }
      // A mutation with an error changes nothing: expected failures stand in payloads, not here. A
      // query keeps what it has read; there is nothing to commit.
      if (answered.errors?.length) throw new RolledBack(readOnly ? answered : { data: null, errors: answered.errors });
      if (!readOnly) keepAccess(tx, vault, noted());
      return answered;
    });
    if (opened) onCommitted?.(opened);
    return await recorded(result);
  } catch (error) {
    if (error instanceof RolledBack) return recorded(error.result);
    throw error;
  }
};

interface Sent {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variableValues?: unknown;
  readonly contextValue?: unknown;
}

const hourMs = 3_600_000;

/** The write with its key, where it was sent with one. Nobody without an account writes. */
const keyedWrite = ({ clock, idempotencyHours }: OperationOptions, { document, operationName, variableValues, contextValue }: Sent, { identity }: RequestFacts): KeyedWrite | undefined => {
  const { request } = contextValue as { readonly request?: Request };
  const key = request && identity.accountId !== null ? idempotencyKeyOf(request.headers) : undefined;
  if (key === undefined) return undefined;
  return { key, body: bodyOf(document, operationName, variableValues), expiresAt: new Date(clock().getTime() + idempotencyHours * hourMs).toISOString() };
};

type Run = (context: RequestContext) => Promise<ExecutionResult>;

/** Answers by the one statement that a query was compiled to. */
const byStatement = (answering: Answering): Run => async (context) => ({ data: await answering(context.tx, context) });

/** By the compiled statement; where that does not give an answer, for whatever reason, the general path tells what there is to tell. */
const compiledOr = async (compiled: (() => Promise<ExecutionResult>) | undefined, general: () => Promise<ExecutionResult>): Promise<ExecutionResult> => {
  if (!compiled) return general();
  try {
    return await compiled();
  } catch {
    return general();
  }
};

/** A fault of the compiler's own: nobody notices it by the answer, which the general path gives. */
const isFault = (error: unknown): boolean => !(error instanceof NotCompiled || error instanceof PlatformError || error instanceof GraphQLError || isRetryable(error));

/** Refusals of a key are an answer, with which the transaction is rolled back. */
const asAnswer = async (work: () => Promise<ExecutionResult>): Promise<ExecutionResult> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PlatformError && error.code.startsWith('IDEMPOTENCY_')) return refusedAnswer(error);
    throw error;
  }
};

const once = (write: KeyedWrite | undefined, run: Run): Run => (write === undefined ? run : (context) => asAnswer(() => runOnce(context, write, () => run(context))));

/** A query whose document has been validated, ready to be answered by one statement. */
export interface ReadyQuery {
  readonly facts: RequestFacts;
  readonly answering: Answering;
}

/** Answers a query by the statement it was compiled to. @throws where there is no such answer; the general path has one */
export const answerCompiled = async (options: LoggedOptions, { facts, answering }: ReadyQuery): Promise<ExecutionResult> => {
  try {
    return await inTransaction(options, facts, true, byStatement(answering));
  } catch (error) {
    if (isFault(error)) options.report?.(unwrapped(error), facts.requestId);
    throw error;
  }
};

const operationHook = ({ compiler, ...options }: LoggedOptions): NonNullable<Plugin['onExecute']> =>
  ({ args, executeFn, setExecuteFn, setResultAndStopExecution }) => {
    const operation = operationOf(args.document, args.operationName);
    if (!operation || !needsData(operation)) return;
    if (!hasStorableTexts(args)) {
      setResultAndStopExecution(refusedAnswer(new PlatformError('VALUE_NOT_STORABLE')));
      return;
    }
    const readOnly = operation.operation === 'query';
    const facts: RequestFacts = { ...(args.contextValue as unknown as Omit<RequestFacts, 'operation'>), operation: plainName(operation) };
    setExecuteFn((async (given: typeof args) => asAnswer(() => {
      const run: Run = async (context) =>
        (await executeFn({ ...given, signal: facts.ended, contextValue: { ...(given.contextValue as object), ...context } } as unknown as typeof args)) as ExecutionResult;
      if (!readOnly) return withRetry(() => inTransaction(options, facts, false, once(keyedWrite(options, given, facts), run)));
      const answering = compiler?.prepare({ document: given.document, operation, variables: given.variableValues }, { ...facts, vault: options.vault, today: dayInChina(options.clock()) });
      return compiledOr(answering && (() => answerCompiled(options, { facts, answering })), () => withRetry(() => inTransaction(options, facts, true, run)));
    })) as never);
  };

/** One operation = one identity = one transaction = one snapshot. */
export const useOperationTransaction = (options: LoggedOptions): Plugin => ({ onExecute: operationHook(options) });
