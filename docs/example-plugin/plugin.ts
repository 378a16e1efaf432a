import { sql } from 'drizzle-orm';
import { check, index, integer, pgSchema, unique } from 'drizzle-orm/pg-core';
import { civilDate, coded, countyRecord, defineCodes, insertRows, placeCode, table } from '#db';
import { definePlugin } from '#plugin';
import { defineRecord, internal, notInFuture } from '#records';

const water = pgSchema('water');

const kind = defineCodes('water.problem_kind', 'WaterProblemKind', ['水问题', 'Problem with water'], {
  SCARCE: ['水少', 'Scarce'],
  DIRTY: ['水脏', 'Dirty'],
  DISTANT: ['水远', 'Distant'],
});
const status = defineCodes('water.problem_status', 'WaterProblemStatus', ['进度', 'Progress'], {
  FOUND: ['发现', 'Found'],
  SOLVED: ['解决', 'Solved'],
});

const waterProblems = table(water, 'problem', {
  ...countyRecord(),
  villageCode: placeCode().notNull(),
  kind: coded(kind).notNull(),
  persons: integer().notNull(),
  foundOn: civilDate().notNull(),
  solvedOn: civilDate(),
  status: coded(status).notNull().default('FOUND'),
}, (t) => [
  unique('problem_key').on(t.countyCode, t.villageCode, t.kind, t.foundOn),
  index().on(t.countyCode, t.id),
  index().on(t.villageCode),
  check('problem_persons', sql`${t.persons} > 0`),
]);

const waterProblem = defineRecord({
  table: waterProblems,
  name: 'WaterProblem',
  about: 'county',
  title: ['村饮水问题', "Problem with a village's water"],
  measures: ['A12-M01'],
  action: 12,
  place: 'villageCode',
  key: ['villageCode', 'kind', 'foundOn'],
  rules: [notInFuture('foundOn')],
  status: { initial: 'FOUND', moves: { SOLVED: { from: ['FOUND'], dates: 'solvedOn' } } },
  fields: {
    villageCode: internal('村', 'Village', { place: true }),
    kind: internal('问题', 'Problem'),
    persons: internal('受影响人口', 'Persons affected'),
    foundOn: internal('发现日期', 'Found on'),
    solvedOn: internal('解决日期', 'Solved on', { readOnly: true }),
    status: internal('进度', 'Progress'),
  },
});

/** Water: action 12. One kind of record, to begin with. */
export const waterPlugin = definePlugin({
  id: 'water',
  title: { zh: '水利扶贫', en: 'Water' },
  actions: [12],
  contract: 1,
  db: { schema: water, migrations: new URL('./migrations/', import.meta.url) },
  records: [waterProblem],
  codes: [kind, status],
  measures: { 'A12-M01': [{ record: 'WaterProblem', fields: ['villageCode', 'kind', 'persons', 'foundOn', 'solvedOn', 'status'] }] },
  demo: async (tx, kit) => {
    const villages = kit.counties.flatMap((county) => county.villages.map((villageCode) => ({ countyCode: county.code, villageCode })));
    await insertRows(tx, waterProblems, villages.map((village) => (
      { ...village, id: kit.uuid(), kind: kit.pick(kind.values), persons: kit.between(10, 200), foundOn: kit.dateIn(2016, 2019) }
    )));
  },
});
