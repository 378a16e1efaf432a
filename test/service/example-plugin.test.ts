import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waterPlugin } from '../../docs/example-plugin/plugin.ts';
import { generate } from '../../scripts/generate-migration.ts';
import { type App, createApp } from '../../src/app.ts';
import { createSigner, createVerifier, type TokenSigner } from '../../src/access/tokens.ts';
import { connect } from '../../src/db/connect.ts';
import type { Database } from '../../src/db/database.ts';
import { ownerOf } from '../../src/db/placement.ts';
import { prepareDatabase } from '../../src/db/prepare.ts';
import { loadDemo } from '../../src/demo/load.ts';
import { codeListsOf } from '../../src/platform.ts';
import { syncCodeLists } from '../../src/reference/code-lists.ts';
import { loadReference } from '../../src/reference/load.ts';
import { testClock, testDay, testVault } from '../support/template.ts';

const folder = mkdtempSync(join(tmpdir(), 'youyu-example-'));
// the example has no migrations of its own: whoever copies it makes them, as this test does
const plugin = { ...waterPlugin, db: { ...waterPlugin.db, migrations: pathToFileURL(`${folder}/`) } };
const rules = { issuer: 'test', audience: 'test' };

let db: Database;
let app: App;
let signer: TokenSigner;

beforeAll(async () => {
  expect(await generate(ownerOf(plugin), 'init')).toBe('0000_init');
  db = await connect({ deadlineMs: 120_000 });
  await prepareDatabase(db, [plugin], { lint: true });
  await loadReference(db);
  await db.transaction({ scope: 'owner' }, (tx) => syncCodeLists(tx, codeListsOf([plugin]), testDay));
  await loadDemo(db, { households: 10, seed: 1, plugins: [plugin], vault: testVault() });
  signer = await createSigner(rules);
  app = createApp({ db, plugins: [plugin], vault: testVault(), verifier: createVerifier(signer.publicKeys, rules), clock: testClock, syntheticPeople: true });
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = async (query: string, subject = 'demo-county-clerk') => {
  const response = await app.fetch(new Request('http://test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await signer.sign(subject)}` },
    body: JSON.stringify({ query }),
  }));
  return JSON.parse(await response.text());
};

test('the query that the README shows for it answers, filtered by what the record declares', async () => {
  const shown = /```graphql\n(\{\n {2}place\(code: "140224"\)[\s\S]*?waterProblems[\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'))?.[1];
  const { data, errors } = await ask(String(shown));
  expect(errors).toBeUndefined();
  expect(data.place.waterProblems.totalCount).toBeGreaterThan(0);
  expect(data.place.waterProblems.nodes[0]).toMatchObject({ village: { name: expect.any(String) }, persons: expect.any(Number), status: 'FOUND' });
  const none = await ask('{ place(code: "140224") { waterProblems(filter: { persons: { gte: 100000 } }) { totalCount } } }');
  expect(none.data.place.waterProblems.totalCount).toBe(0);
});

test('its groups come from the declaration, too: places, code lists, years, and its numbers', async () => {
  const { data, errors } = await ask(`{
    byKind: waterProblemGroups(by: [kind, foundOnYear]) { groups { keys { kind foundOnYear } count persons { sum min max } } sources }
    byVillage: waterProblemGroups(by: [village], within: "140224") { groups { keys { village { code } } count } }
    total: waterProblemGroups(by: []) { groups { count persons { sum } } }
    list: waterProblems { totalCount }
  }`, 'demo-province-clerk');
  expect(errors).toBeUndefined();
  const { rows } = await db.transaction({ scope: 'owner', readOnly: true }, (tx) => tx.query(`select kind, extract(year from found_on)::int, count(*)::int, sum(persons)::text, min(persons), max(persons)
    from water.problem group by 1, 2 order by kind collate "C", 2`));
  expect(rows.length).toBeGreaterThan(2);
  const told = data.byKind.groups.map(({ keys, count, persons }: { keys: { kind: string; foundOnYear: number }; count: number; persons: { sum: string; min: number; max: number } }) => [keys.kind, keys.foundOnYear, count, persons.sum, persons.min, persons.max]);
  expect(told).toEqual(rows);
  expect(data.byKind.sources).toEqual(['WaterProblem']);
  expect(data.byVillage.groups.every(({ keys }: { keys: { village: { code: string } } }) => keys.village.code.startsWith('140224'))).toBe(true);
  expect(data.total.groups[0].count).toBe(data.list.totalCount);
});

test('a department that does not lead the action may read it and not write it', async () => {
  const { data, errors } = await ask(`mutation {
    saveWaterProblem(input: { countyCode: "140224", villageCode: "140224100201", kind: DIRTY, persons: 5, foundOn: "2019-01-01" }) { errors { code } }
  }`);
  expect(errors).toBeUndefined();
  expect(data.saveWaterProblem.errors.map(({ code }: { code: string }) => code)).toContain('DEPARTMENT_NOT_IN_CHARGE');
});
