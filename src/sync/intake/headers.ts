import { PlatformError } from '../../errors.ts';
import { spellings } from '../column-headers.ts';
import type { ExchangeColumn } from '../columns.ts';
import type { FileRow, InCell } from '../formats/cells.ts';
import type { Importer } from './importer.ts';
import { lineNote, noteColumns } from './notes.ts';

/** How a file's headers meet a record's columns. */
export interface Headings {
  /** The column of each header that is used. */
  readonly columnOf: ReadonlyMap<string, ExchangeColumn>;
  /** Headers of columns that an import does not write, such as what is computed. */
  readonly ignored: readonly string[];
  /** The header under which a row says which line it puts right. */
  readonly lineHeader: string | undefined;
}

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase().replace(/\s*\*$/, '');

/** A header is the name of the field, its title in one of the languages, or both; that of a required column may carry a star. */
export const columnOfHeader = (columns: readonly ExchangeColumn[], header: string): ExchangeColumn | undefined => {
  const wanted = plain(header);
  const spelt = spellings.map((spelling) => columns.filter((column) => plain(spelling(column)) === wanted)).find((some) => some.length === 1)?.[0];
  return spelt ?? columns.find(({ aliases = [] }) => aliases.includes(wanted));
};

const listed = (headers: readonly string[]): string => headers.map((header) => header.slice(0, 40)).join(', ');

const isMissing = (columns: readonly ExchangeColumn[], used: ReadonlySet<ExchangeColumn>): string[] =>
  columns.filter((column) => column.isKey && column.writable && column.required && !used.has(column)).map(({ name, title }) => `${title.zh} ${name}`);

/**
 * @throws PlatformError IMPORT_COLUMNS_UNKNOWN, IMPORT_COLUMNS_REPEATED, IMPORT_COLUMNS_MISSING: a header that
 *   nobody knows would silently be a column that nobody reads. Where strange columns are passed over, one at
 *   least must be known
 */
export const headingsOf = (columns: readonly ExchangeColumn[], headers: readonly string[], passesStrange = false): Headings => {
  const met = headers.filter((header) => header !== '').map((header) => [header, columnOfHeader(columns, header)] as const);
  const unknown = met.filter(([, column]) => !column).map(([header]) => header);
  const isStrange = passesStrange ? unknown.length === met.length : unknown.length > 0;
  if (isStrange) throw new PlatformError('IMPORT_COLUMNS_UNKNOWN', { columns: listed(unknown) });
  const known = met.filter((one): one is readonly [string, ExchangeColumn] => one[1] !== undefined);
  const used = new Set(known.map(([, column]) => column));
  if (used.size < known.length) throw new PlatformError('IMPORT_COLUMNS_REPEATED', { columns: listed(known.filter(([, column], at) => known.findIndex(([, other]) => other === column) !== at).map(([header]) => header)) });
  const missing = isMissing(columns, used);
  if (missing.length > 0) throw new PlatformError('IMPORT_COLUMNS_MISSING', { columns: missing.join(', ') });
  return {
    columnOf: new Map(known.filter(([, { writable }]) => writable)),
    ignored: [...known.filter(([, { writable }]) => !writable).map(([header]) => header), ...unknown],
    lineHeader: known.find(([, column]) => column === lineNote)?.[0],
  };
};

/** Cells by name of column, as their file has them. */
export type NamedCells = Readonly<Record<string, InCell>>;

/** Meets rows with columns; headers are looked at once as long as they stay the same. */
export const createHeadings = ({ columns: own, passesStrange }: Pick<Importer, 'columns' | 'passesStrange'>) => {
  const columns = [...own, ...noteColumns];
  const known = new Map<string, Headings>();
  return (row: FileRow): Headings => {
    const headers = Object.keys(row.cells);
    const key = headers.join('\u0000');
    const made = known.get(key) ?? headingsOf(columns, headers, passesStrange);
    if (known.size < 1_000) known.set(key, made);
    return made;
  };
};
