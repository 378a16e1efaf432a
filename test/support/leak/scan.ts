import { type Caller, seesCell, seesRow } from './oracle.ts';
import { type Cell, markerPattern, type Planted, type PlantedRow } from './planting.ts';

const base64Pattern = /[\w+/-]{16,}={0,2}/g;
const uuidPattern = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const tokenPattern = /\d{16,18}X?|[\w:-]{40,}/g;
const tailPattern = /\*{14}Ж([0-9a-f]{3})/g;

/** The text, and what stands inside its opaque ids and cursors. */
const opened = (text: string): string => {
  const inside = (text.match(base64Pattern) ?? []).filter((token) => !/^\d+$/.test(token)).map((token) => Buffer.from(token, 'base64').toString('utf8'));
  return [text, ...inside].join('\n');
};

export interface Found {
  readonly cells: readonly Cell[];
  /** Rows told by their uuid; each entry lists the rows that have it. */
  readonly rows: readonly (readonly PlantedRow[])[];
}

const cellAt = ({ tables, rows }: Planted, table: number, column: number, row: number): Cell | undefined => {
  const of = tables[table];
  const [planted, its] = [of && rows.get(of)?.[row], of?.columns[column]];
  return planted && its ? { row: planted, column: its } : undefined;
};

/** Everything planted that a text tells, in the clear or inside its ids and cursors. */
export const foundIn = (planted: Planted, text: string): Found => {
  const all = opened(text);
  const marked = [...all.matchAll(markerPattern)].map(([, ...parts]) => {
    const [table, column, row] = (parts[0] === undefined ? parts.slice(3) : parts).map(Number) as [number, number, number];
    return cellAt(planted, table, column, row);
  });
  const person = planted.tables.find(({ name }) => name === 'core.person');
  const tails = [...all.matchAll(tailPattern)].map(([, n]) =>
    person && cellAt(planted, person.at, person.columns.findIndex(({ name }) => name === 'id_number_tail'), Number.parseInt(n as string, 16)));
  const tokens = (all.match(tokenPattern) ?? []).map((token) => planted.tokens.get(token));
  return {
    cells: [...marked, ...tails, ...tokens].filter((cell) => cell !== undefined),
    rows: (all.match(uuidPattern) ?? []).map((uuid) => planted.byUuid.get(uuid)).filter((rows) => rows !== undefined),
  };
};

const nameOf = ({ row, column }: Cell): string => `${row.table.name}.${column.name} of ${row.county ?? row.account ?? '-'}/${row.areas.join()}`;

/** What of it the caller may not see, in words. With a purpose, what is sensitive is theirs. A uuid is theirs when any row that has it is. */
export const leaksIn = (planted: Planted, caller: Caller, text: string, purpose = false): readonly string[] => {
  const { cells, rows } = foundIn(planted, text);
  return [
    ...cells.filter((cell) => !seesCell(caller, cell, purpose)).map(nameOf),
    ...rows.filter((same) => !same.some((row) => seesRow(caller, row))).map(([row]) => `id of ${row?.table.name} of ${row?.county ?? '-'}/${row?.areas.join()}`),
  ];
};
