import { type BreakGlassInput, type BreakGlassRow, breakGlassUsesOf, endBreakGlass, openBreakGlass, type Opened } from '../../administration/break-glass.ts';
import { requireSignedIn } from '../../access/identity.ts';
import { breakGlass } from '../../db/tables/administration.ts';
import type { CoreTypes } from '../../records/graphql-type.ts';
import { globalIdOf, localIdOf } from '../../records/global-id.ts';
import { bilingual, type TypeShelf } from '../../records/kit.ts';
import { rowsById } from '../../records/rows.ts';
import { connectionType } from '../connection.ts';
import type { RequestContext } from '../context.ts';
import { placesByCode } from '../place-data.ts';
import { rowsBy } from '../programme-data.ts';
import { asData, asUserErrors, type UserErrorRef } from '../user-error.ts';
import { listed, pageArgsOf } from './listed.ts';

/** The use with this id, where the caller may see it. */
export const useById = async (ctx: RequestContext, id: string): Promise<BreakGlassRow | null> =>
  (await rowsBy(ctx, breakGlass, breakGlass.id, { where: breakGlassUsesOf(ctx.identity) as never, print: 'mine' }).load(id))[0] ?? null;

const useType = (shelf: TypeShelf, core: CoreTypes) =>
  shelf.builder.objectRef<BreakGlassRow>('BreakGlassUse').implement({
    description: bilingual({ zh: '应急授权', en: 'One household opened in an emergency, or an attempt in vain' }),
    fields: (t) => ({
      id: t.id({ resolve: ({ id }) => globalIdOf('BreakGlassUse', id) }),
      subject: t.exposeString('actor', { description: '使用者 / Subject of the account that used it' }),
      found: t.boolean({ description: '是否有此户 / Whether there was such a household', resolve: ({ householdId }) => householdId !== null }),
      household: t.field({
        type: shelf.typeOf(core.household),
        nullable: true,
        description: '农户,不在权限范围内则为空 / The household, null where it is out of the reader\'s reach',
        resolve: ({ householdId }, _, ctx) => (householdId === null ? null : rowsById(ctx, core.household).load(householdId)),
      }),
      county: t.field({
        type: core.Place,
        nullable: true,
        resolve: (({ countyCode }: BreakGlassRow, _: unknown, ctx: RequestContext) => (countyCode === null ? null : placesByCode(ctx, ctx.today).load(countyCode))) as never,
      }),
      reason: t.exposeString('reason', { description: '理由 / Reason' }),
      openedAt: t.expose('openedAt', { type: 'DateTime' }),
      until: t.expose('until', { type: 'DateTime', description: '到期时刻 / When it ends by itself' }),
      endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: '提前结束的时刻 / When it was ended before its time' }),
      isOpen: t.boolean({ description: '是否仍有效 / Whether it is open now', resolve: ({ until, endedAt }, _, ctx) => endedAt === null && Date.parse(until) > Date.parse(ctx.now) }),
    }),
  });

/** Emergencies: opened and ended by clerks and reviewers, read by their own, by reviewers of the county and by auditors. */
export const defineBreakGlass = (shelf: TypeShelf, userError: UserErrorRef, core: CoreTypes) => {
  const { builder } = shelf;
  const type = useType(shelf, core);
  const payload = builder.objectRef<Opened>('BreakGlassPayload').implement({
    description: bilingual({ zh: '应急授权结果', en: 'What became of an emergency' }),
    fields: (t) => ({
      use: t.field({ type, nullable: true, resolve: ({ id }, _, ctx) => (id === undefined ? null : useById(ctx, id)) }),
      errors: t.field({ type: [userError], resolve: ({ errors }) => asData(errors) }),
    }),
  });
  const input = builder.inputType('BreakGlassInput', {
    fields: (t) => ({
      registrationNumber: t.string({ required: true, description: '户编号 / Registration number of the household' }),
      reason: t.string({ required: true, description: '理由,至少十个字 / Reason, ten characters and more' }),
      minutes: t.int({ description: '时长(分钟),默认 60,最多 240 / Minutes, 60 by default, 240 at most' }),
    }),
  });
  builder.queryField('breakGlassUses', (t) => t.field({
    type: connectionType<BreakGlassRow>(builder, 'BreakGlassUse', type as never),
    description: bilingual({ zh: '应急授权,审计员可见全部', en: 'Emergencies: one\'s own; for reviewers those in their counties; for auditors all' }),
    args: pageArgsOf(t),
    resolve: (_, page, ctx) => {
      requireSignedIn(ctx.identity);
      return listed(ctx, breakGlass, { id: breakGlass.id, column: breakGlass.openedAt, descending: true }, page, [breakGlassUsesOf(ctx.identity)], ['breakGlassUses']);
    },
  }) as never);
  builder.mutationField('breakGlass', (t) => t.field({
    type: payload,
    description: bilingual({ zh: '应急打开范围外的一户', en: 'Opens one household beyond the own places for a limited time; every use is told and kept' }),
    args: { input: t.arg({ type: input, required: true }) },
    resolve: async (_, args, ctx) => {
      const { value, errors } = await asUserErrors(ctx, () => openBreakGlass(ctx, args.input as BreakGlassInput));
      ctx.loaders.clear();
      return value ?? { id: undefined, errors };
    },
  }));
  builder.mutationField('endBreakGlass', (t) => t.field({
    type: payload,
    description: bilingual({ zh: '提前结束应急授权', en: 'Ends an own emergency before its time' }),
    args: { id: t.arg.id({ required: true }) },
    resolve: async (_, { id }, ctx) => {
      const { value, errors } = await asUserErrors(ctx, () => endBreakGlass(ctx, localIdOf(id, 'BreakGlassUse')));
      ctx.loaders.clear();
      return { id: value ?? undefined, errors };
    },
  }));
  return type;
};
