import { and, eq, inArray, type SQL } from 'drizzle-orm';
import { importQuarantine } from '../../../db/tables/intake.ts';
import { PlatformError, throwIfAny } from '../../../errors.ts';
import type { RequestContext } from '../../../schema/context.ts';
import { columnOfFault, keptFault, type KeptRow, sealRow } from '../seal-row.ts';
import type { QuarantineRow } from './read.ts';
import { ownRows } from './reach.ts';

/** Rows that wait, locked until the operation ends, always in the same order; who comes second finds them settled. */
export const lockOpen = async (ctx: RequestContext, condition: SQL): Promise<readonly QuarantineRow[]> =>
  ctx.tx.orm.select().from(importQuarantine).where(and(ownRows(ctx), eq(importQuarantine.state, 'OPEN'), condition)).orderBy(importQuarantine.id).for('update');

/** Waiting rows with those that belong to the same group, locked. */
export const lockGroups = async (ctx: RequestContext, condition: SQL): Promise<readonly QuarantineRow[]> => {
  const found = await ctx.tx.orm.selectDistinct({ groupId: importQuarantine.groupId }).from(importQuarantine).where(and(ownRows(ctx), eq(importQuarantine.state, 'OPEN'), condition));
  return found.length === 0 ? [] : lockOpen(ctx, inArray(importQuarantine.groupId, found.map(({ groupId }) => groupId)));
};

/** @throws PlatformErrors QUARANTINE_ROW_UNKNOWN for each that is not there, not the caller's, or settled already */
export const requireAll = (ids: readonly string[], rows: readonly QuarantineRow[], pathOf: (at: number) => readonly (string | number)[]): void => {
  const known = new Set(rows.map(({ id }) => id));
  throwIfAny(ids.flatMap((id, at) => (known.has(id) ? [] : [new PlatformError('QUARANTINE_ROW_UNKNOWN', {}, { path: pathOf(at) })])));
};

/** What becomes of a row: settled, or kept on with what is wrong with it now. */
export type Fate =
  | { readonly row: QuarantineRow; readonly state: 'CORRECTED' | 'DISCARDED'; readonly kept: KeptRow }
  | { readonly row: QuarantineRow; readonly state: 'OPEN'; readonly kept: KeptRow; readonly faults: readonly PlatformError[] };

const written = ({ vault, now }: RequestContext, fate: Fate) => {
  const { row, state, kept } = fate;
  if (state !== 'OPEN') return { id: row.id, state, settled_at: now, columns: row.columns, codes: row.codes, sealed: sealRow(vault, row.id, { ...kept, cells: {} }) }; // its cells are needed no more
  const told = fate.faults.map(keptFault);
  return { id: row.id, state, settled_at: null, columns: told.map(columnOfFault), codes: told.map(({ code }) => code), sealed: sealRow(vault, row.id, { cells: kept.cells, faults: told }) };
};

const settleText = `
  update core.import_quarantine as q set state = x.state, settled_at = x.settled_at, columns = x.columns, codes = x.codes, sealed = x.sealed
  from json_to_recordset(($1::text)::json) as x(id uuid, state text, settled_at timestamptz, columns text[], codes text[], sealed text)
  where q.id = x.id and q.actor = $2 and q.state = 'OPEN'`;

/** Writes what became of locked rows, in one statement. */
export const writeFates = async (ctx: RequestContext, fates: readonly Fate[]): Promise<void> => {
  if (fates.length > 0) await ctx.tx.query(settleText, [JSON.stringify(fates.map((fate) => written(ctx, fate))), ctx.identity.subject]);
};
