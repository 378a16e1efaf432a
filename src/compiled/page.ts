import { type SQL, sql } from 'drizzle-orm';
import { orderBy } from '../records/keyset.ts';
import { encodeCursor } from '../schema/cursor.ts';
import type { Build } from './build.ts';
import { connectionField, type List, type ReadPage } from './page-fields.ts';
import type { Finish, Json, ObjectPlan, Planning, Run, Selected } from './part.ts';
import type { Rows } from './rows.ts';

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
  return (run: Run, around: Json) => (row: Json): string =>
    encodeCursor(run.vault.hash, print(around, run), { id: row[id] as string, value: value === undefined ? null : (row[value] as string | null) });
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
  const fields = planning.fieldsBelow(selected, `${node}Connection`).map((field) => connectionField(field, planning, node));
  const cursors = fields.some((field) => field.cursors);
  return {
    plans: fields.flatMap(({ plans = [] }) => plans),
    cursors,
    build: (list, into, build) => {
      const made = fields.map((field) => [field.key, field.build(list, into, build)] as const);
      const cursorOf = cursors ? positions(list) : noCursors;
      const at = fields.every((field) => field.apart) ? undefined : into.select(pageRows(list));
      return (row, run, path) => {
        const page = readPage(list, at === undefined ? [] : (row[at] as readonly Json[]), cursorOf(run, row));
        const answer: Record<string, unknown> = {};
        for (const [key, make] of made) answer[key] = make(page, row, run, `${path}${selected.key}.`);
        return answer;
      };
    },
  };
};
