import { leadRole } from '../db/codes/programmes.ts';
import { mechanism, mechanismLead, mechanismMeasure } from '../db/tables/policy.ts';
import { department } from '../db/tables/programmes.ts';
import { bilingual, type TypeShelf } from '../records/kit.ts';
import { asOfArg, titleOptions } from './field-args.ts';
import { leadsOn, ownerRow, rowsBy } from './programme-data.ts';
import { programmeRefs, refDescription } from './programme-refs.ts';

const defineParts = (shelf: TypeShelf): void => {
  const refs = programmeRefs(shelf.builder);
  refs.mechanismLead.implement({
    description: '支撑机制的牵头单位 / Who leads a mechanism, from and to',
    fields: (t) => ({
      department: t.field({ type: refs.department, description: '单位 / The unit', resolve: (lead, _, ctx) => ownerRow(ctx, department, department.code, lead.departmentCode) }),
      role: t.expose('role', { type: shelf.enumOf(leadRole), description: bilingual(leadRole.title) }),
      validFrom: t.expose('validFrom', { type: 'Date', description: '自 / From this day' }),
      validTo: t.expose('validTo', { type: 'Date', nullable: true, description: '至(不含) / Until the day before this' }),
    }),
  });
  refs.mechanismMeasure.implement({
    description: '支撑机制的措施 / A measure of a mechanism',
    fields: (t) => ({
      id: t.exposeString('id', { description: '编号 / Id in the catalogue' }),
      code: t.exposeString('code', { description: '代码 / Code' }),
      title: t.string(titleOptions(t, shelf, '标题', 'Title')),
      ref: t.exposeString('ref', { description: refDescription }),
      entity: t.exposeString('entity', { description: '所需记录种类 / The kind of record it calls for' }),
    }),
  });
};

/** The supporting mechanisms: money, land, finance and their supervision. */
export const defineMechanisms = (shelf: TypeShelf): void => {
  const refs = programmeRefs(shelf.builder);
  defineParts(shelf);
  refs.mechanism.implement({
    description: '支撑机制 / A supporting mechanism: money, land, finance and their supervision',
    fields: (t) => ({
      number: t.exposeInt('number', { description: '序号 / Number' }),
      code: t.exposeString('code', { description: '代码 / Code' }),
      name: t.string(titleOptions(t, shelf, '名称', 'Name')),
      ref: t.exposeString('ref', { description: refDescription }),
      summary: t.exposeString('summaryEn', { description: '内容概要(英文) / Summary, in English' }),
      leads: t.field({
        type: [refs.mechanismLead],
        description: '当日的牵头单位,牵头在前 / Who leads it on the date, the lead first',
        args: { asOf: asOfArg(t) },
        resolve: ({ number }, { asOf }, ctx) => rowsBy(ctx, mechanismLead, mechanismLead.mechanismNumber, leadsOn(mechanismLead, asOf ?? ctx.today)).load(number),
      }),
      measures: t.field({
        type: [refs.mechanismMeasure],
        description: '措施 / Its measures',
        resolve: ({ number }, _, ctx) => rowsBy(ctx, mechanismMeasure, mechanismMeasure.mechanismNumber, { order: [mechanismMeasure.id] }).load(number),
      }),
    }),
  });
  shelf.builder.queryField('mechanisms', (t) =>
    t.field({
      type: [refs.mechanism],
      description: '支撑机制,按序号 / The supporting mechanisms, by number',
      resolve: (_, __, { tx }) => tx.orm.select().from(mechanism).orderBy(mechanism.number),
    }));
};
