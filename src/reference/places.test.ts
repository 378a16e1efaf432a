import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { loadReference } from './load.ts';
import { pinyinKey } from './place-rows.ts';
import { openReferenceDatabase } from './test-database.ts';
import { firstVintage, placeVintages, treeDate } from './vintages.ts';

let db: Database;
const rows = async (text: string, params: readonly unknown[] = []): Promise<readonly (readonly unknown[])[]> =>
  (await db.transaction({ scope: 'owner', readOnly: true }, (tx) => tx.query(text, params))).rows;
const one = async (text: string, params: readonly unknown[] = []): Promise<readonly unknown[]> => (await rows(text, params))[0] ?? [];
const on = (alias = ''): string => `${alias}valid_from <= $1::date and (${alias}valid_to is null or ${alias}valid_to > $1::date)`;

beforeAll(async () => {
  db = await openReferenceDatabase();
  await loadReference(db);
}, 60_000);
afterAll(() => db.close());

/** County level with and without zones, townships, villages, village committees; from the provenance of the data. */
const counted: Readonly<Record<(typeof placeVintages)[number], readonly number[]>> = {
  '2016-07-31': [119, 119, 1_451, 30_197, 27_800],
  '2017-10-31': [125, 119, 1_482, 30_358, 27_879],
  '2018-10-31': [122, 117, 1_485, 29_683, 27_038],
  '2019-10-31': [122, 117, 1_488, 27_966, 25_206],
  '2020-06-30': [122, 117, 1_491, 23_465, 20_570],
  '2021-10-31': [122, 117, 1_358, 21_865, 18_930],
  '2022-10-31': [122, 117, 1_355, 21_875, 18_874],
  '2023-06-30': [121, 117, 1_352, 21_895, 18_851],
};

describe('the place tree', () => {
  test.each(placeVintages)('has the units of the list of %s', async (vintage) => {
    expect(await one(
      `select count(*) filter (where level = 'PROVINCE')::int, count(*) filter (where level = 'CITY')::int,
        count(*) filter (where level = 'COUNTY')::int, count(*) filter (where level = 'COUNTY' and not is_statistical)::int,
        count(*) filter (where level = 'TOWNSHIP')::int, count(*) filter (where level = 'VILLAGE')::int,
        count(*) filter (where kind = 'VILLAGE_COMMITTEE')::int
      from core.place where ${on()}`, [vintage])).toEqual([1, 11, ...counted[vintage]]);
  });

  test('holds every row of the file and nothing else', async () => {
    expect(await one('select count(*)::int, count(distinct code)::int, min(valid_from)::text from core.place')).toEqual([41_127, 39_460, firstVintage]);
  });

  test('gives every unit its parent and ancestors on every date', async () => {
    for (const vintage of placeVintages) {
      expect(await one(
        `select count(*)::int from core.place as c left join core.place as p on p.code = c.parent_code and ${on('p.')}
        where ${on('c.')} and c.level <> 'PROVINCE' and (p.code is null
          or p.level <> (case c.level when 'CITY' then 'PROVINCE' when 'COUNTY' then 'CITY' when 'TOWNSHIP' then 'COUNTY' else 'TOWNSHIP' end)
          or (p.level <> 'PROVINCE' and p.city_code <> c.city_code)
          or (p.level in ('COUNTY', 'TOWNSHIP') and p.county_code <> c.county_code)
          or (p.level = 'TOWNSHIP' and p.township_code <> c.township_code))`, [vintage])).toEqual([0]);
    }
  });

  test('puts own codes at the own level', async () => {
    expect(await rows(`select level, city_code, county_code, township_code from core.place
      where code in ('140000', '140100', '140105', '140105001', '140105001001') and ${on()} order by code`, [firstVintage])).toEqual([
      ['PROVINCE', null, null, null],
      ['CITY', '140100', null, null],
      ['COUNTY', '140100', '140105', null],
      ['TOWNSHIP', '140100', '140105', '140105001'],
      ['VILLAGE', '140100', '140105', '140105001'],
    ]);
  });

  test('tells statistical units from the towns and villages below them', async () => {
    expect(await rows(`select distinct name, kind, is_statistical from core.place where code in ('140971', '140971100', '140108400') order by kind`)).toEqual([
      ['太原中北高新技术产业开发区', 'SIMILAR_TOWNSHIP_UNIT', true],
      ['五台山风景名胜区', 'STATISTICAL_ZONE', true],
      ['台怀镇', 'TOWN', false],
    ]);
    expect(await one(`select count(*)::int, bool_or(is_statistical) from core.place where county_code = '140971' and kind = 'VILLAGE_COMMITTEE'`))
      .toEqual([expect.toSatisfy((count: number) => count > 0), false]);
  });

  test('knows the pinyin of every county but the zones', async () => {
    expect(await rows(`select distinct code from core.place where level in ('PROVINCE', 'CITY', 'COUNTY') and name_pinyin is null and kind <> 'STATISTICAL_ZONE'`)).toEqual([]);
    expect(await rows(`select distinct name from core.place where pinyin_key like '%fanshi%'`)).toEqual([['繁峙县']]);
    expect(pinyinKey('Lüliang Shi')).toBe('luliangshi');
  });

  test('is read on the first list for days before it', () => {
    expect([treeDate('2014-12-31'), treeDate('2018-01-01')]).toEqual([firstVintage, '2018-01-01']);
  });
});

describe('designations', () => {
  const counts = (day: string) => rows(`select kind, count(*)::int from core.place_designation where ${on()} group by kind order by kind`, [day]);
  const expected = [['CONTIGUOUS_AREA', 21], ['NATIONAL_KEY_COUNTY', 36], ['PROVINCIAL_KEY_COUNTY', 22]];

  test.each([firstVintage, '2018-10-30', '2018-10-31', '2020-12-31'])('are 36, 22 and 21 on %s', async (day) => {
    expect(await counts(day)).toEqual(expected);
  });

  test('of the contiguous areas are 13 and 8', async () => {
    expect(await rows(`select contiguous_area, count(*)::int from core.place_designation where kind = 'CONTIGUOUS_AREA' and ${on()} group by 1 order by 1`, [firstVintage]))
      .toEqual([['LULIANG', 13], ['YANSHAN_TAIHANG', 8]]);
  });

  test('end by year as assessed', async () => {
    expect(await rows(`select exit_year, count(distinct code)::int from core.place_designation where ${on()} group by 1 order by 1`, [firstVintage]))
      .toEqual([[2017, 15], [2018, 26], [2019, 17]]);
  });

  test('belong to places of their date', async () => {
    for (const vintage of placeVintages) {
      expect(await rows(`select d.code from core.place_designation as d where ${on('d.')}
        and not exists (select from core.place as p where p.code = d.code and p.level = 'COUNTY' and ${on('p.')})`, [vintage])).toEqual([]);
    }
  });

  test('pass from 大同县 to 云州区', async () => {
    expect(await rows(`select code, kind, valid_from::text, valid_to::text, exit_year from core.place_designation
      where code in ('140227', '140215') order by kind, valid_from`)).toEqual([
      ['140227', 'CONTIGUOUS_AREA', '2012-12-11', '2018-10-31', 2018],
      ['140215', 'CONTIGUOUS_AREA', '2018-10-31', null, 2018],
      ['140227', 'NATIONAL_KEY_COUNTY', '2016-07-31', '2018-10-31', 2018],
      ['140215', 'NATIONAL_KEY_COUNTY', '2018-10-31', null, 2018],
    ]);
  });
});

test('the 14 changes join units of the two vintages', async () => {
  expect(await rows('select relation, count(*)::int, count(*) filter (where is_whole)::int from core.place_event group by 1 order by 1'))
    .toEqual([['MERGED', 3, 3], ['REPLACED', 6, 6], ['SPLIT', 5, 0]]);
  expect(await one(`select count(*)::int from core.place_event as e
    join core.place as o on o.code = e.old_code and o.name = e.old_name and o.valid_to = e.first_vintage_new
    join core.place as n on n.code = e.new_code and n.name = e.new_name and n.valid_from <= e.effective_from`)).toEqual([14]);
});
