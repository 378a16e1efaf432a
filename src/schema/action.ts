import { leadRole } from '../db/codes/programmes.ts';
import { action, actionLead, department, measure, programme, target } from '../db/tables/programmes.ts';
import { bilingual, type TypeShelf } from '../records/kit.ts';
import { asOfArg, titleOptions } from './field-args.ts';
import { leadsOn, ownerRow, rowBy, rowsBy } from './programme-data.ts';
import { programmeRefs, refDescription } from './programme-refs.ts';

const defineLead = (shelf: TypeShelf): void => {
  const refs = programmeRefs(shelf.builder);
  refs.actionLead.implement({
    description: '专项行动的牵头单位 / Who leads an action, from and to',
    fields: (t) => ({
      action: t.field({ type: refs.action, description: '专项行动 / The action', resolve: (lead, _, ctx) => ownerRow(ctx, action, action.number, lead.actionNumber) }),
      department: t.field({ type: refs.department, description: '单位 / The unit', resolve: (lead, _, ctx) => ownerRow(ctx, department, department.code, lead.departmentCode) }),
      role: t.expose('role', { type: shelf.enumOf(leadRole), description: bilingual(leadRole.title) }),
      validFrom: t.expose('validFrom', { type: 'Date', description: '自 / From this day' }),
      validTo: t.expose('validTo', { type: 'Date', nullable: true, description: '至(不含) / Until the day before this' }),
    }),
  });
};

const defineType = (shelf: TypeShelf): void => {
  const refs = programmeRefs(shelf.builder);
  refs.action.implement({
    description: '专项行动 / One of the twenty actions of the policy',
    fields: (t) => ({
      number: t.exposeInt('number', { description: '序号 / Number' }),
      code: t.exposeString('code', { description: '代码 / Code' }),
      name: t.string(titleOptions(t, shelf, '名称', 'Name')),
      ref: t.exposeString('ref', { description: refDescription }),
      summary: t.exposeString('summaryEn', { description: '内容概要(英文) / Summary, in English' }),
      targetsNote: t.exposeString('targetsNote', { nullable: true, description: '关于目标的说明 / A note on its targets' }),
      plugin: t.exposeString('plugin', { description: '承载其记录的插件 / Id of the plugin that keeps its records' }),
      programme: t.field({ type: refs.programme, description: '所属工程 / Its programme', resolve: (row, _, ctx) => ownerRow(ctx, programme, programme.code, row.programmeCode) }),
      leads: t.field({
        type: [refs.actionLead],
        description: '当日的牵头单位,牵头在前 / Who leads it on the date, the lead first',
        args: { asOf: asOfArg(t) },
        resolve: ({ number }, { asOf }, ctx) => rowsBy(ctx, actionLead, actionLead.actionNumber, leadsOn(actionLead, asOf ?? ctx.today)).load(number),
      }),
      targets: t.field({ type: [refs.target], description: '目标 / Its targets', resolve: ({ number }, _, ctx) => rowsBy(ctx, target, target.actionNumber, { order: [target.code] }).load(number) }),
      measures: t.field({ type: [refs.measure], description: '措施 / Its measures', resolve: ({ number }, _, ctx) => rowsBy(ctx, measure, measure.actionNumber, { order: [measure.id] }).load(number) }),
    }),
  });
};

/** The actions of the policy with who leads them. */
export const defineActions = (shelf: TypeShelf): void => {
  const { action: ref } = programmeRefs(shelf.builder);
  defineLead(shelf);
  defineType(shelf);
  shelf.builder.queryFields((t) => ({
    actions: t.field({
      type: [ref],
      description: '专项行动,按序号 / The actions, by number',
      resolve: (_, __, { tx }) => tx.orm.select().from(action).orderBy(action.number),
    }),
    action: t.field({
      type: ref,
      nullable: true,
      description: '按序号取专项行动 / The action with this number',
      args: { number: t.arg.int({ required: true, description: '序号 / Number' }) },
      resolve: (_, { number }, ctx) => rowBy(ctx, action, action.number, number),
    }),
  }));
};
