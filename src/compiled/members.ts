import { and, sql } from 'drizzle-orm';
import { membership } from '../db/tables/people.ts';
import { coreRecords } from '../schema/core-records.ts';
import { memberOrder, membersOf } from '../schema/roster.ts';
import { dayAsked, seenOn } from './day.ts';
import type { Json, Part, Planning, Selected } from './part.ts';
import { Rows } from './rows.ts';

/** The members of a household on a day, the head first. */
export const membersPart = (selected: Selected, planning: Planning): Part => {
  const { key } = selected;
  const plan = planning.below(selected, coreRecords.person.name);
  const asOf = dayAsked(selected);
  return {
    key,
    ask: (asked) => {
      asOf?.ask(asked);
      plan.ask(asked);
    },
    build: (into, build) => {
      const day = asOf?.of(into, build) ?? into.on;
      const { table, record, from, within } = build.record(coreRecords.person);
      const rows = new Rows({ table, record, day, identity: build.identity, relation: sql`${membership.relation}` });
      const finish = plan.build(rows, build);
      const belongs = and(sql`${rows.column('householdId')} = ${membership.householdId}`, sql`${rows.column('id')} = ${membership.personId}`, within);
      const order = sql.join([...memberOrder(build.identity, rows.column('bornOn')), sql`${rows.column('id')}`], sql`, `);
      const at = into.select(sql`(select coalesce(json_agg(x), '[]') from (select ${rows.list} from ${membership} inner join ${from} on ${belongs}
        where ${membersOf(seenOn(into, day))} order by ${order}) x)`);
      return (row, run, path) => (row[at] as readonly Json[]).map((one, index) => finish(one, run, `${path}${key}.${index}.`));
    },
  };
};
