import { v7 as uuidv7 } from 'uuid';
import { keepAudit } from '../access/audit/keep.ts';
import { insertRows } from '../db/insert-rows.ts';
import { changeEntry } from '../db/tables/journal.ts';
import { publishedCell, publishedRelease } from '../db/tables/publication.ts';
import type { RequestContext } from '../schema/context.ts';
import type { CubeCell } from './cube.ts';
import type { CountedTable } from './moments.ts';
import type { DatedPlace } from './released.ts';

export type Release = typeof publishedRelease.$inferSelect;

/** A counted table with what of it is hidden. */
export interface ProtectedTable {
  readonly table: CountedTable;
  isHidden(cell: CubeCell): boolean;
}

const releaseOf = ({ now }: RequestContext, { table: { table, asOf, threshold, cells }, isHidden }: ProtectedTable): Release => ({
  id: uuidv7(), tableId: table.id, asOf, computedAt: now, threshold, cellCount: cells.length, hiddenCount: cells.filter(isHidden).length,
});

const cellRows = ({ id }: Release, { table: { cells }, isHidden }: ProtectedTable, validFrom: ReadonlyMap<string, string>) =>
  cells.map((cell, position) => ({
    releaseId: id,
    position,
    placeCode: cell.place,
    placeValidFrom: validFrom.get(cell.place) as string,
    firstCode: cell.codes[0] ?? null,
    secondCode: cell.codes[1] ?? null,
    thirdCode: cell.codes[2] ?? null,
    value: isHidden(cell) ? null : cell.value,
  }));

const recordType = 'PublishedRelease';

/** Who published what, and how much of it is hidden; never a count. */
const auditRow = (ctx: RequestContext, { id, tableId, asOf, threshold, cellCount, hiddenCount }: Release) => ({
  at: ctx.now,
  actor: ctx.identity.subject ?? ctx.identity.scope.actor,
  department: ctx.identity.department,
  requestId: ctx.requestId,
  action: 'PUBLISH',
  recordType,
  recordId: id,
  changes: Object.fromEntries(Object.entries({ tableId, asOf, threshold, cellCount, hiddenCount }).map(([name, value]) => [name, [null, value] as const])),
});

/** Writes releases with their cells and their entries in the journals. */
export const writeReleases = async (ctx: RequestContext, tables: readonly ProtectedTable[], places: readonly DatedPlace[]): Promise<readonly Release[]> => {
  const validFrom = new Map(places.map(({ code, validFrom: day }) => [code, day]));
  const releases = tables.map((table) => releaseOf(ctx, table));
  await insertRows(ctx.tx, publishedRelease, releases);
  await insertRows(ctx.tx, publishedCell, tables.flatMap((table, at) => cellRows(releases[at] as Release, table, validFrom)));
  keepAudit(ctx.tx, ctx.vault, releases.map((release) => auditRow(ctx, release)));
  await insertRows(ctx.tx, changeEntry, releases.map(({ id }) => ({ at: ctx.now, operation: 'CREATED' as const, recordType, recordId: id, version: 1 })));
  return releases;
};
