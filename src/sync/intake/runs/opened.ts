import type { Vault } from '../../../access/vault.ts';
import { PlatformError } from '../../../errors.ts';
import type { FileRow, InCell } from '../../formats/cells.ts';
import { columnOfHeader, type NamedCells } from '../headers.ts';
import type { Importer } from '../importer.ts';
import { type KeptRow, openRow } from '../seal-row.ts';
import type { QuarantineRow } from './read.ts';

/** Where the text of a row stands that could not be cut into cells. */
const wholeRow = '';

/** Cells by name of column; those under headers that nobody knows, or that stand there twice, keep their header. */
const named = ({ columns }: Importer, cells: NamedCells): NamedCells => {
  const found: Record<string, InCell> = {};
  for (const [header, cell] of Object.entries(cells)) {
    const name = columnOfHeader(columns, header)?.name ?? header;
    found[name in found ? header : name] = cell;
  }
  return found;
};

/** A row of the quarantine as it was brought, and why it was kept back. */
export const openedRow = (vault: Vault, importer: Importer, { id, sealed }: Pick<QuarantineRow, 'id' | 'sealed'>): KeptRow => {
  const kept = openRow(vault, id, sealed);
  return { ...kept, cells: named(importer, kept.cells) };
};

/** The row as a file would bring it again: one that could not be read stays so until somebody says what it holds. */
export const asFileRow = (line: number, { cells, faults }: KeptRow): FileRow => {
  const [first] = faults;
  if (!(wholeRow in cells) || !first) return { line, cells };
  return { line, cells, fault: new PlatformError(first.code, {}, { path: first.path }, { [first.code]: first.messages }) };
};

/** One cell put right; without a value it is as if it had been left empty. */
export interface CellInput {
  readonly column: string;
  readonly value?: string | null | undefined;
}

/**
 * The cells with what is put right in them, by name or header of the column.
 * @throws PlatformError QUARANTINE_COLUMN_UNKNOWN
 */
export const corrected = (importer: Importer, cells: NamedCells, given: readonly CellInput[]): NamedCells => {
  const { [wholeRow]: _, ...after } = cells as Record<string, InCell>;
  given.forEach(({ column, value }, at) => {
    const name = columnOfHeader(importer.columns, column)?.name ?? column;
    const isKnown = importer.columns.some((one) => one.name === name && one.writable);
    // a cell under a header that nobody knows can be taken away, and nothing else
    if (!isKnown && (value != null || !(name in after))) throw new PlatformError('QUARANTINE_COLUMN_UNKNOWN', {}, { path: ['input', 'cells', at, 'column'] });
    if (value == null) delete after[name];
    else after[name] = value;
  });
  return after;
};
