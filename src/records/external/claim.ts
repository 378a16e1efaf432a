import { and, sql } from 'drizzle-orm';
import { keepAudit } from '../../access/audit/keep.ts';
import { insertRows } from '../../db/insert-rows.ts';
import { externalId } from '../../db/tables/external.ts';
import { PlatformError } from '../../errors.ts';
import type { RequestContext } from '../../schema/context.ts';
import type { AnyRecord } from '../define.ts';
import type { Prepared } from '../drafts.ts';
import { idKeyOf, scopeOf } from '../listing.ts';
import { findExternal, textOf } from './find.ts';
import { auditOfKey, externalRowOf } from './key.ts';
import { ownName } from './names.ts';

/** Whether the row is to get a key that it has not. */
export const isNewlyKeyed = ({ candidate: { own, errors } }: Prepared): boolean => own !== undefined && own.row === null && errors.length === 0;

/**
 * Refuses a second key of one system for a row: the other system has two rows where there is one here, and they
 * would overwrite each other. Who means it registers both keys.
 */
export const refuseSecondKeys = async (ctx: RequestContext, record: AnyRecord, prepared: readonly Prepared[]): Promise<void> => {
  const there = prepared.filter((one) => one.draft.before && isNewlyKeyed(one));
  if (there.length === 0) return;
  const idOf = ({ draft: { after } }: Prepared): string => after[idKeyOf(record)] as string;
  const rows = await ctx.tx.orm.select({ system: externalId.system, id: externalId.recordId }).from(externalId)
    .where(and(sql`${externalId.recordId} = any(${sql.param(there.map(idOf))}::uuid[])`, sql`${externalId.recordType} = ${record.name}`, scopeOf(ctx.identity, externalId)));
  const keyed = new Set(rows.map(({ system, id }) => JSON.stringify([system, id])));
  for (const one of there) {
    if (keyed.has(JSON.stringify([one.candidate.own?.key.system, idOf(one)]))) one.candidate.errors.push(new PlatformError('EXTERNAL_KEY_DISAGREES', {}, { path: [ownName] }));
  }
};

/** Some keys are taken; what was written beside them is to be undone. */
export class KeysTaken extends Error {
  readonly by: ReadonlySet<Prepared>;
  constructor(by: ReadonlySet<Prepared>) {
    super('keys are taken');
    this.by = by;
  }
}

/**
 * Keeps the keys of rows that are written in the same transaction.
 * @throws KeysTaken
 */
export const claimKeys = async (ctx: RequestContext, record: AnyRecord, prepared: readonly Prepared[], action: string): Promise<void> => {
  const asked = prepared.filter(isNewlyKeyed);
  if (asked.length === 0) return;
  const rows = asked.map(({ candidate: { own }, draft: { after } }) => externalRowOf(ctx, record, after, (own as NonNullable<typeof own>).key));
  if ((await insertRows(ctx.tx, externalId, rows, { onConflict: 'nothing' })) < rows.length) {
    const found = await findExternal(ctx, record.name, rows);
    throw new KeysTaken(new Set(asked.filter((_, at) => found.get(textOf(rows[at] as never))?.recordId !== rows[at]?.recordId)));
  }
  keepAudit(ctx.tx, ctx.vault, rows.map((row) => auditOfKey(ctx, row, action)));
};
