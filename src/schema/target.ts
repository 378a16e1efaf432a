import { eq, isNull } from 'drizzle-orm';
import { comparator, targetKind } from '../db/codes/programmes.ts';
import { action, target } from '../db/tables/programmes.ts';
import { bilingual, type TypeShelf } from '../records/kit.ts';
import { titleOptions } from './field-args.ts';
import { rowBy } from './programme-data.ts';
import { programmeRefs, refDescription } from './programme-refs.ts';

/** The targets of the policy: ten of the whole drive, the others of one action each. */
export const defineTargets = (shelf: TypeShelf): void => {
  const { target: ref, action: actionRef } = programmeRefs(shelf.builder);
  ref.implement({
    description: '政策目标 / A target of the policy',
    fields: (t) => ({
      code: t.exposeString('code', { description: '代码 / Code' }),
      title: t.string(titleOptions(t, shelf, '标题', 'Title')),
      ref: t.exposeString('ref', { description: refDescription }),
      value: t.expose('value', { type: 'Decimal', nullable: true, description: '目标值,原文无数字则为空 / Its number, null where the text has none' }),
      valueText: t.exposeString('valueText', { nullable: true, description: '原文表述 / The number in the words of the text' }),
      unit: t.exposeString('unit', { nullable: true, description: '单位 / Unit' }),
      comparator: t.expose('comparator', { type: shelf.enumOf(comparator), description: bilingual(comparator.title) }),
      reference: t.exposeString('reference', { nullable: true, description: '比较对象 / What it is compared with' }),
      dueYear: t.exposeInt('dueYear', { nullable: true, description: '完成年份,原文未写则为空 / Year it is due, null where the text gives none' }),
      dueNote: t.exposeString('dueNote', { nullable: true, description: '期限说明 / On what the year rests' }),
      kind: t.expose('kind', { type: shelf.enumOf(targetKind), nullable: true, description: bilingual({ zh: '目标类型,总体目标不分类', en: 'Kind of target; overall targets are not classed' }) }),
      baseCount: t.exposeInt('baseCount', { nullable: true, description: '基数 / Size of the population it covers' }),
      condition: t.exposeString('condition', { nullable: true, description: '条件 / Condition' }),
      frequency: t.exposeString('frequency', { nullable: true, description: '频次 / How often' }),
      note: t.exposeString('note', { nullable: true, description: '备注 / Note' }),
      action: t.field({ type: actionRef, nullable: true, description: '所属专项行动,总体目标为空 / Its action, null for overall targets', resolve: (row, _, ctx) => rowBy(ctx, action, action.number, row.actionNumber) }),
    }),
  });
  shelf.builder.queryFields((t) => ({
    targets: t.field({
      type: [ref],
      description: '总体目标,或某专项行动的目标 / The overall targets, or those of an action',
      args: { action: t.arg.int({ description: '专项行动序号,空为总体目标 / Number of an action; without it the overall targets' }) },
      resolve: (_, args, { tx }) =>
        tx.orm.select().from(target).where(args.action == null ? isNull(target.actionNumber) : eq(target.actionNumber, args.action)).orderBy(target.code),
    }),
    target: t.field({
      type: ref,
      nullable: true,
      description: '按代码取目标 / The target with this code',
      args: { code: t.arg.string({ required: true, description: '代码 / Code' }) },
      resolve: (_, { code }, ctx) => rowBy(ctx, target, target.code, code),
    }),
  }));
};
