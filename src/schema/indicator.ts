import { action, target } from '../db/tables/programmes.ts';
import { errorsOf } from '../errors.ts';
import type { CoreTypes } from '../records/graphql-type.ts';
import type { TypeShelf } from '../records/kit.ts';
import { asOfArg, inLanguage, langArg } from './field-args.ts';
import { type OwnedIndicator, indicatorValue, indicatorValueAt } from './indicator-values.ts';
import type { PlaceRef } from './place.ts';
import type { PlaceNode } from './place-data.ts';
import { ownerRow, rowBy } from './programme-data.ts';
import { programmeRefs } from './programme-refs.ts';

const indicatorError = errorsOf({
  INDICATOR_UNKNOWN: { zh: '没有标识为 {id} 的指标', en: 'There is no indicator {id}' },
});

/** An indicator asked of a place; the value is counted only when it is selected. */
interface IndicatorAtPlace {
  readonly indicator: OwnedIndicator;
  readonly place: PlaceNode;
}

type IndicatorRef = ReturnType<typeof defineType>;

const defineType = (shelf: TypeShelf) => {
  const refs = programmeRefs(shelf.builder);
  return shelf.builder.objectRef<OwnedIndicator>('Indicator').implement({
    description: '指标:有定义的统计数 / A figure with its definition',
    fields: (t) => ({
      id: t.exposeString('id', { description: '标识 / Id, prefixed by its owner' }),
      owner: t.exposeString('owner', { description: '所属插件 / Id of the plugin that counts it' }),
      title: t.string({ description: '标题 / Title', args: langArg(t, shelf), resolve: ({ title }, args) => inLanguage(title, args) }),
      definition: t.string({ description: '统计口径 / What is counted, from which records', args: langArg(t, shelf), resolve: ({ definition }, args) => inLanguage(definition, args) }),
      unit: t.exposeString('unit', { description: '单位 / Unit, e.g. person, household, yuan' }),
      action: t.field({ type: refs.action, description: '所属专项行动 / Its action', resolve: (row, _, ctx) => ownerRow(ctx, action, action.number, row.action) }),
      target: t.field({ type: refs.target, nullable: true, description: '对照的政策目标 / The target it is measured against', resolve: (row, _, ctx) => rowBy(ctx, target, target.code, row.target ?? null) }),
      value: t.field({
        type: 'Decimal',
        nullable: true,
        description: '某地某日的值,在权限范围内统计 / Its value for a place on a date, counted within the scope of the caller',
        args: { place: t.arg.string({ defaultValue: '140000', description: '区划代码,默认全省 / Code of the place, the province by default' }), asOf: asOfArg(t) },
        resolve: (indicator, { place, asOf }, ctx) => indicatorValueAt(ctx, indicator, place ?? '140000', asOf ?? ctx.today),
      }),
    }),
  });
};

const defineValueType = (shelf: TypeShelf, indicator: IndicatorRef, place: PlaceRef) =>
  shelf.builder.objectRef<IndicatorAtPlace>('IndicatorValue').implement({
    description: '一地一日的指标值 / The value of an indicator for a place on a date',
    fields: (t) => ({
      indicator: t.field({ type: indicator, description: '指标 / The indicator', resolve: (at) => at.indicator }),
      value: t.field({ type: 'Decimal', nullable: true, description: '值 / The value', resolve: (at, _, ctx) => indicatorValue(ctx, at.indicator, at.place) }),
      asOf: t.field({ type: 'Date', description: '截至日期 / As of this date', resolve: (at) => at.place.asOf }),
      place: t.field({ type: place, description: '地方 / The place', resolve: (at) => at.place }),
    }),
  });

const defineQueries = (shelf: TypeShelf, ref: IndicatorRef, byId: ReadonlyMap<string, OwnedIndicator>): void =>
  shelf.builder.queryFields((t) => ({
    indicators: t.field({
      type: [ref],
      description: '指标,可按专项行动或插件 / The indicators, of an action or a plugin if given',
      args: {
        action: t.arg.int({ description: '专项行动序号 / Number of an action' }),
        owner: t.arg.string({ description: '插件标识 / Id of a plugin' }),
      },
      resolve: (_, args) =>
        [...byId.values()].filter(({ action: of, owner }) => (args.action ?? of) === of && (args.owner ?? owner) === owner),
    }),
    indicator: t.field({
      type: ref,
      nullable: true,
      description: '按标识取指标 / The indicator with this id',
      args: { id: t.arg.string({ required: true, description: '标识 / Id' }) },
      resolve: (_, { id }) => byId.get(id) ?? null,
    }),
  }));

/** The indicators of the core and its plugins: their definitions are public, their values are not. */
export const defineIndicators = (shelf: TypeShelf, indicators: readonly OwnedIndicator[], core: CoreTypes): void => {
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  const place = core.Place as PlaceRef;
  const ref = defineType(shelf);
  const valueRef = defineValueType(shelf, ref, place);
  const wanted = (id: string): OwnedIndicator => {
    const indicator = byId.get(id);
    if (!indicator) throw indicatorError('INDICATOR_UNKNOWN', { id: id.slice(0, 80) });
    return indicator;
  };
  defineQueries(shelf, ref, byId);
  shelf.builder.objectField(place, 'indicators', (t) =>
    t.field({
      type: [valueRef],
      description: '此地当日的指标 / Indicators of the place on its date',
      args: { ids: t.arg.stringList({ description: '指标标识,默认全部 / Ids of indicators, all by default' }) },
      resolve: (node, { ids }) => (ids?.map(wanted) ?? [...byId.values()]).map((indicator) => ({ indicator, place: node })),
    }));
};
