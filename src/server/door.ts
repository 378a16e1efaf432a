import { type DocumentNode, type ExecutionResult, getVariableValues, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import type { IncomingMessage } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import type { Compiler } from '../compiled/index.ts';
import { admissionCost, whoAsks } from './admission.ts';
import { nestsTooDeep } from './body.ts';
import { timed } from './deadline.ts';
import type { createDocumentCache } from './document-cache.ts';
import { type IdentityOptions, requestIdOf, settleIdentity } from './identity.ts';
import { answerCompiled, dayInChina, hasStorableTexts, type LoggedOptions, plainName } from './operation.ts';
import type { Rates } from './rates.ts';
import type { Documents } from './trusted-documents.ts';

/** A request as far as the door looks at it. Whatever is not plain here is for the general way in. */
export interface Caller {
  readonly headers: { get(name: string): string | null };
  /** Aborted when the caller goes. */
  readonly signal: AbortSignal;
  /** What node knows of the connection. */
  readonly req?: IncomingMessage | undefined;
}

export interface DoorOptions {
  readonly schema: GraphQLSchema;
  readonly operation: LoggedOptions;
  readonly compiler: Compiler;
  readonly documentCache: ReturnType<typeof createDocumentCache>;
  /** Documents that were found valid. */
  readonly valid: { has(document: DocumentNode): boolean };
  readonly identity: IdentityOptions;
  readonly rates: Rates;
  readonly budget: number;
  readonly trustedHops: number;
  readonly deadlineMs: number;
  readonly documents: Documents;
  readonly onlyTrusted: boolean;
}

/** Remembers documents that came to run: they have been validated, and the rules of that are the same for everybody. */
export const useValidDocuments = (valid: { add(document: DocumentNode): unknown }): Plugin => ({
  onExecute: ({ args: { document } }) => {
    valid.add(document);
  },
});

/** An answer, and the media type that the caller wants it in. */
export interface DoorAnswer {
  readonly body: string;
  readonly mediaType: string;
}

/** The plain ways to ask for JSON, and what each of them gets. */
const mediaTypes: ReadonlyMap<string, string> = new Map([
  ['', 'application/json'], ['*/*', 'application/json'], ['application/json', 'application/json'],
  ['application/graphql-response+json', 'application/graphql-response+json'],
  ['application/graphql-response+json, application/json', 'application/graphql-response+json'],
  ['application/graphql-response+json; charset=utf-8, application/json; charset=utf-8', 'application/graphql-response+json'],
]);

/** Headers that change how a request is answered. */
const unusual = ['origin', 'x-youyu-cost', 'content-encoding', 'expect'] as const;

/** How the caller wants the answer; undefined for whoever asks in another way than most do. */
export const plainlyAsked = ({ headers }: Pick<Caller, 'headers'>): string | undefined => {
  if (!/^application\/json(; ?charset=utf-8)?$/i.test(headers.get('content-type') ?? '') || unusual.some((name) => headers.get(name) !== null)) return undefined;
  return mediaTypes.get(headers.get('accept') ?? '');
};

interface Params {
  readonly query: string;
  readonly isTrusted: boolean;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

const known = new Set(['query', 'documentId', 'operationName', 'variables']);

const paramsOf = (body: string, documents: Documents): Params | undefined => {
  if (nestsTooDeep(body)) return undefined;
  const params: unknown = JSON.parse(body);
  if (typeof params !== 'object' || params === null || Array.isArray(params) || Object.keys(params).some((key) => !known.has(key))) return undefined;
  const { query, documentId, operationName = null, variables = null } = params as Record<string, unknown>;
  if (typeof variables !== 'object' || Array.isArray(variables) || (operationName !== null && typeof operationName !== 'string')) return undefined;
  const rest = { operationName: operationName ?? undefined, variables: (variables ?? undefined) as Params['variables'] };
  if (typeof query === 'string' && documentId === undefined) return { ...rest, query, isTrusted: false };
  const text = query === undefined && typeof documentId === 'string' ? documents.get(documentId) : undefined;
  return text === undefined ? undefined : { ...rest, query: text, isTrusted: true };
};

/** The one query that is meant; with two operations, or a mutation, the general way in knows what to do. */
const queryIn = ({ definitions }: DocumentNode, name: string | undefined): OperationDefinitionNode | undefined => {
  const [operation, another] = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation || another || operation.operation !== 'query') return undefined;
  return name === undefined || operation.name?.value === name ? operation : undefined;
};

const textOf = ({ data, extensions }: ExecutionResult): string => JSON.stringify(extensions ? { data, extensions } : { data });

/**
 * The short way in: a document that was found valid before, posted in the plain way, compiled to one statement. The same
 * identity, limits, deadline and journals as on the general way, in the same order; whatever is refused, fails or is out of
 * the ordinary gets no answer here, and the general way in tells it.
 */
export const createDoor = (options: DoorOptions) => {
  const { schema, operation: running, compiler, documentCache, valid, rates, documents } = options;
  const prepared = async (caller: Caller, body: string) => {
    const params = paramsOf(body, documents);
    const document = params && documentCache.get(params.query);
    const operation = document && valid.has(document) ? queryIn(document, params?.operationName) : undefined;
    if (!params || !document || !operation) return undefined;
    const request = caller as unknown as Request;
    const identity = await settleIdentity(request, options.identity);
    if (options.onlyTrusted && !params.isTrusted && !identity.roles.has('INTEGRATOR')) return undefined;
    const who = whoAsks(identity, request, caller.req, options.trustedHops);
    await rates.check(who);
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], params.variables ?? {}, { maxErrors: 1 });
    if (!coerced || !hasStorableTexts({ document, variableValues: params.variables })) return undefined;
    const cost = admissionCost(schema, document, operation, coerced);
    const asker = { identity, vault: running.vault, today: dayInChina(running.clock()) };
    const answering = cost > options.budget ? undefined : compiler.prepare({ document, operation, variables: coerced }, asker);
    return answering && { answering, identity, who, cost, operation: plainName(operation) };
  };
  return async (caller: Caller, mediaType: string, body: string): Promise<DoorAnswer | undefined> => {
    const timer = timed(caller as unknown as Request, options.deadlineMs);
    try {
      const ready = await prepared(caller, body);
      if (!ready) return undefined;
      const { answering, identity, who, cost, operation } = ready;
      const release = await rates.admit(who, cost);
      try {
        const facts = { requestId: requestIdOf(caller as unknown as Request), identity, operation, ended: timer.signal, ...(timer.asked === undefined ? {} : { deadlineMs: timer.asked }) };
        return { body: textOf(await answerCompiled(running, { facts, answering })), mediaType };
      } finally {
        release();
      }
    } finally {
      timer.clear();
    }
  };
};

export type Door = ReturnType<typeof createDoor>;
