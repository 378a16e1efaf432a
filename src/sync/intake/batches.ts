import { PlatformError } from '../../errors.ts';
import type { FileRow } from '../formats/cells.ts';
import { createHeadings } from './headers.ts';
import type { Importer, IntakeRow } from './importer.ts';
import { lineIn } from './notes.ts';

/** Rows that are settled together, and how many came before them. */
export interface IntakeBatch {
  readonly from: number;
  readonly rows: readonly IntakeRow[];
}

/** Hears of columns that an import does not write. */
export type IgnoredColumns = (headers: readonly string[]) => void;

type Headings = ReturnType<typeof createHeadings>;

/**
 * A row whose cells have names of columns.
 * @throws PlatformError for headers that do not fit
 */
const namedRow = (headings: Headings, row: FileRow, onIgnored: IgnoredColumns): IntakeRow => {
  const { columnOf, ignored, lineHeader } = headings(row);
  if (ignored.length > 0) onIgnored(ignored);
  return { line: row.line, cells: Object.fromEntries([...columnOf].map(([header, { name }]) => [name, row.cells[header]])), faults: [], ...(lineHeader === undefined ? {} : { corrects: lineIn(row.cells[lineHeader]) }) };
};

/** A row that answers for its own headers: what does not fit is its fault. */
export const meetRow = (headings: Headings, row: FileRow, onIgnored: IgnoredColumns): IntakeRow => {
  if (row.fault) return { line: row.line, cells: row.cells, faults: [row.fault] };
  try {
    return namedRow(headings, row, onIgnored);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    return { line: row.line, cells: row.cells, faults: [error] };
  }
};

/**
 * Meets the rows of a file with the columns of an importer. A header that nobody knows refuses a table; of
 * JSON lines, which have no common header, each row answers for its own.
 */
const intakeRows = async function* (importer: Importer, rows: AsyncIterable<FileRow>, isTable: boolean, onIgnored: IgnoredColumns): AsyncGenerator<IntakeRow> {
  const headings = createHeadings(importer);
  for await (const row of rows) yield isTable && !row.fault ? namedRow(headings, row, onIgnored) : meetRow(headings, row, onIgnored);
};

/**
 * Rows in batches whose bounds follow from the file alone, so that an import taken up again settles the same
 * rows together. Neighbours of one group stay together. Rows that are settled already are passed over.
 */
export async function* batchesOf(
  importer: Importer, rows: AsyncIterable<FileRow>, { isTable, settled, onIgnored }: { readonly isTable: boolean; readonly settled: number; readonly onIgnored: IgnoredColumns },
): AsyncGenerator<IntakeBatch> {
  let [from, batch, last] = [0, [] as IntakeRow[], ''];
  for await (const row of intakeRows(importer, rows, isTable, onIgnored)) {
    // a row that could not be read stays with the one before it
    const group = row.faults.length > 0 ? last : (importer.groupOf?.(row) ?? '');
    if (batch.length >= importer.batchRows && (importer.groupOf === undefined || group !== last || batch.length >= importer.batchRows * 2)) {
      if (from >= settled) yield { from, rows: batch };
      from += batch.length;
      batch = [];
    }
    batch.push(row);
    last = group;
  }
  if (batch.length > 0 && from >= settled) yield { from, rows: batch };
}

/** The same, with the next one read while the present one is settled. */
export async function* readAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = source.next();
  try {
    for (let { done, value } = await next; !done; { done, value } = await next) {
      next = source.next();
      next.catch(() => undefined); // told of in its turn
      yield value;
    }
  } finally {
    await source.return(undefined);
  }
}
