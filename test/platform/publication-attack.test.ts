import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allPlugins } from '../../src/plugins/index.ts';
import { publishNow } from '../../src/publication/run.ts';
import { publishedTablesOf } from '../../src/publication/tables.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { attackWithLinearPrograms, recovered } from '../support/attacker.ts';
import { lootOf, type Sheet, sheets, smallChanges, smallHiddenChanges } from '../support/loot.ts';
import { testDay, testVault } from '../support/template.ts';

const dates = ['2016-12-31', '2017-12-31', '2018-12-31', '2019-12-31'];
const tables = publishedTablesOf(allPlugins);

describe.each([5, 10])('what is published of four years with the threshold %i', (threshold) => {
  let app: TestApp;
  let published: readonly Sheet[];
  let renamed: ReadonlyMap<string, string>;
  beforeAll(async () => {
    app = await openTestApp();
    for (const asOf of dates) {
      await publishNow({
        db: app.db, vault: testVault(), actor: 'system:publish', today: testDay, now: `${testDay}T04:00:00Z`,
        tables, wanted: tables.map(({ id }) => id), asOf, threshold,
      });
    }
    ({ sheets: published, renamed } = await sheets(app));
  }, 600_000);
  afterAll(() => app?.close());

  test('is every table of every year, before and after 大同县 became 云州区', () => {
    expect(published).toHaveLength(tables.length * dates.length);
    expect(renamed.get('140227')).toBe('140215');
    expect(published.some(({ asOf, counts }) => asOf === '2017-12-31' && counts.has('140227'))).toBe(true);
    expect(published.some(({ asOf, counts }) => asOf === '2018-12-31' && counts.has('140215') && !counts.has('140227'))).toBe(true);
  });

  test('has something hidden, and something to read at every level', () => {
    const counts = published.flatMap((sheet) => [...sheet.counts]);
    expect(counts.filter(([, count]) => count === null).length).toBeGreaterThan(1_000);
    for (const place of [/^140000/, /^14\d\d00/, /^14\d\d[^0]/]) expect(counts.some(([name, count]) => place.test(name) && count !== null && count >= threshold)).toBe(true);
    expect(counts.some(([, count]) => count !== null && count > 0 && count < threshold)).toBe(false);
  });

  test('an attack by linear programming over all of it recovers no hidden count, and none within the threshold', async () => {
    const { hidden, learned } = await attackWithLinearPrograms(lootOf(published, renamed), threshold);
    expect(hidden).toBeGreaterThan(1_000);
    expect(recovered({ learned })).toEqual([]);
    expect(learned).toEqual([]);
  }, 600_000);

  test('tells of no change by few people, of a count or of what is hidden beside it', () => {
    expect(smallChanges(published, renamed, threshold)).toEqual([]);
    expect(smallHiddenChanges(published, renamed, threshold)).toEqual([]);
  });
});
