import { type SQL, sql } from 'drizzle-orm';
import { type Order, orderBy } from '../records/keyset.ts';
import { encodeCursor } from '../schema/cursor.ts';
import type { Build } from './build.ts';
import { type Finish, type Json, NotCompiled, type ObjectPlan, type Planning, type Run, type Selected, type TypenameOnly } from './part.ts';
import type { Rows } from './rows.ts';

/** One page of rows as it was read, with what Relay asks about it. */
interface ReadPage {
  readonly nodes: readonly Json[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  cursorOf(row: Json): string;
}

/** A list in a statement, before it is known what is asked of it. */
export interface List {
  readonly rows: Rows;
  readonly from: SQL;
  /** What its rows must fulfil, but for the cursor. */
  readonly where: SQL;
  /** The same with the cursor. */
  readonly beyond: SQL;
  readonly order: Order;
  /** Key of the column that it is ordered by. */
  readonly orderKey: string | undefined;
  readonly idKey: string;
  readonly size: number;
  readonly backward: boolean;
  readonly hasCursor: boolean;
  /** Where its print is among the values. */
  readonly print: number;
}

/** How one field of a connection is made. */
type OfPage = (page: ReadPage, row: Json, run: Run, path: string) => unknown;

interface ConnectionField {
  readonly key: string;
  /** The objects below it. */
  readonly plans?: readonly ObjectPlan[];
  /** Whether it answers cursors. */
  readonly cursors?: boolean;
  /** Whether it can be answered without the rows of the page. */
  readonly apart?: true;
  build(list: List, into: Rows, build: Build): OfPage;
}

/** The plan of a connection. */
export interface ConnectionPlan {
  readonly plans: readonly ObjectPlan[];
  /** Whether any cursor is answered. */
  readonly cursors: boolean;
  build(list: List, into: Rows, build: Build): Finish;
}

/** A page size that was checked to be between 0 and the most there can be, as a constant: only with it does the server plan for few rows. */
const most = (size: number): SQL => sql.raw(String(Math.trunc(size)));

const pageRows = ({ rows, from, beyond, order, size, backward }: List): SQL =>
  sql`(select coalesce(json_agg(x), '[]') from (select ${rows.list} from ${from} where ${beyond} order by ${orderBy(order, backward)} limit ${most(size + 1)}) x)`;

const positions = ({ rows, idKey, orderKey, print }: List) => {
  const id = rows.own(idKey);
  const value = orderKey === undefined ? undefined : rows.select(sql`${rows.column(orderKey)}::text`, `order ${orderKey}`);
  return ({ vault, values }: Run) => (row: Json): string =>
    encodeCursor(vault.hash, values[print] as string, { id: row[id] as string, value: value === undefined ? null : (row[value] as string | null) });
};

const apart = (key: string, make: OfPage): ConnectionField => ({ key, apart: true, build: () => make });

const nodesField = (key: string, plan: ObjectPlan): ConnectionField => ({
  key,
  plans: [plan],
  build: ({ rows }, _, build) => {
    const finish = plan.build(rows, build);
    return ({ nodes }, __, run, path) => nodes.map((node, at) => finish(node, run, `${path}${key}.${at}.`));
  },
});

type InEdge = (node: Json, page: ReadPage, run: Run, path: string) => unknown;

interface EdgeField {
  readonly key: string;
  readonly plan?: ObjectPlan;
  readonly make?: InEdge;
}

const edgeField = (field: Selected | TypenameOnly, planning: Planning, node: string): EdgeField => {
  const { key } = field;
  if ('typename' in field) return { key, make: () => field.typename };
  return field.field.name === 'cursor' ? { key, make: (row, { cursorOf }) => cursorOf(row) } : { key, plan: planning.below(field, node) };
};

const edgesField = (key: string, below: readonly (Selected | TypenameOnly)[], planning: Planning, node: string): ConnectionField => {
  const fields = below.map((field) => edgeField(field, planning, node));
  return {
    key,
    plans: fields.flatMap(({ plan }) => plan ?? []),
    cursors: below.some((field) => 'field' in field && field.field.name === 'cursor'),
    build: ({ rows }, _, build) => {
      const made = fields.map(({ key: name, plan, make }): readonly [string, InEdge] => {
        const finish = plan?.build(rows, build);
        return [name, make ?? ((row, __, run, path) => finish?.(row, run, `${path}${name}.`))];
      });
      return (page, __, run, path) => page.nodes.map((row, at) =>
        Object.fromEntries(made.map(([name, make]) => [name, make(row, page, run, `${path}${key}.${at}.`)])));
    },
  };
};

const infoOf: Readonly<Record<string, (page: ReadPage) => unknown>> = {
  hasNextPage: ({ hasNextPage }) => hasNextPage,
  hasPreviousPage: ({ hasPreviousPage }) => hasPreviousPage,
  startCursor: ({ nodes: [first], cursorOf }) => (first ? cursorOf(first) : null),
  endCursor: ({ nodes, cursorOf }) => (nodes.length > 0 ? cursorOf(nodes.at(-1) as Json) : null),
};

const infoField = (key: string, below: readonly (Selected | TypenameOnly)[]): ConnectionField => {
  const fields = below.map((field) => [field.key, 'typename' in field ? () => field.typename : (infoOf[field.field.name] as (page: ReadPage) => unknown)] as const);
  return {
    key,
    cursors: below.some((field) => 'field' in field && field.field.name.endsWith('Cursor')),
    build: () => (page) => Object.fromEntries(fields.map(([name, make]) => [name, make(page)])),
  };
};

const totalField = (key: string): ConnectionField => ({
  key,
  apart: true,
  build: ({ from, where }, into) => {
    const at = into.select(sql`(select count(*)::int from ${from} where ${where})`);
    return (_, row) => row[at];
  },
});

const fieldOf = (field: Selected | TypenameOnly, planning: Planning, node: string): ConnectionField => {
  const { key } = field;
  if ('typename' in field) return apart(key, () => field.typename);
  const { name } = field.field;
  if (name === 'totalCount') return totalField(key);
  if (name === 'nodes') return nodesField(key, planning.below(field, node));
  if (name === 'pageInfo') return infoField(key, planning.fieldsBelow(field, 'PageInfo'));
  if (name === 'edges') return edgesField(key, planning.fieldsBelow(field, `${node}Edge`), planning, node);
  throw new NotCompiled(`${node}Connection.${name}`);
};

const readPage = ({ size, backward, hasCursor }: List, found: readonly Json[], cursorOf: ReadPage['cursorOf']): ReadPage => {
  const more = found.length > size;
  const nodes = more ? found.slice(0, size) : found;
  return {
    nodes: backward ? [...nodes].reverse() : nodes,
    hasNextPage: backward ? hasCursor : more,
    hasPreviousPage: backward ? more : hasCursor,
    cursorOf,
  };
};

const noCursors = () => (): string => '';

/** Plans everything that can be selected of a connection over this type of node. */
export const connectionPlan = (selected: Selected, planning: Planning, node: string): ConnectionPlan => {
  const fields = planning.fieldsBelow(selected, `${node}Connection`).map((field) => fieldOf(field, planning, node));
  const cursors = fields.some((field) => field.cursors);
  return {
    plans: fields.flatMap(({ plans = [] }) => plans),
    cursors,
    build: (list, into, build) => {
      const made = fields.map((field) => [field.key, field.build(list, into, build)] as const);
      const cursorOf = cursors ? positions(list) : noCursors;
      const at = fields.every((field) => field.apart) ? undefined : into.select(pageRows(list));
      return (row, run, path) => {
        const page = readPage(list, at === undefined ? [] : (row[at] as readonly Json[]), cursorOf(run));
        const answer: Record<string, unknown> = {};
        for (const [key, make] of made) answer[key] = make(page, row, run, `${path}${selected.key}.`);
        return answer;
      };
    },
  };
};
