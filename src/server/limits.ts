import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesPlugin } from '@escape.tech/graphql-armor-max-directives';
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens';
import { NoSchemaIntrospectionCustomRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';

const noIntrospection: Plugin = {
  onValidate: ({ addValidationRule }) => addValidationRule(NoSchemaIntrospectionCustomRule),
};

/** Limits that are always on: one small document must not cost the service its memory. */
export const limits = {
  bodyBytes: 1_000_000,
  plugins: ({ introspection }: { readonly introspection: boolean }): Plugin[] => [
    maxTokensPlugin({ n: 1_000 }) as Plugin,
    maxDepthPlugin({ n: 10, flattenFragments: true }) as Plugin,
    maxAliasesPlugin({ n: 15, allowList: [] }) as Plugin,
    maxDirectivesPlugin({ n: 5 }) as Plugin,
    ...(introspection ? [] : [noIntrospection]),
  ],
};
