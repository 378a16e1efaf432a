import { eq, isNotNull, isNull } from 'drizzle-orm';
import { type AccountInput, type AccountRow, createAccount, type CreateAccountInput, disableAccount, enableAccount, requireSecurity } from '../../administration/account.ts';
import type { RoleRow } from '../../administration/exclusions.ts';
import { grantRole, type GrantRoleInput, revokeRole, type RevokeRoleInput } from '../../administration/roles.ts';
import { role } from '../../db/codes/access.ts';
import { duty } from '../../db/codes/administration.ts';
import { account, accountRole } from '../../db/tables/access.ts';
import type { PlatformError } from '../../errors.ts';
import { globalIdOf, localIdOf } from '../../records/global-id.ts';
import { bilingual, type TypeShelf } from '../../records/kit.ts';
import { connectionType } from '../connection.ts';
import type { RequestContext } from '../context.ts';
import type { PlaceNode } from '../place-data.ts';
import { placesByCode } from '../place-data.ts';
import { rowBy, rowsBy } from '../programme-data.ts';
import { asData, asUserErrors, type UserErrorRef } from '../user-error.ts';
import { listed, pageArgsOf } from './listed.ts';

const accountRoleType = (shelf: TypeShelf, place: never) =>
  shelf.builder.objectRef<RoleRow>('AccountRole').implement({
    description: bilingual({ zh: '授予的角色', en: 'A role held for a place and everything below it' }),
    fields: (t) => ({
      id: t.id({ resolve: ({ id }) => globalIdOf('AccountRole', id) }),
      role: t.field({ type: shelf.enumOf(role), resolve: (row) => row.role }),
      placeCode: t.exposeString('placeCode', { description: '地方代码 / Code of the place' }),
      place: t.field({ type: place, nullable: true, resolve: (({ placeCode }: RoleRow, _: unknown, ctx: RequestContext): Promise<PlaceNode | null> => placesByCode(ctx, ctx.today).load(placeCode)) as never }),
      fromOn: t.expose('fromOn', { type: 'Date', description: '自 / First day' }),
      toOn: t.expose('toOn', { type: 'Date', nullable: true, description: '至,含当日 / Last day' }),
      revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true, description: '提前撤销的时刻 / When it was taken away before its time' }),
    }),
  });

const accountType = (shelf: TypeShelf, place: never) => {
  const roleType = accountRoleType(shelf, place);
  return shelf.builder.objectRef<AccountRow>('Account').implement({
    description: bilingual({ zh: '账号', en: 'Someone who may sign in' }),
    fields: (t) => ({
      id: t.id({ resolve: ({ id }) => globalIdOf('Account', id) }),
      subject: t.exposeString('subject', { description: '身份提供方的用户标识 / Subject at the identity provider' }),
      name: t.exposeString('name', { description: '姓名 / Name' }),
      departmentCode: t.exposeString('departmentCode', { description: '单位代码 / Code of the department' }),
      duty: t.field({ type: shelf.enumOf(duty), description: bilingual(duty.title), resolve: (row) => row.duty }),
      createdAt: t.expose('createdAt', { type: 'DateTime' }),
      disabledAt: t.expose('disabledAt', { type: 'DateTime', nullable: true, description: '停用时刻 / When it was closed' }),
      roles: t.field({
        type: [roleType],
        description: '全部角色,含已结束的 / Every role it ever held',
        resolve: async ({ id }, _, ctx) => [...(await rowsBy(ctx, accountRole, accountRole.accountId, { order: [accountRole.fromOn, accountRole.id] }).load(id))],
      }),
    }),
  });
};

interface Payload {
  readonly id: string | null;
  readonly errors: readonly PlatformError[];
}

const inputsOf = ({ builder, enumOf }: TypeShelf) => {
  const reason = { required: true, description: '理由 / Reason' } as const;
  return {
    create: builder.inputType('CreateAccountInput', {
      fields: (t) => ({
        subject: t.string({ required: true, description: '身份提供方的用户标识 / Subject at the identity provider' }),
        name: t.string({ required: true }),
        departmentCode: t.string({ required: true }),
      }),
    }),
    account: builder.inputType('AccountChangeInput', { fields: (t) => ({ accountId: t.id({ required: true }), reason: t.string(reason) }) }),
    grant: builder.inputType('GrantRoleInput', {
      fields: (t) => ({
        accountId: t.id({ required: true }),
        role: t.field({ type: enumOf(role), required: true }),
        placeCode: t.string({ required: true, description: '地方代码 / Code of the place' }),
        fromOn: t.field({ type: 'Date', description: '自,默认今天 / First day, today by default' }),
        toOn: t.field({ type: 'Date', description: '至,含当日 / Last day' }),
        reason: t.string(reason),
      }),
    }),
    revoke: builder.inputType('RevokeRoleInput', { fields: (t) => ({ accountRoleId: t.id({ required: true }), reason: t.string(reason) }) }),
  };
};

type Work<I> = (ctx: RequestContext, input: I) => Promise<string>;

const defineAccountMutations = (shelf: TypeShelf, userError: UserErrorRef, type: ReturnType<typeof accountType>): void => {
  const { builder } = shelf;
  const inputs = inputsOf(shelf);
  const payload = builder.objectRef<Payload>('AccountPayload').implement({
    description: bilingual({ zh: '账号变更结果', en: 'What became of a change to an account' }),
    fields: (t) => ({
      account: t.field({ type, nullable: true, resolve: (({ id }: Payload, _: unknown, ctx: RequestContext) => rowBy(ctx, account, account.id, id)) as never }),
      errors: t.field({ type: [userError], resolve: ({ errors }) => asData(errors) }),
    }),
  });
  const mutation = <I>(name: string, input: object, [zh, en]: readonly [string, string], work: Work<I>): void =>
    builder.mutationField(name, (t) => t.field({
      type: payload,
      description: bilingual({ zh, en }),
      args: { input: t.arg({ type: input as never, required: true }) },
      resolve: async (_, args, ctx) => {
        const { value, errors } = await asUserErrors(ctx, () => work(ctx, (args as { input: I }).input));
        ctx.loaders.clear();
        return { id: value, errors };
      },
    }));
  const byAccount = <I extends { readonly accountId: string }>(work: Work<I>): Work<I> => (ctx, input) => work(ctx, { ...input, accountId: localIdOf(input.accountId, 'Account') });
  mutation('createAccount', inputs.create, ['开立账号', 'Opens an account; it holds no role yet'], (ctx, input: CreateAccountInput) => createAccount(ctx, input));
  mutation('disableAccount', inputs.account, ['停用账号', 'Closes an account'], byAccount<AccountInput>(disableAccount));
  mutation('enableAccount', inputs.account, ['恢复账号', 'Opens a closed account again'], byAccount<AccountInput>(enableAccount));
  mutation('grantRole', inputs.grant, ['授予角色', 'Gives a role for a place'], byAccount<GrantRoleInput>(grantRole));
  mutation('revokeRole', inputs.revoke, ['撤销角色', 'Takes a role away at once'], (ctx, input: RevokeRoleInput) => revokeRole(ctx, { ...input, accountRoleId: localIdOf(input.accountRoleId, 'AccountRole') }));
};

/** Accounts and their roles: read and changed by security administrators, and by nobody else. */
export const defineAccounts = (shelf: TypeShelf, userError: UserErrorRef, place: never): void => {
  const type = accountType(shelf, place);
  const connection = connectionType<AccountRow>(shelf.builder, 'Account', type as never);
  shelf.builder.queryField('accounts', (t) => t.field({
    type: connection,
    description: bilingual({ zh: '账号', en: 'Accounts, for security administrators' }),
    args: {
      ...pageArgsOf(t),
      subject: t.arg.string({ description: '用户标识 / The one with this subject' }),
      departmentCode: t.arg.string({ description: '单位代码 / Of this department' }),
      disabled: t.arg.boolean({ description: '是否停用 / Closed ones, or those that are not' }),
    },
    resolve: (_, { subject, departmentCode, disabled, ...page }, ctx) => {
      requireSecurity(ctx);
      const where = [
        subject == null ? undefined : eq(account.subject, subject),
        departmentCode == null ? undefined : eq(account.departmentCode, departmentCode),
        disabled == null ? undefined : disabled ? isNotNull(account.disabledAt) : isNull(account.disabledAt),
      ];
      return listed(ctx, account, { id: account.id }, page, where, ['accounts', subject ?? null, departmentCode ?? null, disabled ?? null]);
    },
  }) as never);
  defineAccountMutations(shelf, userError, type);
};
