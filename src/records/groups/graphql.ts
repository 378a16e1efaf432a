import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../schema/context.ts';
import type { AnyRecord } from '../define.ts';
import { filterInputOf } from '../filter.ts';
import type { CoreTypes } from '../graphql-type.ts';
import type { TypeShelf } from '../kit.ts';
import { dimensionsOf } from './dimensions.ts';
import { groupsType, groupType } from './group-types.ts';
import { dimensionEnum, havingInput, orderInput } from './inputs.ts';
import { describe } from './number-types.ts';
import { defaultGroups, type GroupArgs, mostGroups, readGroups } from './read.ts';
import { wantedOf } from './wanted.ts';

// biome-ignore lint/suspicious/noExplicitAny: types are made from declarations and checked by the built schema
type FieldBuilder = any;

/** What groups cost: the rows behind them are read, however few groups they make. */
export const groupsCost = { cost: { own: 20, page: { argument: 'limit', usual: defaultGroups, most: mostGroups } } } as const;

/** The place within which rows count; what is of the province alone has none. */
export const withinArg = (t: FieldBuilder) => ({
  within: t.arg.string({ description: '区划代码:只计截至日期在此地的 / Code of a place: only what counts there on the date' }),
});

/** Arguments that every field of groups takes. */
export const sharedArgs = (t: FieldBuilder) => ({
  limit: t.arg.int({ description: `组数上限,默认 ${defaultGroups},至多 ${mostGroups} / Most groups, ${defaultGroups} by default and ${mostGroups} at most` }),
  asOf: t.arg({ type: 'Date', description: '截至日期,默认今天:按当日的区划汇总 / The date whose map of places counts, today by default' }),
});

const required = { required: true } as const;

/** Puts the groups of a record on the root: its declaration says by what, and of which numbers. */
export const attachGroups = (shelf: TypeShelf, record: AnyRecord, core: CoreTypes): void => {
  if (dimensionsOf(record).length === 0) return;
  const { builder } = shelf;
  const page = groupsType(shelf, `${record.name}Groups`, groupType(shelf, record, core), describe(`${record.title.zh}:分组统计`, `Groups of rows of ${record.name}`));
  const dimension = dimensionEnum(shelf, record);
  const [having, order, filter] = [havingInput(shelf, record), orderInput(shelf, record, dimension), filterInputOf(shelf, record)];
  builder.queryField(`${record.single}Groups`, ((t: FieldBuilder) =>
    t.field({
      type: page,
      ...describe(`${record.title.zh}:分组统计`, `Counts and sums of the rows of ${record.name} that the caller may see, by group`),
      extensions: groupsCost,
      args: {
        by: t.arg({ type: [dimension], ...required, ...describe('分组的依据;空表示合计', 'What to group by; nothing for the total') }),
        filter: t.arg({ type: filter }),
        having: t.arg({ type: having }),
        orderBy: t.arg({ type: [order] }),
        ...(record.about === 'province' ? {} : withinArg(t)),
        ...sharedArgs(t),
      },
      resolve: (_: unknown, args: GroupArgs, ctx: RequestContext, info: GraphQLResolveInfo) =>
        readGroups(ctx, record, args, wantedOf(info, info.schema.getType(`${record.name}Group`) as GraphQLObjectType)),
    })) as never);
};
