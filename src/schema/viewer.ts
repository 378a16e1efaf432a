import { permission, role } from '../db/codes/access.ts';
import type { HeldRole, Identity, OpenUse } from '../access/identity.ts';
import { PlatformError } from '../errors.ts';
import type { AnyRecord } from '../records/define.ts';
import { globalIdOf } from '../records/global-id.ts';
import type { TypeShelf } from '../records/kit.ts';
import { rowsById } from '../records/rows.ts';
import { isPermitted, reachesPlace } from '../records/permissions.ts';
import { placesByCode } from './place-data.ts';
import type { RequestContext } from './context.ts';
import { checkPlaceCode } from './place-id.ts';

interface CanArgs {
  readonly permission: (typeof permission.values)[number];
  readonly record: string;
  readonly place?: string | null | undefined;
}

/** Whether the caller may do something with a kind of record, anywhere or in a place of today. */
const can = async (ctx: RequestContext, records: ReadonlyMap<string, AnyRecord>, { permission: asked, record: name, place }: CanArgs): Promise<boolean> => {
  const record = records.get(name);
  if (!record) throw new PlatformError('RECORD_TYPE_UNKNOWN', { name: name.slice(0, 80) });
  if (place != null) {
    const found = await placesByCode(ctx, ctx.today).load(checkPlaceCode(place));
    if (!found || !reachesPlace(ctx.identity, found)) return false;
  }
  return isPermitted(ctx, asked, record);
};

/** Who asks, as our tables know them; null without a token. */
export const defineViewer = (shelf: TypeShelf, place: never, household: AnyRecord, records: readonly AnyRecord[]): void => {
  const byName = new Map(records.map((record) => [record.name, record]));
  const held = shelf.builder.objectRef<HeldRole>('ViewerRole').implement({
    description: '当前用户的角色 / A role of the caller, for a place and everything below it',
    fields: (t) => ({
      role: t.field({ type: shelf.enumOf(role), resolve: (row) => row.role }),
      place: t.field({ type: place, nullable: true, resolve: (({ placeCode }: HeldRole, _: unknown, ctx: RequestContext) => placesByCode(ctx, ctx.today).load(placeCode)) as never }),
      fromOn: t.expose('fromOn', { type: 'Date', description: '自 / First day' }),
      toOn: t.expose('toOn', { type: 'Date', nullable: true, description: '至,含当日 / Last day' }),
    }),
  });
  const use = shelf.builder.objectRef<OpenUse>('ViewerEmergency').implement({
    description: '当前有效的应急授权 / A household the caller has opened in an emergency',
    fields: (t) => ({
      id: t.id({ resolve: ({ id }) => globalIdOf('BreakGlassUse', id) }),
      household: t.field({ type: shelf.typeOf(household), nullable: true, resolve: ({ householdId }, _, ctx) => rowsById(ctx, household).load(householdId) }),
      until: t.expose('until', { type: 'DateTime', description: '到期时刻 / When it ends by itself' }),
    }),
  });
  const viewer = shelf.builder.objectRef<Identity>('Viewer').implement({
    description: '当前用户 / The caller',
    fields: (t) => ({
      name: t.exposeString('name', { nullable: true }),
      department: t.exposeString('department', { nullable: true, description: '部门代码 / Code of the department' }),
      roles: t.field({ type: [shelf.enumOf(role)], resolve: ({ roles }) => [...roles] }),
      can: t.boolean({
        description: '是否可对某类记录做某操作,与实际校验出自同一规则 / Whether the caller may do something with a kind of record: the answer of the rules themselves',
        args: {
          permission: t.arg({ type: shelf.enumOf(permission), required: true }),
          record: t.arg.string({ required: true, description: '记录类型名,如 Need / Name of the type' }),
          place: t.arg.string({ description: '区划代码 / Code of a place' }),
        },
        resolve: (_, args, ctx) => can(ctx, byName, args as CanArgs),
      }),
      heldRoles: t.field({ type: [held], description: '角色及其范围和期限 / Roles with their places and days', resolve: (identity) => [...identity.held] }),
      openBreakGlassUses: t.field({ type: [use], description: '当前有效的应急授权 / Emergencies that are open', resolve: ({ openUses }) => [...openUses] }),
      places: t.field({
        type: [place],
        description: '职责范围 / Places the roles were given for',
        resolve: (async ({ places }: Identity, _: unknown, ctx: RequestContext) =>
          (await placesByCode(ctx, ctx.today).loadMany(places)).filter((found) => found !== null)) as never,
      }),
    }),
  });
  shelf.builder.queryField('viewer', (t) =>
    t.field({ type: viewer, nullable: true, description: '当前用户,未登录为空 / The caller, null without a token', resolve: (_, __, { identity }) => (identity.accountId === null ? null : identity) }));
};
