import { reachesTable, requireRole } from '../access/identity.ts';
import { PlatformError } from '../errors.ts';
import type { RequestContext } from '../schema/context.ts';
import { assemble } from './assemble.ts';
import { type CubeCell, cubeOf } from './cube.ts';
import type { CountedTable } from './moments.ts';
import { protect } from './protect.ts';
import { type DatedPlace, landNames, placesOn, releasedCells, releasedTables, treeOf } from './released.ts';
import { solver } from './solver.ts';
import { familiesOf, type OwnedTable } from './tables.ts';
import { type Release, writeReleases } from './write-releases.ts';

export interface PublishOptions {
  /** Every table there is: those that are not published now still say something about the others. */
  readonly tables: readonly OwnedTable[];
  /** Ids of the tables to publish; tables that are linked with them are published too. */
  readonly wanted: readonly string[];
  readonly asOf: string;
  /** Counts from 1 to below this are hidden. */
  readonly threshold: number;
}

/** Counts are only true for who sees every row of the province. */
const requirePublisher = ({ identity }: RequestContext, tables: readonly OwnedTable[]): void => {
  requireRole(identity, 'PUBLISHER');
  const reachesAll = identity.scope.counties === '*' && tables.every(({ from }) => from.every((table) => reachesTable(identity, table)));
  if (!reachesAll) throw new PlatformError('FORBIDDEN');
};

/** One publication at a time: each looks at all that were before it. */
const waitForTurn = ({ tx }: RequestContext): Promise<unknown> => tx.query("select pg_advisory_xact_lock(hashtext('youyu.publication'))");

const countTable = async (ctx: RequestContext, table: OwnedTable, { asOf, threshold }: PublishOptions, places: readonly DatedPlace[]): Promise<CountedTable> => {
  const groups = await table.count(ctx, asOf);
  const counted = new Set(groups.map(({ county }) => county));
  const tree = treeOf(places, ({ code, isStatistical }) => !isStatistical || counted.has(code));
  return { table, asOf, threshold, tree, cells: cubeOf(table, tree, groups) };
};

/**
 * Protects and writes the tables of one family. They are published together: a total that one of them
 * showed earlier could no longer be hidden for the sake of another.
 */
const publishFamily = async (ctx: RequestContext, family: readonly OwnedTable[], options: PublishOptions): Promise<readonly Release[]> => {
  const { asOf, threshold, wanted } = options;
  const cells = await releasedCells(ctx, family);
  const again = cells.find((cell) => cell.asOf === asOf && wanted.includes(cell.tableId));
  if (again) throw new PlatformError('PUBLICATION_EXISTS', { table: again.tableId, date: asOf });
  const isReleased = ({ id }: OwnedTable): boolean => cells.some((cell) => cell.asOf === asOf && cell.tableId === id);
  const places = await placesOn(ctx, [...new Set([asOf, ...cells.map((cell) => cell.asOf)])]);
  const counted: CountedTable[] = [];
  for (const table of family) if (!isReleased(table)) counted.push(await countTable(ctx, table, options, places.get(asOf) ?? []));
  const { picture, indexOf } = assemble({ counted, released: releasedTables(family, cells, places), threshold, landBetween: await landNames(ctx) });
  const { hidden, exposed } = await protect(await solver(), picture);
  if (exposed.length > 0) throw new PlatformError('PUBLICATION_UNPROTECTABLE', { date: asOf });
  const isHidden = (table: CountedTable) => ({ key }: CubeCell): boolean => hidden[indexOf(table, key)] === 1;
  return writeReleases(ctx, counted.map((table) => ({ table, isHidden: isHidden(table) })), places.get(asOf) ?? []);
};

/**
 * Publishes tables as of a date: counts them, hides what would tell about few people, tries to find
 * out what it has hidden, and writes what is left. A table of a date is published once.
 */
export const publishTables = async (ctx: RequestContext, options: PublishOptions): Promise<readonly Release[]> => {
  const { tables, wanted, asOf } = options;
  const families = familiesOf(tables).filter((family) => family.some(({ id }) => wanted.includes(id)));
  requirePublisher(ctx, families.flat());
  const unknown = wanted.find((id) => !tables.some((table) => table.id === id));
  if (unknown !== undefined) throw new PlatformError('PUBLISHED_TABLE_UNKNOWN', { id: unknown.slice(0, 80) });
  if (asOf > ctx.today) throw new PlatformError('DATE_IN_FUTURE', { date: asOf });
  await waitForTurn(ctx);
  const releases: Release[] = [];
  for (const family of families) releases.push(...(await publishFamily(ctx, family, options)));
  return releases;
};
