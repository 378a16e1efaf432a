import { comparedRow, hitStatus, quadrant } from '../../db/codes/comparison.ts';
import type { CoreTypes } from '../../records/graphql-type.ts';
import { bilingual, type TypeShelf } from '../../records/kit.ts';
import { rowsById } from '../../records/rows.ts';
import type { PlatformError } from '../../errors.ts';
import type { RequestContext } from '../../schema/context.ts';
import { pageArgsOf } from '../../schema/administration/listed.ts';
import { asData, asUserErrors, type UserErrorRef } from '../../schema/user-error.ts';
import { placesByCode } from '../../schema/place-data.ts';
import { comparisonHitRecord } from '../../schema/records/comparison.ts';
import { addComparisonRows, decideComparisonHit, type HitDecision, type RowResult } from './comparison.ts';
import type { ListRow } from './match-rows.ts';
import { defineUnmatchedRows } from './unmatched.ts';
import { householdsIn, quadrantsOf, type VillageQuadrants } from './quadrants.ts';

interface Added {
  readonly rows: readonly RowResult[];
  readonly errors: readonly PlatformError[];
}

interface Decided {
  readonly id: string | null;
  readonly errors: readonly PlatformError[];
}

const runId = bilingual({ zh: '数据比对的标识', en: 'Id of the comparison' });

const addedType = ({ builder, enumOf }: TypeShelf, userError: UserErrorRef) => {
  const row = builder.objectRef<RowResult>('ComparedRowResult').implement({
    description: bilingual({ zh: '名单一行的比对结果', en: 'What became of one row of the list' }),
    fields: (t) => ({
      rowNumber: t.exposeInt('rowNumber'),
      outcome: t.field({ type: enumOf(comparedRow), nullable: true, description: bilingual({ zh: '结果;此前已提交的行为空', en: 'Outcome; null for a row that came before' }), resolve: ({ outcome }) => outcome }),
      errors: t.field({ type: [userError], resolve: ({ errors }) => asData(errors) }),
    }),
  });
  return builder.objectRef<Added>('AddComparisonRowsPayload').implement({
    description: bilingual({ zh: '比对结果', en: 'What became of rows of the list' }),
    fields: (t) => ({
      rows: t.field({ type: [row], resolve: ({ rows }) => [...rows] }),
      errors: t.field({ type: [userError], resolve: ({ errors }) => asData(errors) }),
    }),
  });
};

const rowInput = ({ builder }: TypeShelf) => builder.inputType('ComparisonRowInput', {
  description: bilingual({ zh: '名单的一行:身份证号,或姓名和出生日期', en: 'A row of the list: an ID number, or a name and a date of birth' }),
  fields: (t) => ({
    rowNumber: t.int({ required: true, description: bilingual({ zh: '行号', en: 'Number of the row' }) }),
    name: t.string({}),
    idNumber: t.string({}),
    bornOn: t.field({ type: 'Date' }),
  }),
});

const defineRows = (shelf: TypeShelf, userError: UserErrorRef): void => {
  const [payload, input] = [addedType(shelf, userError), rowInput(shelf)];
  shelf.builder.mutationField('addComparisonRows', (t) => t.field({
    type: payload,
    description: bilingual({ zh: '提交名单的若干行进行比对;不改动任何登记', en: 'Compares rows of the list with the register; nothing of the register is changed' }),
    args: { runId: t.arg.id({ required: true, description: runId }), rows: t.arg({ type: [input], required: true }) },
    resolve: async (_, args, ctx) => {
      const { value, errors } = await asUserErrors(ctx, () => addComparisonRows(ctx, args.runId, args.rows as readonly ListRow[]));
      ctx.loaders.clear();
      const rows = (value ?? []).map((row, index) => ({ ...row, errors: row.errors.map((error) => error.at('rows', index, ...(error.path ?? []))) }));
      return { rows, errors };
    },
  }));
};

const defineDecision = (shelf: TypeShelf, userError: UserErrorRef): void => {
  const { builder } = shelf;
  const payload = builder.objectRef<Decided>('DecideComparisonHitPayload').implement({
    description: bilingual({ zh: '核查结果', en: 'What became of a decision' }),
    fields: (t) => ({
      comparisonHit: t.field({ type: shelf.typeOf(comparisonHitRecord), nullable: true, resolve: ({ id }, _, ctx) => (id === null ? null : rowsById(ctx, comparisonHitRecord).load(id)) }),
      errors: t.field({ type: [userError], resolve: ({ errors }) => asData(errors) }),
    }),
  });
  builder.mutationField('decideComparisonHit', (t) => t.field({
    type: payload,
    description: bilingual({ zh: '审核员对疑点作出结论', en: 'Decides about a hit, by a reviewer who did not make it' }),
    args: { id: t.arg.id({ required: true }), to: t.arg({ type: shelf.enumOf(hitStatus), required: true }), verdict: t.arg.string({ required: true, description: bilingual({ zh: '核查意见', en: 'Verdict' }) }) },
    resolve: async (_, args, ctx) => {
      const { value, errors } = await asUserErrors(ctx, () => decideComparisonHit(ctx, args as HitDecision));
      ctx.loaders.clear();
      return { id: value, errors };
    },
  }));
};

const villageType = ({ builder }: TypeShelf, core: CoreTypes) => builder.objectRef<VillageQuadrants>('VillageQuadrants').implement({
  description: bilingual({ zh: '一个村各象限的户数', en: 'Households of a village in each quadrant' }),
  fields: (t) => ({
    village: t.field({ type: core.Place, nullable: true, resolve: (({ villageCode }: VillageQuadrants, _: unknown, ctx: RequestContext) => placesByCode(ctx, ctx.today).load(villageCode)) as never }),
    villageCode: t.exposeString('villageCode'),
    both: t.exposeInt('both'),
    registeredOnly: t.exposeInt('registeredOnly'),
    listOnly: t.exposeInt('listOnly'),
    neitherButPoor: t.exposeInt('neitherButPoor'),
  }),
});

/** Comparisons with lists of other departments: rows go in, cases and quadrants come out. */
export const defineComparisons = (shelf: TypeShelf, core: CoreTypes, userError: UserErrorRef): void => {
  const { builder } = shelf;
  defineRows(shelf, userError);
  defineDecision(shelf, userError);
  defineUnmatchedRows(shelf);
  const village = villageType(shelf, core);
  builder.queryField('comparisonQuadrants', (t) => t.field({
    type: [village],
    description: bilingual({ zh: '各村在登记与名单之间的户数', en: 'Where the households of each village stand between the register and the list' }),
    args: { runId: t.arg.id({ required: true, description: runId }) },
    resolve: async (_, args, ctx) => [...(await quadrantsOf(ctx, args.runId))],
  }));
  builder.queryField('comparisonHouseholds', (t) => t.field({
    type: shelf.connectionOf(core.household),
    description: bilingual({ zh: '某一象限的农户', en: 'The households of a quadrant' }),
    args: { ...pageArgsOf(t), runId: t.arg.id({ required: true, description: runId }), quadrant: t.arg({ type: shelf.enumOf(quadrant), required: true }) },
    resolve: (_, { runId: id, quadrant: of, ...page }, ctx) => householdsIn(ctx, id, of as never, page),
  }) as never);
};
