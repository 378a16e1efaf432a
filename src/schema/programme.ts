import { action, programme } from '../db/tables/programmes.ts';
import type { TypeShelf } from '../records/kit.ts';
import { defineActions } from './action.ts';
import { defineDepartments } from './department.ts';
import { defineExitPlan } from './exit-plan.ts';
import { titleOptions } from './field-args.ts';
import { defineMeasures } from './measure.ts';
import { defineMechanisms } from './mechanism.ts';
import { rowBy, rowsBy } from './programme-data.ts';
import { programmeRefs, refDescription } from './programme-refs.ts';
import { defineTargets } from './target.ts';

const defineType = (shelf: TypeShelf): void => {
  const refs = programmeRefs(shelf.builder);
  refs.programme.implement({
    description: '工程 / One of the eight programmes of the policy',
    fields: (t) => ({
      code: t.exposeString('code', { description: '代码 / Code' }),
      number: t.exposeInt('number', { description: '序号 / Number' }),
      name: t.string(titleOptions(t, shelf, '名称', 'Name')),
      ref: t.exposeString('ref', { description: refDescription }),
      strategicRole: t.exposeString('strategicRole', { description: '战略定位 / Its part in the strategy' }),
      actions: t.field({
        type: [refs.action],
        description: '专项行动 / Its actions',
        resolve: ({ code }, _, ctx) => rowsBy(ctx, action, action.programmeCode, { order: [action.number] }).load(code),
      }),
    }),
  });
};

/** The policy in the graph: programmes, actions, departments, targets, measures, mechanisms. Public. */
export const defineProgrammes = (shelf: TypeShelf): void => {
  const { programme: ref } = programmeRefs(shelf.builder);
  defineType(shelf);
  for (const define of [defineActions, defineDepartments, defineTargets, defineMeasures, defineExitPlan, defineMechanisms]) define(shelf);
  shelf.builder.queryFields((t) => ({
    programmes: t.field({
      type: [ref],
      description: '工程,按序号 / The programmes, by number',
      resolve: (_, __, { tx }) => tx.orm.select().from(programme).orderBy(programme.number),
    }),
    programme: t.field({
      type: ref,
      nullable: true,
      description: '按代码取工程 / The programme with this code',
      args: { code: t.arg.string({ required: true, description: '代码 / Code' }) },
      resolve: (_, { code }, ctx) => rowBy(ctx, programme, programme.code, code),
    }),
  }));
};
