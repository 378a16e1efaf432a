import { GraphQLError } from 'graphql';
import type { PlatformError } from '../errors.ts';

/** What every error of the API carries besides its message. */
export interface ErrorExtensions {
  readonly code: string;
  readonly messages: { readonly zh: string; readonly en: string };
  /** Path into the caller's input, where the fault lies in one. */
  readonly inputPath?: readonly (string | number)[];
}

/** A platform error as GraphQL knows it: stable code and both languages in the extensions. */
export const toGraphQLError = (error: PlatformError): GraphQLError =>
  new GraphQLError(error.messages.zh, {
    extensions: { code: error.code, messages: error.messages, ...(error.path ? { inputPath: error.path } : {}) },
    originalError: error,
  });
