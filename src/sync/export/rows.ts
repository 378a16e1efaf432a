import { createAccesses } from '../../access/audit/accesses.ts';
import { mayReadField } from '../../access/identity.ts';
import { PlatformError } from '../../errors.ts';
import type { AnyRecord } from '../../records/define.ts';
import { listingOf, requireReader } from '../../records/listing.ts';
import { type Listing, type Page, type Parentage, readPage, readPages, type Row } from '../../records/page.ts';
import { placeParentage } from '../../records/parentage.ts';
import type { RequestContext } from '../../schema/context.ts';
import { coreRecords } from '../../schema/core-records.ts';
import { placesByCode } from '../../schema/place-data.ts';
import { cellOf } from '../cell-text.ts';
import type { Wording } from '../code-text.ts';
import { type ExchangeColumn, fieldNameOf } from '../columns.ts';
import type { OutCell } from '../formats/cells.ts';
import { classOfCell, namesOfRows } from '../show-keys.ts';
import type { AskedExport } from './asked.ts';

const pageRows = 1_000;

/** Whether the caller reads a column in an export; what is sensitive is in none. */
export const isShown = ({ identity }: RequestContext, record: AnyRecord, { class: fieldClass }: ExchangeColumn): boolean =>
  fieldClass !== 'sensitive' && mayReadField(identity, record, fieldClass);

/** An own context for a page: loaders keep what they have loaded, and a file may have millions of rows. */
const ofPage = (ctx: RequestContext): RequestContext => ({ ...ctx, loaders: new Map(), accesses: createAccesses() });

const storedIn = (record: AnyRecord, column: ExchangeColumn, row: Row): unknown =>
  column.isOwner ? (column.names === 'registration' ? row.householdId : row.countyCode) : row[fieldNameOf(record, column)];

const cellsOf = async (ctx: RequestContext, record: AnyRecord, column: ExchangeColumn, rows: readonly Row[], wording: Wording): Promise<readonly OutCell[]> => {
  if (!isShown(ctx, record, column)) return rows.map(() => undefined);
  const told = classOfCell(ctx, column);
  for (const row of rows) ctx.accesses.note(record.name, row, told);
  const values = rows.map((row) => storedIn(record, column, row));
  const target = column.isOwner && column.names === 'registration' ? coreRecords.household : column.target;
  if (!target || column.names === 'value' || column.names === 'place') return values.map((value) => cellOf(column, value, wording));
  const names = await namesOfRows(ctx, target, [...new Set(values.filter((value) => value != null).map(String))]);
  return values.map((value) => (value == null ? null : names.get(String(value))));
};

/** One page of an export: its cells, and whose personal values stand in them. */
export interface ExportPage {
  readonly rows: readonly (readonly OutCell[])[];
  readonly accesses: RequestContext['accesses'];
}

const shown = async (given: RequestContext, { record, columns, wording }: AskedExport, rows: readonly Row[]): Promise<ExportPage> => {
  const ctx = ofPage(given);
  const cells: (readonly OutCell[])[] = [];
  for (const column of columns) cells.push(await cellsOf(ctx, record, column, rows, wording));
  return { rows: rows.map((_, at) => cells.map((column) => column[at])), accesses: ctx.accesses };
};

interface Below {
  readonly parents: Parentage;
  readonly code: string;
}

const belowPlace = async (ctx: RequestContext, { record, place: code, asOf }: AskedExport): Promise<Below | undefined> => {
  if (code === undefined) return undefined;
  const place = await placesByCode(ctx, asOf ?? ctx.today).load(code);
  if (!place) throw new PlatformError('PLACE_UNKNOWN', { code }, { path: ['place'] });
  return { parents: await placeParentage(ctx, record, [place]), code };
};

const pageOf = async (ctx: RequestContext, listing: Listing, below: Below | undefined, cursor: string | undefined): Promise<Page> => {
  const request = { size: pageRows, cursor, backward: false };
  return below ? ((await readPages(ctx, listing, below.parents, [below.code], request))[0] as Page) : readPage(ctx, listing, request);
};

/**
 * All rows of an export in pages, by key, in the one snapshot of its transaction. Statements grow with the
 * pages and not with the rows; nothing of a page is kept for the next.
 */
export async function* exportPages(ctx: RequestContext, asked: AskedExport): AsyncGenerator<ExportPage> {
  requireReader(ctx.identity);
  const below = await belowPlace(ctx, asked);
  const listing = listingOf(ctx, asked.record, asked.args, { print: `export ${asked.place ?? ''}` });
  let cursor: string | undefined;
  for (;;) {
    const page = await pageOf(ctx, listing, below, cursor);
    if (page.nodes.length > 0) yield await shown(ctx, asked, page.nodes);
    const last = page.nodes.at(-1);
    if (!page.hasNextPage || !last) return;
    cursor = page.cursorOf(last);
  }
}
