import type { IncomingMessage } from 'node:http';
import { type DocumentNode, type ExecutionResult, getVariableValues, type GraphQLSchema, isLeafType, Kind, type OperationDefinitionNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Identity } from '../access/identity.ts';
import { PlatformError } from '../errors.ts';
import { costOf } from './cost.ts';
import { identityOf } from './identity.ts';
import { checkVariables } from './list-bounds.ts';
import { operationOf } from './operation.ts';
import type { Counted, Rates } from './rates.ts';
import { refusedAnswer } from './refusal.ts';
import { remoteAddress } from './remote-address.ts';
import { endedBy } from './stream-end.ts';

export interface AdmissionOptions {
  /** Most that one operation may cost. */
  readonly budget: number;
  readonly rates: Rates;
  /** Proxies in front of the service whose word on the caller's address is taken. */
  readonly trustedHops: number;
}

interface Args {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variableValues?: Readonly<Record<string, unknown>> | null | undefined;
  readonly contextValue?: unknown;
}

interface Carrier {
  readonly request: Request;
  readonly req?: IncomingMessage;
  readonly identity?: Identity;
}

/** Header that asks for the cost; its value does not matter. */
const costHeader = 'x-youyu-cost';

/** What a request is charged that never came to run. */
const refusalCharge = 10;

/** Who is counted for a request: the account, or the address it comes from. */
export const whoAsks = ({ accountId }: Identity, request: Request, req: IncomingMessage | undefined, hops: number): Counted =>
  accountId === null
    ? { key: remoteAddress(req?.socket.remoteAddress, request.headers.get('x-forwarded-for'), hops), anonymous: true }
    : { key: accountId, anonymous: false };

const fixedCosts = new WeakMap<OperationDefinitionNode, number>();

/** Whether a variable can be part of a cost: a number that may be a page's size, a list, or an input with lists in it. */
const mayCount = (schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode): boolean =>
  variableDefinitions.some(({ type }) => {
    const inner = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
    return inner.kind === Kind.LIST_TYPE || inner.name.value === 'Int' || !isLeafType(schema.getType(inner.name.value));
  });

/** The cost of an operation with these variables; what they cannot change is worked out once. @throws PlatformError as {@link costOf} */
export const admissionCost = (schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>): number => {
  const fixed = fixedCosts.get(operation);
  if (fixed !== undefined) return fixed;
  checkVariables(schema, operation, variables);
  const cost = costOf(schema, document, operation, variables);
  if (!mayCount(schema, operation)) fixedCosts.set(operation, cost);
  return cost;
};

/** The cost of an operation as it was asked; undefined where the variables are wrong, which execution explains better. */
const measured = ({ schema, document, variableValues }: Args, operation: OperationDefinitionNode): number | undefined => {
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {}, { maxErrors: 1 });
  if (!coerced) return undefined;
  return admissionCost(schema, document, operation, coerced);
};

const told = (result: ExecutionResult, cost: number, budget: number): ExecutionResult => ({ ...result, extensions: { ...result.extensions, cost: { cost, budget } } });

type Run<A> = (args: A) => unknown;

const isStream = (result: unknown): result is AsyncIterable<ExecutionResult> => typeof result === 'object' && result !== null && Symbol.asyncIterator in result;

/**
 * The door of every operation, subscriptions too: its cost is known before it runs, is within the budget of one
 * operation and within what the caller has left; and it holds one of the caller's places until its last answer.
 */
export const useAdmission = ({ budget, rates, trustedHops }: AdmissionOptions): Plugin => {
  const admitted = new WeakSet<Request>();
  const processed = new WeakSet<Request>();
  const guarded = <A extends Args>(run: Run<A>): Run<A> => async (args) => {
    const operation = operationOf(args.document, args.operationName);
    if (!operation) return run(args);
    const { request, req, identity = identityOf(request) } = args.contextValue as Carrier;
    let cost: number;
    let release: () => void;
    try {
      cost = measured(args, operation) ?? refusalCharge;
      if (cost > budget) throw new PlatformError('COST_EXCEEDED', { cost, budget });
      release = await rates.admit(whoAsks(identity, request, req, trustedHops), cost);
    } catch (error) {
      if (error instanceof PlatformError) return refusedAnswer(error);
      throw error;
    }
    admitted.add(request);
    try {
      const result = await run(args);
      if (isStream(result)) return endedBy(result, request.signal, release);
      release();
      return request.headers.has(costHeader) ? told(result as ExecutionResult, cost, budget) : result;
    } catch (error) {
      release();
      throw error;
    }
  };
  return {
    onRequestParse: async ({ request, serverContext }) => {
      const { req } = serverContext as { req?: IncomingMessage };
      await rates.check(whoAsks(identityOf(request), request, req, trustedHops));
    },
    onExecute: ({ executeFn, setExecuteFn }) => setExecuteFn(guarded(executeFn as Run<Args>) as never),
    onSubscribe: ({ subscribeFn, setSubscribeFn }) => setSubscribeFn(guarded(subscribeFn as Run<Args>) as never),
    onResultProcess: ({ request }) => { processed.add(request); },
    onResponse: async ({ request, response, serverContext }) => {
      if (admitted.has(request) || (response.status < 400 && !processed.has(request))) return;
      await rates.charge(whoAsks(identityOf(request), request, (serverContext as { req?: IncomingMessage }).req, trustedHops), refusalCharge);
    },
  };
};
