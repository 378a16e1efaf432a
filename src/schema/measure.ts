import { eq } from 'drizzle-orm';
import { action, measure } from '../db/tables/programmes.ts';
import type { TypeShelf } from '../records/kit.ts';
import { titleOptions } from './field-args.ts';
import { ownerRow } from './programme-data.ts';
import { programmeRefs, refDescription } from './programme-refs.ts';

/** The measures of the actions. */
export const defineMeasures = (shelf: TypeShelf): void => {
  const { measure: ref, action: actionRef } = programmeRefs(shelf.builder);
  ref.implement({
    description: '专项行动的措施 / A measure of an action',
    fields: (t) => ({
      id: t.exposeString('id', { description: '编号,如 A05-M02 / Id in the catalogue, e.g. A05-M02' }),
      code: t.exposeString('code', { description: '代码 / Code' }),
      title: t.string(titleOptions(t, shelf, '标题', 'Title')),
      ref: t.exposeString('ref', { description: refDescription }),
      entity: t.exposeString('entity', { description: '所需记录种类 / The kind of record it calls for' }),
      note: t.exposeString('note', { nullable: true, description: '备注 / Note' }),
      action: t.field({ type: actionRef, description: '所属专项行动 / Its action', resolve: (row, _, ctx) => ownerRow(ctx, action, action.number, row.actionNumber) }),
    }),
  });
  shelf.builder.queryField('measures', (t) =>
    t.field({
      type: [ref],
      description: '措施,可按专项行动 / The measures, of one action if given',
      args: { action: t.arg.int({ description: '专项行动序号 / Number of an action' }) },
      resolve: (_, args, { tx }) =>
        tx.orm.select().from(measure).where(args.action == null ? undefined : eq(measure.actionNumber, args.action)).orderBy(measure.id),
    }));
};
