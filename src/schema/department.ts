import { departmentLevel, departmentType } from '../db/codes/programmes.ts';
import { actionLead, department } from '../db/tables/programmes.ts';
import { bilingual, type TypeShelf } from '../records/kit.ts';
import { asOfArg, titleOptions } from './field-args.ts';
import { leadsOn, rowBy, rowsBy } from './programme-data.ts';
import { programmeRefs, refDescription } from './programme-refs.ts';

/** The units the policy names, and which actions they lead. */
export const defineDepartments = (shelf: TypeShelf): void => {
  const { department: ref, actionLead: leadRef } = programmeRefs(shelf.builder);
  ref.implement({
    description: '政策点名的单位 / A unit the policy names: departments, but also banks, village bodies and roles',
    fields: (t) => ({
      code: t.exposeString('code', { description: '单位代码 / Code' }),
      name: t.string(titleOptions(t, shelf, '名称', 'Name as the policy writes it')),
      fullName: t.exposeString('zhFull', { description: '全称 / Full name in Chinese' }),
      ref: t.exposeString('ref', { description: refDescription }),
      level: t.expose('level', { type: shelf.enumOf(departmentLevel), description: bilingual(departmentLevel.title) }),
      type: t.expose('type', { type: shelf.enumOf(departmentType), description: bilingual(departmentType.title) }),
      roleInText: t.exposeString('roleInText', { description: '政策中的职责 / What the policy has it do' }),
      isLead: t.exposeBoolean('isLead', { description: '是否牵头单位 / Whether it leads an action or mechanism in the text' }),
      leads: t.field({
        type: [leadRef],
        description: '当日牵头的专项行动 / The actions it leads on the date',
        args: { asOf: asOfArg(t) },
        resolve: ({ code }, { asOf }, ctx) => rowsBy(ctx, actionLead, actionLead.departmentCode, leadsOn(actionLead, asOf ?? ctx.today)).load(code),
      }),
    }),
  });
  shelf.builder.queryFields((t) => ({
    departments: t.field({
      type: [ref],
      description: '政策点名的单位 / The units the policy names',
      resolve: (_, __, { tx }) => tx.orm.select().from(department).orderBy(department.code),
    }),
    department: t.field({
      type: ref,
      nullable: true,
      description: '按代码取单位 / The unit with this code',
      args: { code: t.arg.string({ required: true, description: '单位代码 / Code' }) },
      resolve: (_, { code }, ctx) => rowBy(ctx, department, department.code, code),
    }),
  }));
};
