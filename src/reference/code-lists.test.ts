import { afterAll, beforeAll, expect, test } from 'vitest';
import { defineCodes, type CodeList } from '../db/codes.ts';
import type { Database } from '../db/database.ts';
import * as places from '../db/codes/places.ts';
import * as programmes from '../db/codes/programmes.ts';
import { syncCodeLists } from './code-lists.ts';
import { openReferenceDatabase } from './test-database.ts';

let db: Database;
const sync = (lists: readonly CodeList[], today: string) => db.transaction({ scope: 'owner' }, (tx) => syncCodeLists(tx, lists, today));
const stored = async (): Promise<readonly (readonly unknown[])[]> =>
  (await db.transaction({ scope: 'owner' }, (tx) => tx.query(
    `select code, zh, valid_from::text, valid_to::text, sort from core.code where list_id = 'test.colour' order by code, valid_from`))).rows;

const colours = (codes: Readonly<Record<string, readonly [string, string]>>): CodeList => defineCodes('test.colour', 'Colour', ['颜色', 'Colour'], codes);
const red = ['红', 'Red'] as const;
const blue = ['蓝', 'Blue'] as const;

beforeAll(async () => { db = await openReferenceDatabase(); }, 60_000);
afterAll(() => db.close());

test('codes are opened, retitled, closed and opened again', async () => {
  expect(await sync([colours({ RED: red, BLUE: blue })], '2016-01-01')).toEqual({ opened: 2, retitled: 0, closed: 0 });
  expect(await sync([colours({ RED: red, BLUE: blue })], '2016-02-01')).toEqual({ opened: 0, retitled: 0, closed: 0 });
  expect(await sync([colours({ RED: ['赤', 'Red'] })], '2017-01-01')).toEqual({ opened: 0, retitled: 1, closed: 1 });
  expect(await stored()).toEqual([['BLUE', '蓝', '2016-01-01', '2017-01-01', 1], ['RED', '赤', '2016-01-01', null, 0]]);
  expect(await sync([colours({ RED: ['赤', 'Red'], BLUE: blue })], '2018-01-01')).toEqual({ opened: 1, retitled: 0, closed: 0 });
  expect((await stored()).filter(([code]) => code === 'BLUE')).toEqual([
    ['BLUE', '蓝', '2016-01-01', '2017-01-01', 1], ['BLUE', '蓝', '2018-01-01', null, 1],
  ]);
});

test('a code dropped and declared again on one day stays as it was', async () => {
  const before = await stored();
  await sync([colours({ RED: ['赤', 'Red'] })], '2019-01-01');
  expect(await sync([colours({ RED: ['赤', 'Red'], BLUE: blue })], '2019-01-01')).toEqual({ opened: 1, retitled: 0, closed: 0 });
  expect(await stored()).toEqual(before);
});

test('lists that are not declared keep their codes', async () => {
  const before = await stored();
  await sync([...Object.values(places), ...Object.values(programmes)], '2020-01-01');
  expect(await stored()).toEqual(before);
});
