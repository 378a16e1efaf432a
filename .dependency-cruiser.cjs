// The walls of the house; test/boundaries.test.ts proves that each of them stands.

/** What a plugin may import besides its own folder and libraries. */
const doors = ['^src/(schema|records|rules|db|access)/index\\.ts$', '^src/(plugins/define|errors)\\.ts$'];

/** Helpers of tests that live beside the code are named test-*.ts. */
const isTest = '(\\.test|/test-[^/]+)\\.ts$';
const isNoTest = '^(?!.*(\\.test|/test-[^/]+)\\.ts$)';

const ours = '^(src|test|scripts|bench)/';

/** Where manifests and records are declared. */
const declarations = ['^src/(plugins|records)/define\\.ts$'];

module.exports = {
  forbidden: [
    {
      name: 'plugins-are-islands',
      comment: 'A plugin knows no other plugin. What two of them need moves to the core.',
      severity: 'error',
      from: { path: '^src/plugins/([^/]+)/' },
      to: { path: '^src/plugins/[^/]+/', pathNot: '^src/plugins/$1/' },
    },
    {
      name: 'plugins-use-the-doors',
      comment: 'A plugin imports #schema #records #rules #db #plugin #access #errors, its own folder and libraries.',
      severity: 'error',
      from: { path: '^src/plugins/[^/]+/', pathNot: isTest },
      to: { path: ours, pathNot: ['^src/plugins/[^/]+/', ...doors] },
    },
    {
      name: 'plugin-tests-use-the-doors',
      comment: 'What a plugin\'s tests need beyond the doors is in test/support.',
      severity: 'error',
      from: { path: '^src/plugins/[^/]+/', pathNot: isNoTest },
      to: { path: ours, pathNot: ['^src/plugins/[^/]+/', ...doors, '^test/support/'] },
    },
    {
      name: 'core-knows-no-plugin',
      comment: 'Only the registry names plugins; everything else takes them as a list.',
      severity: 'error',
      from: { path: '^(src|scripts)/', pathNot: ['^src/plugins/[^/]+/', '^src/plugins/index\\.ts$'] },
      to: { path: '^src/plugins/[^/]+/' },
    },
    {
      name: 'registry-imports-manifests-only',
      comment: 'The registry sees plugin.ts of each plugin and the type of the manifest, nothing else.',
      severity: 'error',
      from: { path: '^src/plugins/index\\.ts$' },
      to: { pathNot: ['^src/plugins/[^/]+/plugin\\.ts$', '^src/plugins/define\\.ts$'] },
    },
    {
      name: 'registry-is-for-the-top',
      comment: 'Everything below the composition root gets its plugins as an argument, so that any subset can be tested.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/platform\\.ts$', isTest] },
      to: { path: '^src/plugins/index\\.ts$' },
    },
    {
      name: 'db-is-the-floor',
      comment: 'The data layer imports nothing above it but the errors.',
      severity: 'error',
      from: { path: '^src/db/', pathNot: isTest },
      to: { path: '^src/', pathNot: ['^src/db/', '^src/errors\\.ts$', ...declarations] },
    },
    {
      name: 'db-knows-declarations-as-types',
      comment: 'It reads the tables of the plugins it is handed: the types of manifest and record are enough for that.',
      severity: 'error',
      from: { path: '^src/db/', pathNot: isTest },
      to: { path: declarations, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'service-runs-without-development-tools',
      comment: 'What src imports belongs to the dependencies; an installation without devDependencies must start.',
      severity: 'error',
      from: { path: '^src/', pathNot: isTest },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'] },
    },
    {
      name: 'service-knows-no-test',
      comment: 'Helpers of tests may open databases and skip locks.',
      severity: 'error',
      from: { path: '^src/', pathNot: isTest },
      to: { path: ['^(test|scripts|bench)/', isTest] },
    },
    {
      name: 'no-cycles',
      comment: 'In a circle somebody gets an undefined import, and who depends on where the start is.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'imports-resolve',
      comment: 'A misspelt module, or one that is not installed.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true, // type-only imports count too
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^bench/peers/' }, // a package of its own, installed by the benchmark
    // some libraries are nothing but types
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'], mainFields: ['module', 'main', 'types', 'typings'] },
  },
};
