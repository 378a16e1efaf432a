import type { SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { FieldClass, Identity } from '../access/identity.ts';
import type { AnyRecord } from './define.ts';

/** The row a value is worked out from, in a statement: its columns, and the day it is seen on. */
export interface SeenRow {
  column(key: string): PgColumn;
  /** Goes into a statement where a date text would. */
  readonly day: string;
  /** The same day as the place tree has it. */
  readonly treeDay: string;
  readonly identity: Identity;
  /** What a roster says of a member beside the person's own row. */
  readonly relation?: SQL | undefined;
}

interface Shown {
  /** Class of the field; without one it is shown to whoever sees the row. */
  readonly class?: FieldClass;
}

/** A value worked out in the statement, and finished once it is read. */
export interface Computed extends Shown {
  readonly is: 'computed';
  sql(row: SeenRow): SQL;
  /** What the graph answers for what the statement gave; not asked for null. */
  finish?(value: unknown, day: string): unknown;
}

/**
 * What a field answers, beside its resolver, so that whole documents can be made into one statement: the value of a
 * column, the row or the place it names, the list of rows that point here, or something worked out. A field without a
 * fact is answered by its resolver alone.
 */
export type FieldFact =
  | (Shown & { readonly is: 'value'; readonly column: string })
  | (Shown & { readonly is: 'row'; readonly column: string; of(): AnyRecord })
  | (Shown & { readonly is: 'place'; sql(row: SeenRow): SQL })
  | { readonly is: 'rows'; readonly of: AnyRecord; /** Column of theirs that holds the parent's id; of a place, or at the root, there is none. */ readonly by?: string }
  | Computed
  | { readonly is: 'members' }
  | { readonly is: 'day' }
  | { readonly is: 'permissions' }
  | { readonly is: 'find'; readonly by: 'id' | 'number' | 'place' | 'node'; readonly of?: AnyRecord }
  | { readonly is: 'places' };

/** Puts a fact on a field: `t.field({ ...told(fact), ... })`. */
export const told = (fact: FieldFact) => ({ extensions: { fact } });

/** The fact of a field of the built schema. */
export const factOf = ({ extensions }: { readonly extensions?: Readonly<Record<string, unknown>> | null | undefined }): FieldFact | undefined => extensions?.['fact'] as FieldFact | undefined;
