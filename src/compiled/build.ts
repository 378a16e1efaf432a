import { and, type SQL, sql } from 'drizzle-orm';
import { alias, getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { Identity } from '../access/identity.ts';
import { type AnyRecord, aliasOf } from '../records/define.ts';
import { reachesRows, scopeOf } from '../records/listing.ts';
import type { Asked, Day } from './asked.ts';
import { Rows } from './rows.ts';

/** A table of a statement, under a name of its own. */
export interface Source {
  readonly table: PgTable;
  /** As `from` has it. */
  readonly from: SQL;
}

/** A record's table, with the condition that keeps the rows within the caller's reach: there is no other way to one. */
export interface ScopedSource extends Source {
  readonly record: AnyRecord;
  readonly within: SQL | undefined;
}

/** The making of one statement for one shape of request. */
export class Build {
  readonly asked: Asked;
  /** The one row of the whole statement; what every row needs can be read from it. */
  readonly root: Rows;
  #tables = 0;

  constructor(asked: Asked) {
    this.asked = asked;
    this.root = new Rows({ day: asked.today, identity: asked.asking.identity });
  }

  get identity(): Identity {
    return this.asked.asking.identity;
  }

  get today(): Day {
    return this.asked.today;
  }

  #nameFor(table: PgTable): string {
    this.#tables += 1;
    return `${getTableConfig(table).name.slice(0, 50)}_${this.#tables}`;
  }

  /** A table of reference data, which has no scope. */
  table(table: PgTable): Source {
    const own = alias(table, this.#nameFor(table));
    return { table: own, from: sql`${table} ${own}` };
  }

  /** The table of a record, scoped. */
  record(record: AnyRecord): ScopedSource {
    const own = aliasOf(record, this.#nameFor(record.table));
    const isSeen = reachesRows(this.identity, record) ? undefined : sql`false`;
    return { table: own.table, record: own, from: sql`${record.table} ${own.table}`, within: and(scopeOf(this.identity, own.table), isSeen) };
  }
}
