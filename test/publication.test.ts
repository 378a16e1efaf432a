import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defineCodes } from '../src/db/codes.ts';
import { assemble } from '../src/publication/assemble.ts';
import { cubeOf, linesOf, type PlaceTree } from '../src/publication/cube.ts';
import type { CountedGroup, Population, PublishedTable } from '../src/publication/define.ts';
import type { CountedTable, ReleasedTable } from '../src/publication/moments.ts';
import { allRules, protect, type Rules } from '../src/publication/protect.ts';
import { solver } from '../src/publication/solver.ts';
import { landBetween } from '../src/publication/territory.ts';
import { attackWithLinearPrograms, type Loot, recovered } from './support/attacker.ts';

const kind = defineCodes('test.kind', 'Kind', ['类', 'Kind'], { A: ['甲', 'A'], B: ['乙', 'B'], C: ['丙', 'C'] });
const half = defineCodes('test.half', 'Half', ['半', 'Half'], { X: ['子', 'X'], Y: ['丑', 'Y'] });
const tree: PlaceTree = { province: 'P', cities: new Map([['C1', ['1', '2', '3']], ['C2', ['4', '5', '6']]]) };
const counties = [...tree.cities.values()].flat();

const tableOf = (id: string, population: Population, dimensions: PublishedTable['dimensions']) =>
  ({ id, population, dimensions, title: { zh: '', en: '' }, definition: { zh: '', en: '' }, unit: 'person', from: [], count: () => Promise.resolve([]) }) satisfies PublishedTable;

const threshold = 5;

const counted = (table: PublishedTable, asOf: string, groups: readonly CountedGroup[], map = tree): CountedTable =>
  ({ table, asOf, tree: map, threshold, cells: cubeOf(table, map, groups) });

/** Releases tables one date after the other, as the platform does, and answers what everybody can read. */
const releaseAll = async (dates: readonly (readonly CountedTable[])[], rules: Rules = allRules, changes: Parameters<typeof landBetween>[0] = []): Promise<readonly ReleasedTable[]> => {
  const released: ReleasedTable[] = [];
  for (const tables of dates) {
    const { picture, indexOf } = assemble({ counted: tables, released, threshold, landBetween: (one, other) => landBetween(changes, one, other) });
    const { hidden, exposed } = await protect(await solver(), picture, rules);
    expect(exposed).toEqual([]);
    released.push(...tables.map(({ cells, ...table }) => ({ ...table, counts: new Map(cells.map((cell) => [cell.key, hidden[indexOf({ ...table, cells }, cell.key)] === 1 ? null : cell.value])) })));
  }
  return released;
};

const lootOf = (released: readonly ReleasedTable[]): Loot => {
  const at = ({ table, asOf }: ReleasedTable, key: string): string => `${table.population.id}@${asOf} ${key}`;
  const counts = new Map(released.flatMap((one) => [...one.counts].map(([key, count]) => [at(one, key), count] as const)));
  const sums = released.flatMap((one) => linesOf(one.table, one.tree).map(({ whole, parts }) => ({ whole: at(one, whole), parts: parts.map((part) => at(one, part)) })));
  const growing = released.filter(({ table }) => table.population.cumulative);
  const orders = growing.flatMap((one) => growing.filter(({ asOf }) => asOf > one.asOf).flatMap((later) =>
    [...one.counts.keys()].filter((key) => later.counts.has(key)).map((key) => ({ lesser: at(one, key), greater: at(later, key) }))));
  return { counts, sums, orders };
};

const poor: Population = { id: 'test.poor', cumulative: false };
const moved: Population = { id: 'test.moved', cumulative: true };
const [byKind, byKindAndHalf, movedByKind] = [tableOf('test.by_kind', poor, [kind]), tableOf('test.by_kind_and_half', poor, [kind, half]), tableOf('test.moved_by_kind', moved, [kind])];

/** Mostly few people, as in a village, and some many. */
const count = fc.oneof(fc.nat(6), fc.nat(6), fc.nat(40), fc.nat(400));
const groupsOf = (codes: readonly (readonly string[])[]) =>
  fc.array(count, { minLength: counties.length * codes.length, maxLength: counties.length * codes.length }).map((counts) =>
    counties.flatMap((county, i) => codes.map((code, j): CountedGroup => ({ county, codes: code, count: counts[i * codes.length + j]! }))));

const kinds = kind.values.map((code) => [code]);
const kindsAndHalves = kind.values.flatMap((a) => half.values.map((b) => [a, b]));
const foldHalves = (groups: readonly CountedGroup[]): readonly CountedGroup[] =>
  groups.map((group) => ({ ...group, codes: group.codes.slice(0, 1) }));

const runs = { numRuns: 25 };

describe('random tables', () => {
  test('of one date, two with the same total: nothing hidden is recovered, what is shown is true', async () => {
    let [hidden, shown] = [0, 0];
    await fc.assert(fc.asyncProperty(groupsOf(kindsAndHalves), async (groups) => {
      const tables = [counted(byKindAndHalf, '2016', groups), counted(byKind, '2016', foldHalves(groups))];
      const released = await releaseAll([tables]);
      for (const [at, { counts }] of released.entries()) {
        for (const { key, value } of tables[at]!.cells) {
          const known = counts.get(key);
          if (known !== null) expect(known).toBe(value);
          if (value > 0) [hidden, shown] = known === null ? [hidden + 1, shown] : [hidden, shown + 1];
        }
      }
      expect((await attackWithLinearPrograms(lootOf(released), threshold)).learned).toEqual([]);
    }), runs);
    // where more than half of the counts are small, a third can still be read
    expect(shown / (shown + hidden)).toBeGreaterThan(0.33);
  });

  test('of three dates that only grow: nothing hidden is recovered, and no change by few can be read', async () => {
    await fc.assert(fc.asyncProperty(groupsOf(kinds), groupsOf(kinds), groupsOf(kinds), async (first, second, third) => {
      const add = (a: readonly CountedGroup[], b: readonly CountedGroup[]) => a.map((group, at) => ({ ...group, count: group.count + b[at]!.count }));
      const dates = [first, add(first, second), add(add(first, second), third)].map((groups, at) => [counted(movedByKind, `201${at}`, groups)]);
      const released = await releaseAll(dates);
      expect((await attackWithLinearPrograms(lootOf(released), threshold)).learned).toEqual([]);
      for (const one of released) {
        for (const other of released) {
          for (const [key, value] of one.counts) {
            const change = Math.abs((other.counts.get(key) ?? value ?? 0) - (value ?? other.counts.get(key) ?? 0));
            expect(change === 0 || change >= threshold).toBe(true);
          }
        }
      }
    }), runs);
  });
});

describe('what holds fails without', () => {
  const groups = counties.flatMap((county, at) => kinds.map(([code], j) => ({ county, codes: [code!], count: at === 0 && j === 0 ? 3 : 20 + 7 * at + j })));
  const found = async (rules: Rules, dates: readonly (readonly CountedTable[])[]) => recovered(await attackWithLinearPrograms(lootOf(await releaseAll(dates, rules)), threshold));

  test('partners: a hidden count is its row\'s total less the others', async () => {
    const tables = [[counted(byKind, '2016', groups)]];
    expect(await found({ ...allRules, partners: false, attack: false }, tables)).toMatchObject([{ min: 3, max: 3 }]);
    expect(await found(allRules, tables)).toEqual([]);
  });

  test('the attack alone finds the same partners, later', async () => {
    expect(await found({ ...allRules, partners: false }, [[counted(byKind, '2016', groups)]])).toEqual([]);
  });

  test('dates: the two who came in a year are the difference of two counts', async () => {
    const later = groups.map((group, at) => ({ ...group, count: at === 5 ? group.count + 2 : group.count }));
    const dates = [[counted(byKind, '2016', groups)], [counted(byKind, '2017', later)]];
    const changed = async (rules: Rules) => {
      const [before, after] = await releaseAll(dates, rules);
      return [...before!.counts].filter(([key, value]) => value !== null && after!.counts.get(key) !== null && after!.counts.get(key) === value + 2).length;
    };
    expect(await changed({ ...allRules, changes: false })).toBeGreaterThan(0);
    expect(await changed(allRules)).toBe(0);
  });

  test('the attack: a count that only grows is no secret between two equal ones', async () => {
    // in the second year three people are hidden beside it, so it is hidden with them
    const few = [0, 3, 30];
    const groupsIn = (year: number) => counties.flatMap((county, at) => kinds.map(([code], j): CountedGroup => {
      if (at === 0) return { county, codes: [code!], count: [30, few[year]!, 50 + 20 * year][j]! };
      return { county, codes: [code!], count: 60 + 7 * at + j };
    }));
    const dates = ['2016', '2017', '2018'].map((asOf, year) => [counted(movedByKind, asOf, groupsIn(year))]);
    expect((await found({ ...allRules, attack: false }, dates)).length).toBeGreaterThan(0);
    expect(await found(allRules, dates)).toEqual([]);
  });

  test('dates in the attack: each year by itself gives nothing away, the three together do', async () => {
    const constant = counties.flatMap((county, at) => kinds.map(([code], j): CountedGroup => ({ county, codes: [code!], count: 20 + 7 * at + j })));
    const released = await releaseAll(['2016', '2017', '2018'].map((asOf) => [counted(movedByKind, asOf, constant)]));
    const hide = new Set(['1/test.kind=A', '1/test.kind=B', '2/test.kind=A', '2/test.kind=B']);
    const careless = released.map((one) => (one.asOf === '2017' ? { ...one, counts: new Map([...one.counts].map(([key, value]) => [key, hide.has(key) ? null : value])) } : one));
    const loot = lootOf(careless);
    expect(recovered(await attackWithLinearPrograms({ ...loot, orders: [] }, threshold))).toEqual([]);
    expect(recovered(await attackWithLinearPrograms(loot, threshold))).toHaveLength(4);
  });
});

describe('a county with another code', () => {
  const changes = [{ oldCode: '1', newCode: '9', effectiveFrom: '2018' }];
  const renamed: PlaceTree = { ...tree, cities: new Map([['C1', ['9', '2', '3']], ['C2', ['4', '5', '6']]]) };
  const before = counties.flatMap((county, at) => kinds.map(([code], j): CountedGroup => ({ county, codes: [code!], count: 30 + 9 * at + j })));
  const after = before.map(({ county, codes, count: people }, at): CountedGroup => ({ county: county === '1' ? '9' : county, codes, count: at === 0 ? people + 2 : people }));

  test('is the same county: its change by two people is hidden', async () => {
    const dates = [[counted(byKind, '2017', before)], [counted(byKind, '2019', after, renamed)]];
    const [, followed] = await releaseAll(dates, allRules, changes);
    const [, careless] = await releaseAll(dates, { ...allRules, changes: false }, changes);
    expect(followed!.counts.get('9/test.kind=A')).toBeNull();
    expect(careless!.counts.get('9/test.kind=A')).toBe(32);
  });

  test('lands that were joined or split have one name, others keep theirs', () => {
    const land = landBetween([{ oldCode: '1', newCode: '7', effectiveFrom: '2018' }, { oldCode: '2', newCode: '7', effectiveFrom: '2018' }, { oldCode: '3', newCode: '8', effectiveFrom: '2020' }], '2019', '2016');
    expect(new Set([land('1'), land('2'), land('7')]).size).toBe(1);
    expect([land('3'), land('8'), land('4')]).toEqual(['3', '8', '4']);
  });
});
