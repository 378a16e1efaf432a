import { PlatformError } from '../../errors.ts';
import type { RequestContext } from '../../schema/context.ts';
import type { ExchangeColumn } from '../columns.ts';
import type { AskedExport } from '../export/asked.ts';
import { type ExportPage, exportPages, isShown } from '../export/rows.ts';
import type { Importer } from '../intake/importer.ts';

/** Nobody fills in more by hand; beyond it nothing is cut off, but refused. */
export const mostRows = 20_000;

/** A row whose key is not whole would be read as another. */
const isWhole = (row: ExportPage['rows'][number]): boolean => row.every((cell) => cell !== undefined);

/** Rows of the province name no place, or one each. */
const ofPlace = ({ about, reach }: Importer['record'], columns: readonly ExchangeColumn[], place: string) => {
  const at = about === 'province' && reach !== undefined ? columns.findIndex(({ name }) => name === reach) : -1;
  return (row: ExportPage['rows'][number]): boolean => at < 0 || row[at] === place;
};

/** Whether the caller is shown all that finds a row of the record again. */
export const showsKeys = (ctx: RequestContext, { record }: Importer, keys: readonly ExchangeColumn[]): boolean =>
  record.lists !== 'none' && keys.length > 0 && keys.every((column) => isShown(ctx, record, column));

/**
 * Keys of the records of a place within the caller's scope, page by page.
 * @throws PlatformError TEMPLATE_TOO_LONG, PLACE_UNKNOWN
 */
export async function* keyPages(ctx: RequestContext, { record }: Importer, columns: readonly ExchangeColumn[], place: string): AsyncGenerator<ExportPage> {
  const isOfPlace = ofPlace(record, columns, place);
  const asked: AskedExport = { record, format: 'XLSX', place: record.about === 'province' ? undefined : place, asOf: undefined, args: {}, columns, wording: 'zh', encoding: 'utf-8', purpose: undefined };
  let rows = 0;
  for await (const page of exportPages(ctx, asked)) {
    const own = page.rows.filter(isOfPlace);
    rows += own.length;
    if (rows > mostRows) throw new PlatformError('TEMPLATE_TOO_LONG', { max: mostRows });
    yield { ...page, rows: own.filter(isWhole) };
  }
}
