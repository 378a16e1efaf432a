import type { GraphQLField, GraphQLSchema, FieldNode } from 'graphql';
import type { Accesses } from '../access/audit/accesses.ts';
import type { AnyRecord } from '../records/define.ts';
import type { MaskedField } from '../schema/context.ts';
import type { Vault } from '../access/vault.ts';
import type { Asked } from './asked.ts';
import type { Rows } from './rows.ts';
import type { Build } from './build.ts';

/** A row as a statement gives it, by the names that the plan gave its columns. */
export type Json = Readonly<Record<string, unknown>>;

/** One answer under way: its values, and what it must tell besides. */
export interface Run {
  readonly values: readonly unknown[];
  /** The one row of the whole statement. */
  readonly root: Json;
  readonly vault: Vault;
  readonly masked: MaskedField[];
  readonly accesses: Accesses;
}

/** Makes the value of a field from its row. `path` is that of the object around it. */
export type Finish = (row: Json, run: Run, path: string) => unknown;

/** One field of an answer. */
export interface Part {
  readonly key: string;
  /** Reads what a request asks of it. @throws what the general path will tell better */
  ask?(asked: Asked): void;
  /** Adds its columns to the rows it is read from, and says how its value is made of them. */
  build(rows: Rows, build: Build): Finish;
}

/** The plan of an object: of every object of its selection, wherever in a list. */
export interface ObjectPlan {
  ask(asked: Asked): void;
  build(rows: Rows, build: Build): Finish;
}

/** A field of a document, with everything selected below it. */
export interface Selected {
  readonly key: string;
  readonly field: GraphQLField<unknown, unknown>;
  /** Its nodes: one field may stand in several fragments. */
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
}

/** What a document is planned with. */
export interface Planning {
  readonly schema: GraphQLSchema;
  /** The record behind an object type, if one is. */
  recordOf(typename: string): AnyRecord | undefined;
  /** The object below a field, for rows of this type. @throws NotCompiled */
  below(selected: Selected, typename: string): ObjectPlan;
  /** The fields selected below a field. */
  fieldsBelow(selected: Selected, typename: string): readonly (Selected | TypenameOnly)[];
}

/** `__typename`, which every object knows. */
export interface TypenameOnly {
  readonly key: string;
  readonly typename: string;
}

/** A document, or an answer, that only the general path can serve. */
export class NotCompiled extends Error {
  constructor(what: string) {
    super(`the general path serves ${what}`);
    this.name = 'NotCompiled';
  }
}
