import { defineConfig } from 'vitest/config';

const shared = {
  // graphql has two builds; without this the tests' own import and Pothos' would be two realms.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: { testTimeout: 180_000, hookTimeout: 180_000 },
};

/** Tests that open the whole platform run once on each engine; the others bring what they need. */
const onEngines = ['test/platform/**/*.test.ts', 'src/plugins/*/*.test.ts'];

/** Tests of the running service, in processes of its own; one first start fills the folder they copy. */
const ofService = ['test/service/**/*.test.ts', 'test/pages/**/*.test.ts'];

const engine = (name: 'pglite' | 'postgres') => ({
  ...shared,
  test: { ...shared.test, name, include: onEngines, globalSetup: [`test/support/template-${name}.ts`] },
});

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { ...shared, test: { ...shared.test, name: 'parts', include: ['src/**/*.test.ts', 'test/**/*.test.ts'], exclude: [...onEngines, ...ofService] } },
      engine('pglite'),
      engine('postgres'),
      { ...shared, test: { ...shared.test, name: 'service', include: ofService, globalSetup: ['test/service/filled-folder.ts'], testTimeout: 240_000, hookTimeout: 240_000 } },
    ],
  },
});
