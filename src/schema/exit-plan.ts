import { exitPlanKind } from '../db/codes/programmes.ts';
import { exitPlan } from '../db/tables/programmes.ts';
import { bilingual, type TypeShelf } from '../records/kit.ts';
import { programmeRefs, refDescription } from './programme-refs.ts';

/** How many people and counties are to exit, year by year. */
export const defineExitPlan = (shelf: TypeShelf): void => {
  const { exitPlan: ref } = programmeRefs(shelf.builder);
  ref.implement({
    description: '年度退出计划 / How many are to exit in a year',
    fields: (t) => ({
      year: t.exposeInt('year', { description: '年份 / Year' }),
      kind: t.expose('kind', { type: shelf.enumOf(exitPlanKind), description: bilingual(exitPlanKind.title) }),
      value: t.exposeInt('value', { description: '数量 / How many' }),
      ref: t.exposeString('ref', { description: refDescription }),
    }),
  });
  shelf.builder.queryField('exitPlan', (t) =>
    t.field({
      type: [ref],
      description: '年度退出计划 / The exit plan, by year',
      resolve: (_, __, { tx }) => tx.orm.select().from(exitPlan).orderBy(exitPlan.year, exitPlan.kind),
    }));
};
