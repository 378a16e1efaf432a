import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesPlugin } from '@escape.tech/graphql-armor-max-directives';
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens';
import { GraphQLError, NoSchemaIntrospectionCustomRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';

const noIntrospection: Plugin = {
  onValidate: ({ addValidationRule }) => addValidationRule(NoSchemaIntrospectionCustomRule),
};

const suggestion = / Did you mean [^?]*\?/;

const withoutSuggestion = (error: GraphQLError): GraphQLError => {
  const { nodes, source, positions, path, extensions, originalError } = error;
  const { message } = originalError instanceof GraphQLError ? originalError : error;
  if (!suggestion.test(message)) return error;
  return new GraphQLError(message.replace(suggestion, ''), { nodes: nodes ?? null, source: source ?? null, positions: positions ?? null, path: path ?? null, extensions });
};

/** "Did you mean" tells the names of the schema one by one. */
const noSuggestions: Plugin = {
  onResultProcess: ({ result, setResult }) => {
    if (Array.isArray(result) || !('errors' in result) || !result.errors) return;
    setResult({ ...result, errors: result.errors.map((error) => (error instanceof GraphQLError ? withoutSuggestion(error) : error)) });
  },
};

/** Limits that are always on: one small document must not cost the service its memory. */
export const limits = {
  bodyBytes: 1_000_000,
  plugins: ({ introspection }: { readonly introspection: boolean }): Plugin[] => [
    maxTokensPlugin({ n: 1_000 }) as Plugin,
    maxDepthPlugin({ n: 10, flattenFragments: true }) as Plugin,
    maxAliasesPlugin({ n: 15, allowList: [] }) as Plugin,
    maxDirectivesPlugin({ n: 5 }) as Plugin,
    ...(introspection ? [] : [noIntrospection, noSuggestions]),
  ],
};
