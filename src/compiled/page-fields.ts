import { type SQL, sql } from 'drizzle-orm';
import type { Order } from '../records/keyset.ts';
import type { Build } from './build.ts';
import { type Json, NotCompiled, type ObjectPlan, type Planning, type Run, type Selected, type TypenameOnly } from './part.ts';
import type { Rows } from './rows.ts';

/** One page of rows as it was read, with what Relay asks about it. */
export interface ReadPage {
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
  /** The print of its cursors, for the row around it. */
  print(row: Json, run: Run): string;
}

/** How one field of a connection is made. */
type OfPage = (page: ReadPage, row: Json, run: Run, path: string) => unknown;

export interface ConnectionField {
  readonly key: string;
  /** The objects below it. */
  readonly plans?: readonly ObjectPlan[];
  /** Whether it answers cursors. */
  readonly cursors?: boolean;
  /** Whether it can be answered without the rows of the page. */
  readonly apart?: true;
  build(list: List, into: Rows, build: Build): OfPage;
}

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

/** One field of a connection over this type of node. @throws NotCompiled */
export const connectionField = (field: Selected | TypenameOnly, planning: Planning, node: string): ConnectionField => {
  const { key } = field;
  if ('typename' in field) return apart(key, () => field.typename);
  const { name } = field.field;
  if (name === 'totalCount') return totalField(key);
  if (name === 'nodes') return nodesField(key, planning.below(field, node));
  if (name === 'pageInfo') return infoField(key, planning.fieldsBelow(field, 'PageInfo'));
  if (name === 'edges') return edgesField(key, planning.fieldsBelow(field, `${node}Edge`), planning, node);
  throw new NotCompiled(`${node}Connection.${name}`);
};
