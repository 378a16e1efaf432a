import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { z } from 'zod';
import { PlatformError } from '../errors.ts';
import { faultOf } from './document-check.ts';
import { identityOf } from './identity.ts';
import { refusalError } from './refusal.ts';

/** Documents by their id, `sha256:<hex>` of the text, as the client preset of GraphQL Code Generator names them. */
export type Documents = ReadonlyMap<string, string>;

const fileShape = z.record(z.string(), z.string());

const idOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

const nameIn = (text: string): string => /\b(?:query|mutation|subscription)\s+(\w+)/.exec(text)?.[1] ?? 'unnamed';

const readFile = (file: string | URL): Documents => {
  const read = fileShape.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.success) throw new PlatformError('DOCUMENTS_FILE_INVALID', { file: String(file) });
  return new Map(Object.entries(read.data));
};

/** The documents that come with the platform; `npm run codegen` writes them from `documents/*.graphql`. */
export const shippedDocuments = (): Documents => readFile(new URL('./documents/trusted.json', import.meta.url));

/** The shipped documents as they were written, by name: with their comments, and their fields in the author's order. */
export const shippedSources = (): ReadonlyMap<string, string> => {
  const folder = new URL('./documents/', import.meta.url);
  const texts = readdirSync(folder).filter((file) => file.endsWith('.graphql')).map((file) => readFileSync(new URL(file, folder), 'utf8'));
  return new Map(texts.map((text) => [nameIn(text), text]));
};

/**
 * Documents of an operator's own, checked as far as that needs no graph.
 * @throws PlatformError DOCUMENTS_FILE_INVALID, DOCUMENT_INVALID
 */
export const readDocuments = (file: string): Documents => {
  let documents: Documents;
  try {
    documents = readFile(file);
  } catch (error) {
    throw new PlatformError('DOCUMENTS_FILE_INVALID', { file }, { cause: error });
  }
  for (const [id, text] of documents) {
    if (id !== idOf(text)) throw new PlatformError('DOCUMENT_INVALID', { id, name: nameIn(text), reason: `its id should be ${idOf(text)}` });
  }
  return documents;
};

/** Every document within the schema and all limits. @throws PlatformError DOCUMENT_INVALID, naming the first that is not */
export const checkDocuments = (schema: GraphQLSchema, documents: Documents, budget: number): void => {
  for (const [id, text] of documents) {
    const reason = faultOf(schema, text, budget);
    if (reason !== undefined) throw new PlatformError('DOCUMENT_INVALID', { id, name: nameIn(text), reason });
  }
};

/** Those shipped documents that this graph can answer: one may ask for a plugin that is switched off. */
export const fittingDocuments = (schema: GraphQLSchema, budget: number): Documents =>
  new Map([...shippedDocuments()].filter(([, text]) => faultOf(schema, text, budget) === undefined));

/** The id as GraphQL over HTTP has it (`documentId`), or as older clients send it. */
const documentIdOf = (params: GraphQLParams): string | null => {
  const { documentId } = params as { documentId?: unknown };
  if (typeof documentId === 'string') return documentId;
  const { persistedQuery } = (params.extensions ?? {}) as { persistedQuery?: { sha256Hash?: unknown } | null };
  const hash = persistedQuery?.sha256Hash;
  return typeof hash === 'string' ? `sha256:${hash.replace(/^sha256:/, '')}` : null;
};

const noQuery = (): GraphQLError =>
  new GraphQLError('Must provide query string.', { extensions: { code: 'BAD_REQUEST', http: { spec: true, status: 400, headers: { Allow: 'GET, POST' } } } });

export interface TrustOptions {
  readonly documents: Documents;
  /** Whether only these run: for everybody but integrators, who may post their own. */
  readonly only: boolean;
}

const mayWriteOwn = (request: Request): boolean => request.method === 'POST' && identityOf(request).roles.has('INTEGRATOR');

/** Runs documents by their id; where only trusted ones run, refuses all others. */
export const useTrustedDocuments = ({ documents, only }: TrustOptions): Plugin =>
  usePersistedOperations({
    allowArbitraryOperations: only ? mayWriteOwn : true,
    extractPersistedOperationId: documentIdOf,
    getPersistedOperation: (id) => documents.get(id) ?? null,
    customErrors: {
      persistedQueryOnly: () => refusalError(new PlatformError('DOCUMENT_NOT_TRUSTED')),
      notFound: () => refusalError(new PlatformError('DOCUMENT_UNKNOWN')),
      keyNotFound: noQuery,
    },
  }) as Plugin;
