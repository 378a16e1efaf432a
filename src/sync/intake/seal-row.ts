import { withoutIdNumbers } from '../../access/id-number-text.ts';
import type { Vault } from '../../access/vault.ts';
import type { Bilingual, PlatformError } from '../../errors.ts';
import type { InCell } from '../formats/cells.ts';

/** A fault as it is kept: what a fault says may quote a cell, so it is sealed with the cells. */
export interface KeptFault {
  readonly code: string;
  readonly messages: Bilingual;
  readonly path: readonly (string | number)[];
}

/** What is sealed of a row in quarantine. */
export interface KeptRow {
  readonly cells: Readonly<Record<string, InCell>>;
  readonly faults: readonly KeptFault[];
}

/** A fault as everybody may be told: no text of it holds an ID number. */
export const keptFault = ({ code, messages, path }: PlatformError): KeptFault => ({
  code, path: path ?? [], messages: { zh: withoutIdNumbers(messages.zh), en: withoutIdNumbers(messages.en) },
});

/** Column of a fault; empty where the row as a whole is at fault. */
export const columnOfFault = ({ path }: Pick<KeptFault, 'path'>): string => String(path[0] ?? '');

/** Bound to its entry: what is sealed for one row does not open as another. */
export const contextOfRow = (id: string): string => `import-quarantine:${id}`;

interface KeptDate {
  readonly date: string;
}

/** Days of a workbook are days again when the row is opened: as text they would be in no form that a file may have. */
const kept = (cell: InCell): unknown => (cell instanceof Date && !Number.isNaN(cell.getTime()) ? { date: cell.toISOString() } satisfies KeptDate : cell);

const opened = (cell: unknown): InCell => {
  const { date } = (typeof cell === 'object' && cell !== null ? cell : {}) as Partial<KeptDate>;
  return typeof date === 'string' && !Number.isNaN(Date.parse(date)) ? new Date(date) : (cell as InCell);
};

const eachCell = <A, B>(cells: Readonly<Record<string, A>>, change: (cell: A) => B): Readonly<Record<string, B>> =>
  Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, change(cell)]));

export const sealRow = (vault: Vault, id: string, row: KeptRow): string =>
  vault.encrypt(JSON.stringify({ ...row, cells: eachCell(row.cells, kept) }), contextOfRow(id));

export const openRow = (vault: Vault, id: string, sealed: string): KeptRow => {
  const row = JSON.parse(vault.decrypt(sealed, contextOfRow(id))) as KeptRow;
  return { ...row, cells: eachCell(row.cells, opened) };
};
