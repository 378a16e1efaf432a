import type { CodegenConfig } from '@graphql-codegen/cli';

/** Scalars are text on the wire, in both directions. */
const text = { ID: 'string', Date: 'string', DateTime: 'string', Decimal: 'string', Money: 'string' };

const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: ['test/platform/**/*.test.ts'],
  generates: {
    'test/generated/': {
      preset: 'client',
      presetConfig: { gqlTagName: 'graphql', fragmentMasking: false },
      config: {
        documentMode: 'string',
        enumsAsTypes: true,
        importExtension: '.ts',
        scalars: text,
        strictScalars: true,
        useTypeImports: true,
      },
    },
  },
};

export default config;
