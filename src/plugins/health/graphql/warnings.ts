import type { Kit } from '#plugin';
import { type Row, rowsById } from '#records';
import { type Connection, connectionType, type PlaceNode, placesByCode, type RequestContext } from '#schema';
import { warningLevel } from '../codes/warning.ts';
import { warningResponseRecord } from '../records/warning.ts';
import { allWarnings, type WarningArgs, warningsOfPlace } from '../warnings/lists.ts';
import { responseTo } from '../warnings/response-loader.ts';
import type { WarningRow } from '../warnings/table.ts';

// biome-ignore lint/suspicious/noExplicitAny: arguments of one shape on two types
type FieldBuilder = any;

const implementWarning = ({ builder, core, enumOf, typeOf }: Kit) =>
  builder.objectRef<WarningRow>('HealthWarning').implement({
    description: '因病致贫预警 / Warning that medical costs threaten a household with poverty; computed from settled bills and income',
    fields: (t) => ({
      year: t.exposeInt('year', { description: '年度 / Year of the treatments' }),
      level: t.field({ type: enumOf(warningLevel), description: '预警级别 / Level', resolve: ({ level }) => level }),
      persons: t.exposeInt('persons', { description: '家庭人口 / Persons that live from the income' }),
      incomeYear: t.exposeInt('incomeYear', { nullable: true, description: '收入年度,空为无调查(按扶贫标准计) / Year of the income survey; empty where there is none and the poverty line stands for it' }),
      netPerHead: t.expose('netPerHead', { type: 'Money', description: '人均年纯收入 / Net income a head' }),
      bill: t.expose('bill', { type: 'Money', description: '医疗总费用 / Bills of the year' }),
      selfPaid: t.expose('selfPaid', { type: 'Money', description: '自付费用 / What the household paid itself' }),
      share: t.expose('share', { type: 'Decimal', description: '自付占家庭收入比例 / Share of it in the income of the household' }),
      leftPerHead: t.expose('leftPerHead', { type: 'Money', description: '扣除自付后人均收入 / Income a head that is left' }),
      household: t.field({
        type: typeOf(core.household) as never,
        nullable: true,
        description: '农户 / Household',
        resolve: (({ householdId }: WarningRow, _: unknown, ctx: RequestContext) => rowsById(ctx, core.household).load(householdId)) as never,
      }),
      county: t.field({
        type: core.Place as never,
        nullable: true,
        description: '所属县 / County',
        resolve: (({ countyCode }: WarningRow, _: unknown, ctx: RequestContext) => placesByCode(ctx, ctx.today).load(countyCode)) as never,
      }),
      response: t.field({
        type: typeOf(warningResponseRecord) as never,
        nullable: true,
        description: '处置 / What was done about it',
        resolve: ((row: WarningRow, _: unknown, ctx: RequestContext) => responseTo(ctx, row)) as never,
      }),
    }),
  });

/** The early-warning list at the root and on places. */
export const addWarnings = (kit: Kit): void => {
  const { builder, core, enumOf } = kit;
  const type = connectionType<Row>(builder, 'HealthWarning', implementWarning(kit) as never);
  const listOf = (resolve: (parent: never, args: WarningArgs, ctx: RequestContext) => Promise<Connection<Row>>) => (t: FieldBuilder) =>
    t.field({
      type,
      description: '因病致贫预警名单,最紧急的在前 / Households that medical costs threaten with poverty, the most threatened first',
      args: {
        first: t.arg.int({}), after: t.arg.string({}), last: t.arg.int({}), before: t.arg.string({}),
        year: t.arg.int({ description: '年度,默认截至日期所在年 / Year, that of the date by default' }),
        level: t.arg({ type: enumOf(warningLevel), description: '只列此级别 / Of this level alone' }),
      },
      resolve,
    });
  builder.queryField('healthWarnings', listOf((_, args, ctx) => allWarnings(ctx, args)) as never);
  builder.objectField(core.Place, 'healthWarnings' as never, listOf((place: PlaceNode, args, ctx) => warningsOfPlace(ctx, place, args)) as never);
};
