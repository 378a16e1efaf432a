import { boolean, bigint, customType, date, doublePrecision, integer, jsonb, numeric, pgSchema, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { inArray, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { parseArray, toParameter } from '../../src/db/engine-values.ts';
import { engines, type EngineUnderTest } from './engines.ts';

const id = '018f3c2a-0000-7000-8000-000000000001';

/** SQL expression and the value it must have, the same in every engine. */
const values: readonly (readonly [expression: string, value: unknown])[] = [
  ["'2016-02-29'::date", '2016-02-29'],
  ["'infinity'::date", 'infinity'],
  ["'2020-01-01 08:00:00.123456+08'::timestamptz", '2020-01-01 00:00:00.123456+00'],
  ["'2020-01-01 08:00:00'::timestamp", '2020-01-01 08:00:00'],
  ["'12:30'::time", '12:30:00'],
  ["'1 day 02:00'::interval", '1 day 02:00:00'],
  ['12345678901234567890.10::numeric(22,2)', '12345678901234567890.10'],
  ['9007199254740993::bigint', '9007199254740993'],
  ['2147483647::int', 2_147_483_647],
  ['7::smallint', 7],
  ['0.1::float8', 0.1],
  ["'Infinity'::float8", Number.POSITIVE_INFINITY],
  ['true', true],
  ['null::int', null],
  ["'有余 😀'::text", '有余 😀'],
  [`'${id}'::uuid`, id],
  [`'{"a": [1, null, "x"]}'::jsonb`, { a: [1, null, 'x'] }],
  [`'"text"'::json`, 'text'],
  ["'\\xdeadbeef'::bytea", Buffer.from('deadbeef', 'hex')],
  [`'{a,NULL,"NULL","b c","q\\"\\\\",""}'::text[]`, ['a', null, 'NULL', 'b c', 'q"\\', '']],
  ["'{{1,2},{3,NULL}}'::int[]", [[1, 2], [3, null]]],
  ["'[0:1]={1.50,2}'::numeric[]", ['1.50', '2']],
  [`array['${id}']::uuid[]`, [id]],
  ["'{2016-02-29,NULL}'::date[]", ['2016-02-29', null]],
  ["'{t,f}'::bool[]", [true, false]],
  ["array['{\"a\": 1}']::jsonb[]", [{ a: 1 }]],
  ["'{}'::text[]", []],
  ["'{9007199254740993}'::bigint[]", ['9007199254740993']],
];

const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });
const sample = pgSchema('sample').table('sample', {
  id: uuid('id').primaryKey(), born: date('born'), at: timestamp('at', { withTimezone: true }),
  money: numeric('money', { precision: 18, scale: 2 }),
  big: bigint('big', { mode: 'bigint' }), small: integer('small'), share: doublePrecision('share'), yes: boolean('yes'),
  note: jsonb('note'), tags: text('tags').array(), ids: uuid('ids').array(), sums: numeric('sums').array(), raw: bytes('raw'),
});
const row = {
  id, born: '2016-02-29', at: new Date('2020-01-01T00:00:00.123Z'), money: '9999999999999999.99', big: 9_007_199_254_740_993n, small: -1, share: 0.1, yes: false,
  note: { 名: ['x', null, 1.5] }, tags: ['a,b', '"', '\\', '贫'], ids: [id], sums: ['1.10', '2.20'], raw: Buffer.from('00ff', 'hex'),
};

describe.each(engines)('values through %s', (_name, start) => {
  let engine: EngineUnderTest;
  let database: Database;
  beforeAll(async () => { engine = await start(); database = await engine.open(); }, 60_000);
  afterAll(async () => { await database?.close(); await engine?.close(); });
  const one = async (text: string, params: readonly unknown[] = []): Promise<unknown> =>
    (await database.transaction({ scope: 'owner' }, (tx) => tx.query(text, params))).rows[0]?.[0];

  test.each(values)('%s', async (expression, value) => {
    expect(await one(`select ${expression}`)).toEqual(value);
  });

  test('parameters: arrays, null elements, json as text, dates, bytes, booleans', async () => {
    expect(await one('select $1::uuid = any($2::uuid[])', [id, [null, id]])).toBe(true);
    expect(await one('select $1::text[]', [['a', null, 'NULL', 'q"\\{},', '']])).toEqual(['a', null, 'NULL', 'q"\\{},', '']);
    expect(await one('select array_length($1::numeric[], 1)', [['1.5', null, 2]])).toBe(3);
    expect(await one('select $1::int[]', [[[1, 2], [3, 4]]])).toEqual([[1, 2], [3, 4]]);
    expect(await one('select ($1::text)::json', ['{"a": [1]}'])).toEqual({ a: [1] });
    expect(await one('select $1::jsonb', [{ a: [1] }])).toEqual({ a: [1] });
    expect(await one('select $1::timestamptz', [new Date('2020-01-01T00:00:00Z')])).toBe('2020-01-01 00:00:00+00');
    expect(await one('select $1::bytea', [Buffer.from('00ff', 'hex')])).toEqual(Buffer.from('00ff', 'hex'));
    expect(await one('select $1::boolean', [false])).toBe(false);
    expect(await one('select $1::bigint', [9_007_199_254_740_993n])).toBe('9007199254740993');
    expect(await one('select $1::text', [undefined])).toBe(null);
  });

  test('a row through drizzle comes back as it went', async () => {
    await database.transaction({ scope: 'owner' }, async ({ orm }) => {
      await orm.execute(sql`create schema sample`);
      await orm.execute(sql`create table sample.sample (id uuid primary key, born date, at timestamptz, money numeric(18,2), big bigint, small int,
        share float8, yes boolean, note jsonb, tags text[], ids uuid[], sums numeric[], raw bytea)`);
      await orm.insert(sample).values([row, { id: '018f3c2a-0000-7000-8000-000000000002' }]);
      const found = await orm.select().from(sample).where(inArray(sample.id, [id]));
      expect(found).toEqual([row]);
      const empty = orm.select({ yes: sample.yes, tags: sample.tags }).from(sample).where(sql`${sample.yes} is null`);
      expect(await empty).toEqual([{ yes: null, tags: null }]);
    });
  });

  test('any text array makes the round trip', async () => {
    const textArray = fc.array(fc.option(fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', ''))), { maxLength: 5 });
    await database.transaction({ scope: 'owner' }, (tx) => fc.assert(
      fc.asyncProperty(textArray, async (array) => { expect((await tx.query('select $1::text[]', [array])).rows).toEqual([[array]]); }),
      { numRuns: 200 },
    ));
  });

  test('counts', async () => {
    await database.transaction({ scope: 'owner' }, async (tx) => {
      await tx.query('create table counted (number int)');
      expect(await tx.query('insert into counted select generate_series(1, 5)')).toEqual({ rows: [], count: 5 });
      expect((await tx.query('update counted set number = 0 where number > $1 returning number', [3])).count).toBe(2);
      expect((await tx.query('select * from counted where false')).count).toBe(0);
      expect((await tx.query('explain select 1')).rows.length).toBeGreaterThan(0);
    });
  });
});

test('nested arrays and empty ones', () => {
  expect(toParameter([[1, null], ['a"', []]])).toBe('{{"1",NULL},{"a\\"",{}}}');
  expect(parseArray('{}', String)).toEqual([]);
});
