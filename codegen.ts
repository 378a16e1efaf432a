import type { CodegenConfig } from '@graphql-codegen/cli';

/** Scalars are text on the wire, in both directions. */
const text = { ID: 'string', Date: 'string', DateTime: 'string', Decimal: 'string', Money: 'string' };

const config = {
  documentMode: 'string',
  enumsAsTypes: true,
  importExtension: '.ts',
  scalars: text,
  strictScalars: true,
  useTypeImports: true,
} as const;

const codegen: CodegenConfig = {
  schema: 'schema.graphql',
  generates: {
    'test/generated/': {
      documents: ['test/platform/**/*.test.ts'],
      preset: 'client',
      presetConfig: { gqlTagName: 'graphql', fragmentMasking: false },
      config,
    },
    // the trusted documents, as a client has them: typed, with their ids, and the list for the server
    'test/generated/trusted/': {
      documents: ['src/server/documents/*.graphql'],
      preset: 'client',
      presetConfig: { gqlTagName: 'graphql', fragmentMasking: false, persistedDocuments: { mode: 'embedHashInDocument', hashAlgorithm: 'sha256', hashPropertyName: 'documentId' } },
      config,
    },
  },
};

export default codegen;
