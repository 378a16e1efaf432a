import type { Database } from '../../../src/db/database.ts';
import { fieldsOf } from '../../../src/records/define.ts';
import { allRecords } from '../declared.ts';
import { globalIdOf } from '../ids.ts';
import { isAccounts, type LeakTable } from './catalogue.ts';
import type { Planted } from './planting.ts';
import { asSuperuser } from './unlocked.ts';
import type { Pools } from './values.ts';

const perColumn = 24;
const perType = 60;

const typeOfIds = (record: string, field: string): string => {
  const spec = allRecords.find(({ name }) => name === record)?.fields as Record<string, { ref?: () => { name: string }; person?: true; household?: true } | undefined> | undefined;
  const of = spec?.[field];
  return of?.ref?.().name ?? (of?.person ? 'Person' : of?.household ? 'Household' : record);
};

/** Every n-th of them, so that all counties take part. */
const spread = <T>(from: readonly T[], most: number): T[] => from.filter((_, at) => at % Math.ceil(from.length / most) === 0);

const valuesOf = async (db: Database, tables: readonly LeakTable[]): Promise<Map<string, readonly unknown[]>> =>
  asSuperuser(db, async (tx) => {
    const values = new Map<string, readonly unknown[]>();
    for (const { sql, record, columns } of tables) {
      if (!record) continue;
      const declared = new Set(fieldsOf(allRecords.find(({ name }) => name === record) as never).map(([name]) => name));
      for (const { key, name, type, kind } of columns.filter((column) => declared.has(column.key))) {
        const { rows } = await tx.query(`select "${name}"::text from (select distinct "${name}" from ${sql} where "${name}" is not null) t order by md5("${name}"::text) limit ${perColumn}`);
        const texts = rows.map(([value]) => String(value));
        values.set(`${record}.${key}`, kind === 'id' ? texts.map((id) => globalIdOf(typeOfIds(record, key), id)) : type.endsWith('[]') ? [] : texts);
      }
    }
    return values;
  });

/** Values to ask with, from all rows of all counties. */
export const poolsOf = async (db: Database, planted: Planted, indicators: readonly string[]): Promise<Pools> => {
  const values = await valuesOf(db, planted.tables.filter((table) => !isAccounts(table)));
  const ids = new Map(planted.tables.filter(({ record }) => record).map((table) =>
    [table.record as string, spread(planted.rows.get(table) ?? [], perType).map(({ id }) => globalIdOf(table.record as string, id ?? ''))]));
  const tokens = [...planted.tokens.entries()];
  const places = await db.transaction({ scope: 'owner', readOnly: true }, async (tx) =>
    (await tx.query("select distinct village_code from core.household union select '140000' union select code from core.place where level in ('CITY', 'COUNTY')")).rows.map(([code]) => String(code)));
  const households = [...planted.byUuid.values()].flat().flatMap(({ areas }) => areas);
  const idNumbers = spread(tokens.filter(([token]) => /^\d{17}[\dX]$/.test(token)).map(([token]) => token), perType);
  return {
    of: (record, field) => values.get(`${record}.${field}`) ?? [],
    ids: (type) => ids.get(type) ?? [],
    types: [...ids.keys()],
    registrationNumbers: spread(tokens.filter(([, { column }]) => column.name === 'registration_number').map(([token]) => token), perType),
    idNumbers,
    places: [...places, ...spread(households, 40), ...spread(households, 40).map((code) => code.slice(0, 9))],
    words: [...values.values()].flat().filter((value): value is string => typeof value === 'string' && value.startsWith('ZQ')),
    days: ['2014-01-01', '2016-07-31', '2016-12-31', '2018-10-31', '2019-06-30', '2020-12-01', '1949-10-01', '2030-01-01'],
    indicators,
    subjects: ['demo-county-clerk', 'demo-auditor', 'leak-village-clerk'],
    cursors: [],
  };
};
