import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Identity, FieldClass } from '../access/identity.ts';
import type { AnyRecord } from '../records/define.ts';
import type { SeenRow } from '../records/facts.ts';
import type { PlaceNode } from '../schema/place-data.ts';
import type { Day } from './asked.ts';
import { standIn } from './slot.ts';

interface RowsOptions {
  /** The table under its name in the statement; the root has none. */
  readonly table?: PgTable | undefined;
  /** The record the rows are of; places are of none. */
  readonly record?: AnyRecord | undefined;
  /** The day that the rows are seen on. */
  readonly day: Day;
  readonly identity: Identity;
  readonly relation?: SQL;
  /** The level of a place, where the plan was made for one. */
  readonly level?: PlaceNode['level'] | undefined;
}

/** The rows that one select gives, while its columns are gathered. */
export class Rows implements SeenRow {
  readonly record: AnyRecord | undefined;
  readonly identity: Identity;
  readonly on: Day;
  readonly day: string;
  readonly treeDay: string;
  readonly relation: SQL | undefined;
  readonly level: PlaceNode['level'] | undefined;
  /** Classes of the personal values that are shown of each row. */
  readonly shown = new Set<FieldClass>();
  readonly #columns: Readonly<Record<string, PgColumn>>;
  readonly #selected = new Map<string, SQL>();
  readonly #names = new Map<string, string>();

  constructor({ table, record, day, identity, relation, level }: RowsOptions) {
    this.record = record;
    this.identity = identity;
    this.on = day;
    this.day = standIn(day.at);
    this.treeDay = standIn(day.tree);
    this.relation = relation;
    this.level = level;
    this.#columns = table ? (getTableColumns(table) as Record<string, PgColumn>) : {};
  }

  has(key: string): boolean {
    return key in this.#columns;
  }

  column(key: string): PgColumn {
    return this.#columns[key] as PgColumn;
  }

  /** Selects an expression, once for all that name it the same, and answers its name in the row. */
  select(expression: SQL, name?: string): string {
    const known = name === undefined ? undefined : this.#names.get(name);
    if (known !== undefined) return known;
    const short = `c${this.#selected.size}`;
    this.#selected.set(short, expression);
    if (name !== undefined) this.#names.set(name, short);
    return short;
  }

  /** Selects a column as it is. */
  own(key: string): string {
    return this.select(sql`${this.column(key)}`, `own ${key}`);
  }

  /** The select list. */
  get list(): SQL {
    if (this.#selected.size === 0) return sql`1`;
    return sql.join([...this.#selected].map(([name, expression]) => sql`${expression} as ${sql.identifier(name)}`), sql`, `);
  }
}
