import { customType, integer, jsonb, numeric, pgSchema, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database, Transaction } from './database.ts';
import { connect } from './connect.ts';
import { deleteOtherRows, insertRows, upsertRows } from './insert-rows.ts';
import { table } from './table.ts';

const scratch = pgSchema('scratch');
const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });
const upper = customType<{ data: string; driverData: string }>({ dataType: () => 'text', toDriver: (value) => value.toUpperCase() });

const thing = table(scratch, 'thing', {
  groupCode: text().notNull(),
  number: integer().notNull(),
  name: text(),
  amount: numeric({ precision: 18, scale: 2 }),
  tags: text().array(),
  ranks: integer().array(),
  details: jsonb(),
  secret: bytea(),
  shouted: upper(),
  state: text().notNull().default('NEW'),
  madeAt: timestamp({ mode: 'string', withTimezone: true }).notNull().default(sql`now()`),
}, (t) => [primaryKey({ columns: [t.groupCode, t.number] })]);

const ddl = `create table scratch.thing (group_code text not null, number integer not null, name text,
  amount numeric(18,2), tags text[], ranks integer[], details jsonb, secret bytea, shouted text,
  state text not null default 'NEW', made_at timestamptz not null default now(), primary key (group_code, number))`;

const sent: string[] = [];
let db: Database;

const run = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => db.transaction({ scope: 'owner' }, work);
const read = async (columns: string): Promise<readonly (readonly unknown[])[]> =>
  (await run((tx) => tx.query(`select ${columns} from scratch.thing order by group_code, number`))).rows;

beforeAll(async () => {
  db = await connect({ onStatement: (statement) => sent.push(statement) });
  await run((tx) => tx.query('create schema scratch'));
  await run((tx) => tx.query(ddl));
});
beforeEach(() => run((tx) => tx.query('truncate scratch.thing')));
afterAll(() => db.close());

test('values arrive as they were given: nulls, arrays, quotes, Chinese, json, bytes', async () => {
  const name = `it's a "quote" \\ {a,b} 繁峙县 𠮷\n`;
  await run((tx) => insertRows(tx, thing, [
    {
      groupCode: '甲', number: 1, name, amount: '90071992547409.93', tags: ['a,b', '"', '山西', ''], ranks: [3, 1],
      details: { k: ['v', null] }, secret: new Uint8Array([0, 255, 92]), shouted: 'loud',
    },
    { groupCode: '甲', number: 2, name: null, tags: [] },
  ]));
  expect(await read('name, amount::text, to_json(tags)::text, to_json(ranks)::text, details::text, encode(secret, \'hex\'), shouted')).toEqual([
    [name, '90071992547409.93', '["a,b","\\"","山西",""]', '[3,1]', '{"k": ["v", null]}', '00ff5c', 'LOUD'],
    [null, null, '[]', null, null, null, null],
  ]);
});

test('a default is kept where no row gives the column, and filled in where only some do', async () => {
  await run((tx) => insertRows(tx, thing, [{ groupCode: 'a', number: 1 }, { groupCode: 'a', number: 2 }]));
  await run((tx) => insertRows(tx, thing, [{ groupCode: 'b', number: 1, state: 'OLD' }, { groupCode: 'b', number: 2 }]));
  expect(await read('state, made_at is not null')).toEqual([['NEW', true], ['NEW', true], ['OLD', true], ['NEW', true]]);
});

test('a default the database works out cannot be given by some rows only', async () => {
  const rows = [{ groupCode: 'a', number: 1, madeAt: '2016-07-31T00:00:00Z' }, { groupCode: 'a', number: 2 }];
  await expect(run((tx) => insertRows(tx, thing, rows))).rejects.toThrow(/made_at must be given in every row/);
});

test('a key that is no column is refused', async () => {
  const rows = [{ groupCode: 'a', number: 1, nmae: 'x' }];
  await expect(run((tx) => insertRows(tx, thing, rows))).rejects.toThrow(/no column for nmae/);
});

test('any number of rows goes in batches of one statement text', async () => {
  const rows = Array.from({ length: 4_500 }, (_, number) => ({ groupCode: 'a', number, name: number % 2 ? null : '名' }));
  sent.length = 0;
  expect(await run((tx) => insertRows(tx, thing, rows))).toBe(4_500);
  const inserts = sent.filter((statement) => statement.startsWith('insert'));
  expect([inserts.length, new Set(inserts).size]).toEqual([3, 1]);
  expect(await run((tx) => insertRows(tx, thing, []))).toBe(0);
});

test('large rows are sent in batches by size', async () => {
  const rows = Array.from({ length: 5 }, (_, number) => ({ groupCode: 'a', number, name: 'x'.repeat(2_000_000) }));
  sent.length = 0;
  await run((tx) => insertRows(tx, thing, rows));
  expect(sent.filter((statement) => statement.startsWith('insert'))).toHaveLength(3);
});

test('rows that are there already are passed over on demand, else the insert fails', async () => {
  const rows = [{ groupCode: 'a', number: 1 }, { groupCode: 'a', number: 2 }];
  await run((tx) => insertRows(tx, thing, rows.slice(0, 1)));
  expect(await run((tx) => insertRows(tx, thing, rows, { onConflict: 'nothing' }))).toBe(1);
  await expect(run((tx) => insertRows(tx, thing, rows))).rejects.toThrow();
});

test('an upsert inserts what is new, updates what differs and leaves the rest untouched', async () => {
  const rows = [1, 2, 3].map((number) => ({ groupCode: 'a', number, name: 'old', tags: ['x'] }));
  await run((tx) => insertRows(tx, thing, rows));
  const before = await read('number, xmin::text');
  const changed = [rows[0]!, { ...rows[1]!, name: null, tags: ['x'] }, { ...rows[2]!, tags: ['x', 'y'] }, { groupCode: 'b', number: 1, name: 'n', tags: [] }];
  expect(await run((tx) => upsertRows(tx, thing, changed, ['groupCode', 'number']))).toEqual({ inserted: 1, updated: 2 });
  expect(await run((tx) => upsertRows(tx, thing, changed, ['groupCode', 'number']))).toEqual({ inserted: 0, updated: 0 });
  expect((await read('number, xmin::text'))[0]).toEqual(before[0]);
  expect(await read('name')).toEqual([['old'], [null], ['old'], ['n']]);
});

test('an upsert leaves columns alone that no row gives', async () => {
  await run((tx) => insertRows(tx, thing, [{ groupCode: 'a', number: 1, name: 'kept', state: 'OLD' }]));
  await run((tx) => upsertRows(tx, thing, [{ groupCode: 'a', number: 1, state: 'NEW' }], ['groupCode', 'number']));
  expect(await read('name, state')).toEqual([['kept', 'NEW']]);
});

test('rows whose key is not given are deleted', async () => {
  const rows = [1, 2, 3].map((number) => ({ groupCode: 'a', number, name: '名' }));
  await run((tx) => insertRows(tx, thing, rows));
  expect(await run((tx) => deleteOtherRows(tx, thing, rows.slice(0, 2), ['groupCode', 'number']))).toBe(1);
  expect(await read('number')).toEqual([[1], [2]]);
});

test('many rows: what they share crosses once, and no value is read as a separator', async () => {
  const odd = ['', ' ', '\\', '{}', 'null', 'NULL', "it's", '\t\n\r', '𠮷', '\u0015', 'a\u001fb', 'a\u001eb', '\ud800'];
  const rows = Array.from({ length: 600 }, (_, at) => ({
    groupCode: 'same', number: at, name: at % 7 === 0 ? null : `name ${at}`, amount: '12.50', tags: at % 3 === 0 ? null : [`${at}`, '"', '{,}', ''], ranks: [at], details: { at, odd: ['\u001f', null] },
  }));
  sent.length = 0;
  await run((tx) => insertRows(tx, thing, rows));
  expect(sent.filter((text) => text.startsWith('insert'))).toHaveLength(1);
  expect(sent.find((text) => text.startsWith('insert'))).toMatch(/^insert .*"group_code".* \$2::text.* string_to_array/);
  expect((await read('group_code, number, name, amount::text, to_json(tags)::text, to_json(ranks)::text, details::text')).map((row) => [...row])).toEqual(rows.map(({ number, name, tags, ranks }) =>
    ['same', number, name, '12.50', tags && JSON.stringify(tags), JSON.stringify(ranks), `{"at": ${number}, "odd": ["\\u001f", null]}`]));
  const last = rows.map((row, at) => ({ ...row, groupCode: `g${at % 2}`, number: 1000 + at, name: at >= 300 ? `${odd[at % odd.length]}` : 'plain' }));
  sent.length = 0;
  const stored = last.map((row) => (row.name.isWellFormed() ? row : { ...row, name: '' }));
  await run((tx) => insertRows(tx, thing, stored));
  expect(sent.filter((text) => text.startsWith('insert'))).toHaveLength(2);
  const names = new Map((await read('number, name')).map(([number, name]) => [number, name]));
  expect(stored.map(({ number }) => names.get(number))).toEqual(stored.map(({ name }) => name));
});
