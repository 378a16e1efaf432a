import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cruiseTree, type PlantedTree, plantedTree } from './boundaries-cruise.ts';

interface Plant {
  readonly rule: string;
  readonly file: string;
  readonly text: string;
  /** Another planted file that this one needs. */
  readonly beside?: Readonly<Record<string, string>>;
}

const relocation = 'src/plugins/relocation';

/** At least one bad import for each rule of .dependency-cruiser.cjs, in every form an import has. */
const plants: readonly Plant[] = [
  { rule: 'plugins-are-islands', file: 'src/plugins/planted/values.ts', text: `export { relocationPlugin } from '../relocation/plugin.ts';` },
  { rule: 'plugins-are-islands', file: 'src/plugins/planted/types.ts', text: `import type { relocationPlugin } from '../relocation/plugin.ts';\nexport type A = typeof relocationPlugin;` },
  { rule: 'plugins-are-islands', file: 'src/plugins/planted/late.ts', text: `export const late = () => import('../relocation/plugin.ts');` },
  { rule: 'plugins-use-the-doors', file: `${relocation}/planted-past.ts`, text: `export { place } from '../../db/tables/places.ts';` },
  { rule: 'plugins-use-the-doors', file: `${relocation}/planted-past-type.ts`, text: `import type { Database } from '../../db/database.ts';\nexport type A = Database;` },
  { rule: 'plugins-use-the-doors', file: `${relocation}/planted-support.ts`, text: `import '../../../test/support/app.ts';` },
  { rule: 'plugin-tests-use-the-doors', file: `${relocation}/planted.test.ts`, text: `import '../../db/connect.ts';` },
  { rule: 'core-knows-no-plugin', file: 'src/schema/planted.ts', text: `import '../plugins/relocation/plugin.ts';` },
  { rule: 'core-knows-no-plugin', file: 'src/plugins/planted-check.ts', text: `import type { relocationPlugin } from './relocation/plugin.ts';\nexport type A = typeof relocationPlugin;` },
  { rule: 'registry-imports-manifests-only', file: 'src/plugins/index.ts', text: `export { relocationPlugin } from './relocation/plugin.ts';\nexport * from './relocation/schema.ts';` },
  { rule: 'registry-is-for-the-top', file: 'src/records/planted.ts', text: `export { allPlugins } from '../plugins/index.ts';` },
  { rule: 'db-is-the-floor', file: 'src/db/planted-up.ts', text: `export { mayRead } from '../access/identity.ts';` },
  { rule: 'db-is-the-floor', file: 'src/db/planted-up-type.ts', text: `import type { Identity } from '../access/identity.ts';\nexport type A = Identity;` },
  { rule: 'db-knows-declarations-as-types', file: 'src/db/planted-value.ts', text: `export { definePlugin } from '../plugins/define.ts';` },
  { rule: 'service-runs-without-development-tools', file: 'src/server/planted.ts', text: `export { test } from 'vitest';` },
  { rule: 'service-knows-no-test', file: 'src/server/planted-test.ts', text: `export { openReferenceDatabase } from '../reference/test-database.ts';` },
  {
    rule: 'no-cycles', file: 'src/people/planted-a.ts', text: `import { b } from './planted-b.ts';\nexport const a = () => b;`,
    beside: { 'src/people/planted-b.ts': `import { a } from './planted-a.ts';\nexport const b = () => a;` },
  },
  {
    rule: 'no-cycles', file: 'src/people/planted-c.ts', text: `import type { D } from './planted-d.ts';\nexport type C = D | 1;`,
    beside: { 'src/people/planted-d.ts': `import type { C } from './planted-c.ts';\nexport type D = C | 2;` },
  },
  { rule: 'imports-resolve', file: 'src/server/planted-typo.ts', text: `import './no-such-file.ts';` },
];

test('the tree keeps the boundaries', async () => {
  const { summary } = await cruiseTree();
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
  // a cruise that reads nothing finds nothing: it happens when the TypeScript beside it is too new
  expect(summary.totalCruised).toBeGreaterThan(100);
});

describe('planted in a copy of the tree', () => {
  let tree: PlantedTree;
  let caught: ReadonlySet<string>;
  let rules: readonly string[];
  beforeAll(async () => {
    tree = plantedTree(Object.assign({}, ...plants.map(({ file, text, beside }) => ({ [file]: text, ...beside }))));
    const { summary } = await cruiseTree(tree.folder);
    caught = new Set(summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`));
    rules = (summary.ruleSetUsed?.forbidden ?? []).map(({ name }) => String(name));
  });
  afterAll(() => tree?.remove());

  test.each(plants)('$rule catches $file', ({ rule, file }) => {
    expect(caught).toContain(`${rule}: ${file}`);
  });

  test('every rule has a plant', () => {
    expect(rules.filter((rule) => !plants.some((plant) => plant.rule === rule))).toEqual([]);
  });
});
