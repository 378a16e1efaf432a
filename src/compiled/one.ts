import { type SQL, sql } from 'drizzle-orm';
import { place } from '../db/tables/places.ts';
import type { AnyRecord } from '../records/define.ts';
import type { FieldFact } from '../records/facts.ts';
import { columnOf, idColumnOf } from '../records/listing.ts';
import type { Build } from './build.ts';
import { dayAsked, seenOn } from './day.ts';
import type { Day } from './asked.ts';
import type { Finish, Json, ObjectPlan, Part, Planning, Selected } from './part.ts';
import { Rows } from './rows.ts';
import { standIn } from './slot.ts';
import { withheld } from './value.ts';

/** At most one row, as JSON. */
const oneRow = (rows: Rows, from: SQL, rest: SQL): SQL => sql`(select row_to_json(x) from (select ${rows.list} from ${from} ${rest} limit 1) x)`;

/** Of a person who moved there is a row in each household: the one recorded now, else always the same one. */
const latest = ({ table }: AnyRecord): SQL => {
  const [id, household, current] = ['id', 'householdId', 'current'].map((key) => columnOf(table, key));
  if (!id || !household) return sql``;
  return current ? sql` order by ${current} desc, ${household}` : sql` order by ${household}`;
};

/** An object that is read from a column of its own. */
export const nested = (at: string, finish: Finish, key: string): Finish => (row, run, path) =>
  (row[at] === null ? null : finish(row[at] as Json, run, `${path}${key}.`));

/** The row of a record with this id, within reach; what it finishes to stands in a column of `into`. */
export const rowById = (into: Rows, build: Build, of: AnyRecord, id: SQL, day: Day, plan: ObjectPlan, key: string): Finish => {
  const source = build.record(of);
  const rows = new Rows({ table: source.table, record: source.record, day, identity: build.identity });
  const finish = plan.build(rows, build);
  const within = source.within ? sql` and ${source.within}` : sql``;
  const at = into.select(oneRow(rows, source.from, sql`where ${idColumnOf(source.record)} = ${id}${within}${latest(source.record)}`));
  return nested(at, finish, key);
};

/** The row that a column names. It is seen today, whatever day the row around it is seen on. */
export const rowPart = (selected: Selected, fact: Extract<FieldFact, { readonly is: 'row' }>, planning: Planning): Part => {
  const { key } = selected;
  const of = fact.of();
  const plan = planning.below(selected, of.name);
  return {
    key,
    ask: plan.ask,
    build: (rows, build) => withheld(rows, fact.class, key) ?? rowById(rows, build, of, sql`${rows.column(fact.column)}`, build.today, plan, key),
  };
};

/** A place by its code as of a day: the unit that has it then, else the last that had it before. */
export const placeByCode = (into: Rows, build: Build, code: SQL, day: Day, plan: ObjectPlan, more: { readonly key: string; readonly level?: Rows['level'] }): Finish => {
  const source = build.table(place);
  const rows = new Rows({ table: source.table, day, identity: build.identity, level: more.level });
  const finish = plan.build(rows, build);
  const tree = standIn<string>(day.tree);
  const at = into.select(oneRow(rows, source.from, sql`where ${rows.column('code')} = ${code} and ${rows.column('validFrom')} <= ${tree}::date order by ${rows.column('validFrom')} desc`));
  return nested(at, finish, more.key);
};

/** The place that a row names. */
export const placePart = (selected: Selected, fact: Extract<FieldFact, { readonly is: 'place' }>, planning: Planning): Part => {
  const { key } = selected;
  const plan = planning.below(selected, 'Place');
  const asOf = dayAsked(selected);
  return {
    key,
    ask: (asked) => {
      asOf?.ask(asked);
      asked.below(undefined, () => plan.ask(asked));
    },
    build: (rows, build) => {
      const day = asOf?.of(rows, build) ?? rows.on;
      return withheld(rows, fact.class, key) ?? placeByCode(rows, build, fact.sql(seenOn(rows, day)), day, plan, { key });
    },
  };
};
