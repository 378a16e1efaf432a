import { getArgumentValues } from 'graphql';
import type { SeenRow } from '../records/facts.ts';
import type { Asked, Day } from './asked.ts';
import type { Selected } from './part.ts';
import type { Build } from './build.ts';
import type { Rows } from './rows.ts';
import { standIn } from './slot.ts';

/** The values of a field's arguments as its resolver would get them. @throws GraphQLError */
export const argsOf = <T>({ field, nodes: [node] }: Selected, { asking }: Asked): T => getArgumentValues(field, node, asking.variables as Record<string, unknown>) as T;

/** The argument `asOf` of a field that has one. */
export interface AskedDay {
  ask(asked: Asked): void;
  /** The day asked for, else that of the row. */
  of(rows: Rows, build: Build): Day;
}

/** Reads `asOf`; whether it is given is part of the shape. */
export const dayAsked = (selected: Selected): AskedDay | undefined => {
  if (!selected.field.args.some(({ name }) => name === 'asOf')) return undefined;
  return {
    ask: (asked) => {
      const { asOf } = argsOf<{ readonly asOf?: string | null }>(selected, asked);
      asked.shaped(asOf == null ? '-' : '+');
      asked.note(selected, asOf == null ? undefined : asked.day(asOf));
    },
    of: (rows, { asked }) => asked.noted<Day | undefined>(selected) ?? rows.on,
  };
};

/** A row as it is seen on another day. */
export const seenOn = (rows: Rows, { at, tree }: Day): SeenRow => ({
  column: (key) => rows.column(key), day: standIn(at), treeDay: standIn(tree), identity: rows.identity, relation: rows.relation,
});
