import { and, eq, sql } from 'drizzle-orm';
import { mayHoldIdNumber } from '../../access/id-number-text.ts';
import { type externalId, externalSystem } from '../../db/tables/external.ts';
import { PlatformError } from '../../errors.ts';
import type { RequestContext } from '../../schema/context.ts';
import type { AnyRecord } from '../define.ts';
import { idKeyOf, scopeOf } from '../listing.ts';
import type { Row } from '../page.ts';
import type { ExternalKey } from './find.ts';
import { ownName } from './names.ts';

/** Where a row is that belongs to no county. */
const province = '140000';

const keyForm = /^[^\p{Cc}]{1,200}$/u;

/** What a key may look like: an ID number is not a key, it would be readable in every place keys are. */
export const keyFaults = ({ key }: ExternalKey): PlatformError[] =>
  keyForm.test(key) && key.trim() === key && !mayHoldIdNumber(key) ? [] : [new PlatformError('EXTERNAL_KEY_INVALID', {}, { path: ['key'] })];

/** All that is told of a key that another row has, wherever that is. */
export const taken = (): PlatformError => new PlatformError('EXTERNAL_ID_TAKEN', {}, { path: [ownName, 'key'] });

/** Systems that are the caller's department's. Others are as those that nobody registered. */
export const ownSystems = async (ctx: RequestContext, codes: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await ctx.tx.orm.select({ code: externalSystem.code }).from(externalSystem)
    .where(and(sql`${externalSystem.code} = any(${sql.param(codes)}::text[])`, eq(externalSystem.departmentCode, ctx.identity.department ?? ''), scopeOf(ctx.identity, externalSystem)));
  return new Set(rows.map(({ code }) => code));
};

/** An entry of the index: a row's key in another system, with the columns of the row's own scope. */
export const externalRowOf = (ctx: RequestContext, record: AnyRecord, row: Row, { system, key }: ExternalKey): typeof externalId.$inferInsert => ({
  system, key,
  recordType: record.name,
  recordId: row[idKeyOf(record)] as string,
  householdId: (row.householdId as string | undefined) ?? null,
  countyCode: (row.countyCode as string | undefined) ?? province,
  areaCode: ((row.areaCode ?? row.villageCode) as string | undefined) ?? null,
  createdAt: ctx.now,
});

/** Who gave a row its key. */
export const auditOfKey = (ctx: RequestContext, row: typeof externalId.$inferInsert, action: string) => ({
  at: ctx.now, actor: ctx.identity.subject ?? ctx.identity.scope.actor, department: ctx.identity.department, requestId: ctx.requestId,
  action, recordType: row.recordType, recordId: row.recordId, householdId: row.householdId ?? null, countyCode: row.countyCode, reason: null,
  changes: { externalId: [null, `${row.system}:${row.key}`] as const },
});
