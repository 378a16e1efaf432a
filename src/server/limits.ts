import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens';
import { GraphQLError, Kind, NoSchemaIntrospectionCustomRule, type ValidationRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** How large a document may be. */
export const documentLimits = { characters: 50_000, tokens: 1_000, depth: 10, aliases: 15, directives: 5, repeats: 15 } as const;

const depth = { n: documentLimits.depth, flattenFragments: true };
const aliases = { n: documentLimits.aliases, allowList: [] };
const directives = { n: documentLimits.directives };

/** The same field a hundred times in one selection is one field to answer, but a hundred to compare with each other. */
const MaxRepeatsRule: ValidationRule = () => {
  let repeats = 0;
  return {
    SelectionSet: ({ selections }) => {
      const seen = new Set<string>();
      for (const node of selections) {
        if (node.kind !== Kind.FIELD) continue;
        const key = (node.alias ?? node.name).value;
        if (seen.has(key)) repeats += 1;
        seen.add(key);
        if (repeats > documentLimits.repeats) throw new GraphQLError(`Syntax Error: Repeats limit of ${documentLimits.repeats} exceeded.`);
      }
    },
  };
};

/** The limits as rules of validation, for documents that are checked before anybody asks. */
export const documentRules = ({ introspection }: { readonly introspection: boolean }): ValidationRule[] => [
  maxDepthRule(depth) as unknown as ValidationRule,
  maxAliasesRule(aliases) as unknown as ValidationRule,
  maxDirectivesRule(directives) as unknown as ValidationRule,
  MaxRepeatsRule,
  ...(introspection ? [] : [NoSchemaIntrospectionCustomRule]),
];

const useRules = (rules: readonly ValidationRule[]): Plugin => ({
  onValidate: ({ addValidationRule }) => {
    for (const rule of rules) addValidationRule(rule);
  },
});

/** A document may be one long text that is a single token; it would still be kept and compared. */
const maxCharacters: Plugin = {
  onParse: ({ params: { source } }) => {
    const { length } = typeof source === 'string' ? source : source.body;
    if (length > documentLimits.characters) throw new GraphQLError(`Syntax Error: Character limit of ${documentLimits.characters} exceeded.`);
  },
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
    maxCharacters,
    maxTokensPlugin({ n: documentLimits.tokens }) as Plugin,
    useRules(documentRules({ introspection })),
    ...(introspection ? [] : [noSuggestions]),
  ],
};
