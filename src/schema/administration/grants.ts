import { eq } from 'drizzle-orm';
import { requireSecurity } from '../../administration/account.ts';
import {
  type DepartmentGrantInput, type DepartmentGrantRow, type Domains, grantDepartment, revokeDepartmentGrant, type RevokeDepartmentGrantInput, runningGrants,
} from '../../administration/grants.ts';
import { grantedClass } from '../../db/codes/access.ts';
import { departmentGrant } from '../../db/tables/access.ts';
import type { PlatformError } from '../../errors.ts';
import { globalIdOf, localIdOf } from '../../records/global-id.ts';
import { bilingual, type TypeShelf } from '../../records/kit.ts';
import { connectionType } from '../connection.ts';
import { rowBy } from '../programme-data.ts';
import { asData, asUserErrors, type UserErrorRef } from '../user-error.ts';
import { listed, pageArgsOf } from './listed.ts';

interface Payload {
  readonly id: string | null;
  readonly errors: readonly PlatformError[];
}

const grantType = (shelf: TypeShelf) =>
  shelf.builder.objectRef<DepartmentGrantRow>('DepartmentGrant').implement({
    description: bilingual({ zh: '部门间授权', en: 'What one department may read of what others keep' }),
    fields: (t) => ({
      id: t.id({ resolve: ({ id }) => globalIdOf('DepartmentGrant', id) }),
      toDepartmentCode: t.exposeString('toDepartmentCode', { description: '被授权单位 / Code of the department that may read' }),
      domain: t.exposeString('domain', { description: '业务领域 / Domain: id of a plugin' }),
      tableName: t.exposeString('tableName', { nullable: true, description: '单个表,空为整个领域 / A single table; null for the whole domain' }),
      fieldClass: t.field({ type: shelf.enumOf(grantedClass), description: bilingual(grantedClass.title), resolve: (row) => row.fieldClass }),
      fromOn: t.expose('fromOn', { type: 'Date', description: '自 / First day' }),
      toOn: t.expose('toOn', { type: 'Date', nullable: true, description: '至,含当日 / Last day' }),
      basis: t.exposeString('basis', { description: '依据 / Document it rests on' }),
      createdAt: t.expose('createdAt', { type: 'DateTime' }),
      revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true, description: '提前撤销的时刻 / When it was taken back before its time' }),
    }),
  });

const inputsOf = ({ builder, enumOf }: TypeShelf) => ({
  grant: builder.inputType('GrantDepartmentInput', {
    fields: (t) => ({
      toDepartmentCode: t.string({ required: true, description: '被授权单位 / Code of the department that may read' }),
      domain: t.string({ required: true, description: '业务领域 / Domain: id of a plugin' }),
      tableName: t.string({ description: '单个表,空为整个领域 / A single table; left out for the whole domain' }),
      fieldClass: t.field({ type: enumOf(grantedClass), required: true }),
      fromOn: t.field({ type: 'Date', description: '自,默认今天 / First day, today by default' }),
      toOn: t.field({ type: 'Date', description: '至,含当日 / Last day' }),
      basis: t.string({ required: true, description: '依据 / Document it rests on' }),
    }),
  }),
  revoke: builder.inputType('RevokeDepartmentGrantInput', { fields: (t) => ({ grantId: t.id({ required: true }), reason: t.string({ required: true, description: '理由 / Reason' }) }) }),
});

/** Grants between departments: read and changed by security administrators. */
export const defineDepartmentGrants = (shelf: TypeShelf, userError: UserErrorRef, domains: Domains): void => {
  const { builder } = shelf;
  const type = grantType(shelf);
  const inputs = inputsOf(shelf);
  const payload = builder.objectRef<Payload>('DepartmentGrantPayload').implement({
    description: bilingual({ zh: '授权变更结果', en: 'What became of a change to a grant' }),
    fields: (t) => ({
      grant: t.field({ type, nullable: true, resolve: ({ id }, _, ctx) => rowBy(ctx, departmentGrant, departmentGrant.id, id) }),
      errors: t.field({ type: [userError], resolve: ({ errors }) => asData(errors) }),
    }),
  });
  builder.queryField('departmentGrants', (t) => t.field({
    type: connectionType<DepartmentGrantRow>(builder, 'DepartmentGrant', type as never),
    description: bilingual({ zh: '部门间授权', en: 'Grants between departments, for security administrators' }),
    args: {
      ...pageArgsOf(t),
      toDepartmentCode: t.arg.string({ description: '被授权单位 / To this department' }),
      running: t.arg.boolean({ description: '只看现行的 / Only those that count now or later' }),
    },
    resolve: (_, { toDepartmentCode, running, ...page }, ctx) => {
      requireSecurity(ctx);
      const where = [toDepartmentCode == null ? undefined : eq(departmentGrant.toDepartmentCode, toDepartmentCode), running ? runningGrants(ctx.today) : undefined];
      return listed(ctx, departmentGrant, { id: departmentGrant.id }, page, where, ['grants', toDepartmentCode ?? null, running ?? null]);
    },
  }) as never);
  builder.mutationField('grantDepartment', (t) => t.field({
    type: payload,
    description: bilingual({ zh: '授权某单位查看其他部门的数据', en: 'Lets a department read what another keeps' }),
    args: { input: t.arg({ type: inputs.grant, required: true }) },
    resolve: async (_, { input }, ctx) => {
      const { value, errors } = await asUserErrors(ctx, () => grantDepartment(ctx, input as DepartmentGrantInput, domains));
      return { id: value, errors };
    },
  }));
  builder.mutationField('revokeDepartmentGrant', (t) => t.field({
    type: payload,
    description: bilingual({ zh: '撤销部门间授权', en: 'Takes a grant back at once' }),
    args: { input: t.arg({ type: inputs.revoke, required: true }) },
    resolve: async (_, { input }, ctx) => {
      const given: RevokeDepartmentGrantInput = { ...input, grantId: localIdOf(input.grantId, 'DepartmentGrant') };
      const { value, errors } = await asUserErrors(ctx, () => revokeDepartmentGrant(ctx, given));
      ctx.loaders.clear();
      return { id: value, errors };
    },
  }));
};
