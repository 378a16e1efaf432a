import { PlatformError } from '../errors.ts';
import type { TypeShelf } from '../records/kit.ts';
import { asOfArg, inLanguage, langArg } from '../schema/field-args.ts';
import { action } from '../db/tables/programmes.ts';
import { ownerRow } from '../schema/programme-data.ts';
import { programmeRefs } from '../schema/programme-refs.ts';
import type { Parameter } from './define.ts';
import { parametersOn } from './look-up.ts';

const countyOf = (place: string): string => {
  if (!/^\d{6}$/.test(place)) throw new PlatformError('PLACE_CODE_INVALID', {});
  return place;
};

const defineType = (shelf: TypeShelf) => {
  const refs = programmeRefs(shelf.builder);
  return shelf.builder.objectRef<Parameter>('PolicyParameterDefinition').implement({
    description: '政策参数:原文留待各地各年确定的数值 / A value that the policy leaves to places and years',
    fields: (t) => ({
      id: t.exposeString('id', { description: '标识 / Id, prefixed by its owner' }),
      title: t.string({ description: '名称 / Title', args: langArg(t, shelf), resolve: ({ title }, args) => inLanguage(title, args) }),
      unit: t.exposeString('unit', { description: '单位 / Unit' }),
      action: t.field({ type: refs.action, description: '由其牵头单位确定的专项行动 / The action whose departments set it', resolve: (row, _, ctx) => ownerRow(ctx, action, action.number, row.action) }),
      measures: t.stringList({ description: '所属政策举措 / Measures it belongs to', resolve: ({ measures }) => [...measures] }),
      value: t.field({
        type: 'Decimal',
        nullable: true,
        description: '某地某日有效的数值:本县,其次本市,再次全省 / The value in force in a place on a date: the county\'s, else the city\'s, else the province\'s',
        args: { place: t.arg.string({ defaultValue: '140000', description: '区划代码,默认全省 / Code of a county, a city or the province' }), asOf: asOfArg(t) },
        resolve: async ({ id }, { place, asOf }, ctx) => (await parametersOn(ctx, [{ parameter: id, countyCode: countyOf(place ?? '140000'), on: asOf ?? ctx.today }]))[0] ?? null,
      }),
    }),
  });
};

/** The declared parameters of the plugins: what they are is public, and so are their values. */
export const defineParameters = (shelf: TypeShelf, parameters: readonly Parameter[]): void => {
  const type = defineType(shelf);
  shelf.builder.queryFields((t) => ({
    policyParameterDefinitions: t.field({
      type: [type],
      description: '政策参数,可按专项行动 / The policy parameters, of an action if given',
      args: { action: t.arg.int({ description: '专项行动序号 / Number of an action' }) },
      resolve: (_, args) => parameters.filter((one) => (args.action ?? one.action) === one.action),
    }),
  }));
};
