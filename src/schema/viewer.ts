import { role } from '../db/codes/access.ts';
import type { Identity } from '../access/identity.ts';
import type { TypeShelf } from '../records/kit.ts';
import { placesByCode } from './place-data.ts';
import type { RequestContext } from './context.ts';

/** Who asks, as our tables know them; null without a token. */
export const defineViewer = (shelf: TypeShelf, place: never): void => {
  const viewer = shelf.builder.objectRef<Identity>('Viewer').implement({
    description: '当前用户 / The caller',
    fields: (t) => ({
      name: t.exposeString('name', { nullable: true }),
      department: t.exposeString('department', { nullable: true, description: '部门代码 / Code of the department' }),
      roles: t.field({ type: [shelf.enumOf(role)], resolve: ({ roles }) => [...roles] }),
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
