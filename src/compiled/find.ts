import { and, sql } from 'drizzle-orm';
import { householdRegistry } from '../db/tables/household.ts';
import { mayRead } from '../access/identity.ts';
import type { AnyRecord } from '../records/define.ts';
import type { FieldFact } from '../records/facts.ts';
import { localIdOf, typenameOf } from '../records/global-id.ts';
import { requireReader, scopeOf } from '../records/listing.ts';
import { existsOn, type PlaceNode } from '../schema/place-data.ts';
import { checkPlaceCode } from '../schema/place-id.ts';
import type { Asked, Day } from './asked.ts';
import { argsOf } from './day.ts';
import { placeByCode, rowById } from './one.ts';
import { type Json, NotCompiled, type ObjectPlan, type Part, type Planning, type Selected } from './part.ts';
import { standIn } from './slot.ts';

/** What was looked for: where it is among the values, and the day to see it on. */
interface Sought {
  readonly at: number;
  readonly day: Day;
}

const today = ({ today: day }: Asked): Day => day;

const byId = (selected: Selected, record: AnyRecord, plan: ObjectPlan): Part => ({
  key: selected.key,
  ask: (asked) => {
    requireReader(asked.asking.identity);
    const { id } = argsOf<{ readonly id?: string | null }>(selected, asked);
    if (!id) throw new NotCompiled('other ways to look somebody up');
    asked.note<Sought>(selected, { at: asked.slot(localIdOf(id, record.name)), day: today(asked) });
    plan.ask(asked);
  },
  build: (rows, build) => {
    const { at, day } = build.asked.noted<Sought>(selected);
    return rowById(rows, build, record, sql`${standIn(at)}::uuid`, day, plan, selected.key);
  },
});

const byNumber = (selected: Selected, record: AnyRecord, plan: ObjectPlan): Part => ({
  key: selected.key,
  ask: (asked) => {
    requireReader(asked.asking.identity);
    const { registrationNumber, asOf } = argsOf<{ readonly registrationNumber: string; readonly asOf?: string | null }>(selected, asked);
    asked.note<Sought>(selected, { at: asked.slot(registrationNumber), day: asOf ? asked.day(asOf) : today(asked) });
    asked.shaped(asOf ? '+' : '-');
    plan.ask(asked);
  },
  build: (rows, build) => {
    const { at, day } = build.asked.noted<Sought>(selected);
    const found = and(sql`${householdRegistry.registrationNumber} = ${standIn(at)}`, scopeOf(build.identity, householdRegistry));
    return rowById(rows, build, record, sql`(select ${householdRegistry.householdId} from ${householdRegistry} where ${found})`, day, plan, selected.key);
  },
});

/** What the form of a code says of the level; the row has the last word. */
const levelOf = (code: string): PlaceNode['level'] =>
  (code.length === 12 ? 'VILLAGE' : code.length === 9 ? 'TOWNSHIP' : code.endsWith('0000') ? 'PROVINCE' : code.endsWith('00') ? 'CITY' : 'COUNTY');

interface SoughtPlace extends Sought {
  readonly level: PlaceNode['level'];
}

const placeByItsCode = (selected: Selected, plan: ObjectPlan): Part => ({
  key: selected.key,
  ask: (asked) => {
    const { code, asOf } = argsOf<{ readonly code: string; readonly asOf?: string | null }>(selected, asked);
    const level = levelOf(checkPlaceCode(code));
    asked.note<SoughtPlace>(selected, { at: asked.slot(code), day: asOf == null ? today(asked) : asked.day(asOf), level });
    asked.shaped([level, asOf == null]);
    asked.below({ level, asOf: asOf ?? asked.asking.today }, () => plan.ask(asked));
  },
  build: (rows, build) => {
    const { at, day, level } = build.asked.noted<SoughtPlace>(selected);
    const checked: ObjectPlan = {
      ask: plan.ask,
      build: (own, inner) => {
        const [validTo, ofLevel] = [own.own('validTo'), own.own('level')];
        const finish = plan.build(own, inner);
        return (row: Json, run, path) => {
          if (!existsOn({ validTo: row[validTo], asOf: run.values[day.at] } as PlaceNode)) return null;
          if (row[ofLevel] !== level) throw new NotCompiled('a place of another level than its code');
          return finish(row, run, path);
        };
      },
    };
    return placeByCode(rows, build, sql`${standIn(at)}`, day, checked, { key: selected.key, level });
  },
});

interface SoughtNode extends Sought {
  readonly typename: string;
}

/** A node by its id, which says what type it is of: each type has a plan of its own. */
const byNodeId = (selected: Selected, planning: Planning): Part => {
  const plans = new Map<string, ObjectPlan>();
  const planOf = (typename: string): ObjectPlan => {
    const plan = plans.get(typename) ?? planning.below(selected, typename);
    plans.set(typename, plan);
    return plan;
  };
  return {
    key: selected.key,
    ask: (asked) => {
      const { identity } = asked.asking;
      const { id } = argsOf<{ readonly id: string | { readonly typename: string } }>(selected, asked);
      const typename = typenameOf(String(id));
      if (!planning.recordOf(typename) || !mayRead(identity, 'internal')) throw new NotCompiled('this node');
      asked.shaped(typename);
      asked.note<SoughtNode>(selected, { at: asked.slot(localIdOf(String(id), typename)), day: today(asked), typename });
      planOf(typename).ask(asked);
    },
    build: (rows, build) => {
      const { at, day, typename } = build.asked.noted<SoughtNode>(selected);
      return rowById(rows, build, planning.recordOf(typename) as AnyRecord, sql`${standIn(at)}::uuid`, day, planOf(typename), selected.key);
    },
  };
};

/** One row that the root is asked for: by id, by the number of a household, or by the code of a place. */
export const findPart = (selected: Selected, { by, of }: Extract<FieldFact, { readonly is: 'find' }>, planning: Planning): Part => {
  if (by === 'node') return byNodeId(selected, planning);
  const plan = planning.below(selected, of?.name ?? 'Place');
  if (by === 'place') return placeByItsCode(selected, plan);
  return by === 'id' ? byId(selected, of as AnyRecord, plan) : byNumber(selected, of as AnyRecord, plan);
};
