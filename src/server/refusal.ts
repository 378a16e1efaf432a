import { type ExecutionResult, GraphQLError } from 'graphql';
import type { PlatformError } from '../errors.ts';
import { toGraphQLError } from '../schema/graphql-error.ts';

/**
 * Refusals with a status of their own, whatever answers the caller accepts: each of them is about who asks
 * and how, not about what is in the document.
 */
const ownStatus: ReadonlyMap<string, number> = new Map([
  ['CROSS_SITE_REQUEST', 403],
  ['DEADLINE_INVALID', 400],
  ['DOCUMENT_NOT_TRUSTED', 403],
  ['DOCUMENT_UNKNOWN', 404],
  ['IDEMPOTENCY_ANSWER_GONE', 409],
  ['IDEMPOTENCY_IN_PROGRESS', 409],
  ['IDEMPOTENCY_KEY_INVALID', 400],
  ['IDEMPOTENCY_KEY_REUSED', 422],
  ['RATE_LIMITED', 429],
  ['REQUEST_NESTED_TOO_DEEP', 400],
  ['TOO_MANY_CONCURRENT', 429],
]);

/** How a refusal is told over HTTP, where its code alone says so. */
export const httpOfRefusal = ({ code, details }: PlatformError): Record<string, unknown> | undefined => {
  const status = ownStatus.get(code);
  if (status === undefined) return undefined;
  const { seconds } = details;
  return { status, spec: false, ...(seconds === undefined ? {} : { headers: { 'retry-after': String(seconds) } }) };
};

/** The error of an operation that was refused before it ran: 400, but 200 for callers who know only that. */
export const refusalError = (error: PlatformError): GraphQLError => {
  const { message, extensions } = toGraphQLError(error);
  return new GraphQLError(message, { extensions: { ...extensions, http: httpOfRefusal(error) ?? { status: 400, spec: true } }, originalError: error });
};

/** The answer to an operation that was refused before it ran. */
export const refusedAnswer = (error: PlatformError): ExecutionResult => ({ errors: [refusalError(error)] });
