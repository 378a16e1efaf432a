import type { Bilingual } from '../../errors.ts';
import type { ValueKind } from '../../records/column-type.ts';
import { listSeparator, truthText } from '../cell-text.ts';
import type { Wording } from '../code-text.ts';
import type { OutCell } from '../formats/cells.ts';
import { type AnswerNode, enumOf, rowChildren, wordsOfEnum } from './answer-tree.ts';

/** A column of an answer seen as a table. */
export interface TableColumn {
  /** Names in the answer, with dots. */
  readonly path: string;
  readonly title: Bilingual;
  readonly kind: ValueKind;
  cellOf(row: unknown, wording: Wording): OutCell;
}

/** An answer seen as a table: the rows of its first list, each with what stands above it. */
export interface AnswerTable {
  readonly columns: readonly TableColumn[];
  rowsOf(data: unknown): readonly unknown[];
  /** Whether there are more rows than the answer has, and where they begin; undefined for lists without pages. */
  pageOf(data: unknown): { readonly hasNextPage: boolean; readonly endCursor: string | null } | undefined;
  /** A connection that does not say whether there is more: its rows may be cut off. */
  readonly isUncertain: boolean;
}

const kinds: Readonly<Record<string, ValueKind>> = { Int: 'Int', Float: 'Decimal', Money: 'Money', Decimal: 'Decimal', Boolean: 'Boolean' };

const get = (value: unknown, key: string): unknown => (typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined);

/** Rows of a list or a connection, whichever way they were asked for. */
const itemsOf = (node: AnswerNode, value: unknown): readonly unknown[] => {
  if (node.shape === 'list') return Array.isArray(value) ? value : [];
  const nodes = get(value, 'nodes');
  if (Array.isArray(nodes)) return nodes;
  const edges = get(value, 'edges');
  return Array.isArray(edges) ? edges.map((edge) => get(edge, 'node')) : [];
};

/** Values at the end of a path, more than one where a list lies on the way. */
const valuesAt = (path: readonly AnswerNode[], value: unknown): readonly unknown[] => {
  const [node, ...rest] = path;
  if (!node) return Array.isArray(value) ? value : [value];
  const next = get(value, node.key);
  const inner = node.shape === 'list' || node.shape === 'connection' ? itemsOf(node, next) : [next];
  return inner.flatMap((item) => valuesAt(rest, item));
};

const shown = (node: AnswerNode, value: unknown, wording: Wording): OutCell => {
  if (value == null) return null;
  const words = wording === 'code' ? undefined : enumOf(node);
  if (words) return wordsOfEnum(words).get(String(value))?.[wording as 'zh' | 'en'] ?? String(value);
  if (typeof value === 'boolean' && wording !== 'code') return truthText(value, wording);
  return typeof value === 'number' || typeof value === 'boolean' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const joined = (titles: readonly Bilingual[], separator = '·'): Bilingual => ({ zh: titles.map(({ zh }) => zh).join(separator), en: titles.map(({ en }) => en).join(separator) });

const columnOf = (path: readonly AnswerNode[], start: (row: unknown) => unknown): TableColumn => {
  const leaf = path.at(-1) as AnswerNode;
  const isMany = path.some(({ shape, isList }) => shape === 'list' || shape === 'connection' || isList);
  return {
    path: path.map(({ key }) => key).join('.'),
    title: joined(path.map(({ title }) => title)),
    kind: isMany || enumOf(leaf) ? 'String' : (kinds[leaf.type.name] ?? 'String'),
    cellOf: (row, wording) => {
      const cells = valuesAt(path, start(row)).map((value) => shown(leaf, value, wording)).filter((cell) => cell !== null);
      return isMany ? (cells.length > 0 ? cells.join(listSeparator) : null) : (cells[0] ?? null);
    },
  };
};

const isHidden = ({ key, shape }: AnswerNode): boolean => key === 'pageInfo' || (shape === 'connection' && key === '');

/** Paths of all values below these nodes. */
const leafPaths = (nodes: readonly AnswerNode[]): readonly (readonly AnswerNode[])[] =>
  nodes.filter((node) => !isHidden(node)).flatMap((node) => (node.shape === 'value' ? [[node]] : leafPaths(rowChildren(node)).map((path) => [node, ...path])));

const isRows = (node: AnswerNode): boolean => (node.shape === 'list' || node.shape === 'connection') && rowChildren(node).length > 0;

/** The way to the first list, the nearest to the root. */
const listPath = (nodes: readonly AnswerNode[]): readonly AnswerNode[] | undefined => {
  let level = nodes.map((node) => [node]);
  while (level.length > 0) {
    const found = level.find((path) => isRows(path.at(-1) as AnswerNode));
    if (found) return found;
    level = level.flatMap((path) => ((path.at(-1) as AnswerNode).shape === 'object' ? (path.at(-1) as AnswerNode).children.map((child) => [...path, child]) : []));
  }
  return undefined;
};

interface Placed {
  readonly data: unknown;
  readonly item: unknown;
}

/** The answer of a document as a table. Without any list it has one row. */
export const tableOf = (tree: readonly AnswerNode[]): AnswerTable => {
  const path = listPath(tree);
  const list = path?.at(-1);
  const at = (data: unknown): unknown => path?.reduce((value, { key }) => get(value, key), data);
  const above = (path ?? []).slice(0, -1).flatMap((_, depth) => {
    const around = (path as readonly AnswerNode[]).slice(0, depth + 1);
    return (around.at(-1) as AnswerNode).children.filter(({ shape }) => shape === 'value').map((leaf) => [...around, leaf]);
  });
  const whole = above.map((one) => columnOf(one, (row) => (row as Placed).data));
  const own = list ? leafPaths(rowChildren(list)).map((one) => columnOf(one, (row) => (row as Placed).item)) : leafPaths(tree).map((one) => columnOf(one, (row) => (row as Placed).data));
  const { length } = path ?? [];
  return {
    columns: [...whole, ...own],
    rowsOf: (data) => (list ? itemsOf(list, at(data)).map((item) => ({ data, item })) : [{ data, item: data }]),
    pageOf: (data) => {
      if (list?.shape !== 'connection' || !list.tellsMore) return undefined;
      const info = get(at(data), 'pageInfo');
      return { hasNextPage: get(info, 'hasNextPage') === true, endCursor: (get(info, 'endCursor') as string | null | undefined) ?? null };
    },
    isUncertain: length !== undefined && list?.shape === 'connection' && !list.tellsMore,
  };
};
