import type { PlatformError } from '../../errors.ts';
import type { Outcome } from '../../records/save.ts';
import type { AnyRecord } from '../../records/define.ts';
import type { RequestContext } from '../../schema/context.ts';
import type { ExchangeColumn } from '../columns.ts';
import type { InCell } from '../formats/cells.ts';

/** A row that is asked to be stored: its cells by name of column, with what is wrong with it so far. */
export interface IntakeRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, InCell>>;
  readonly faults: PlatformError[];
  /** The line of another file that it says it puts right. */
  readonly corrects?: number | undefined;
}

/** What became of a row; those with faults go into quarantine. */
export interface Settled {
  readonly outcome: Exclude<Outcome, 'REJECTED'> | 'QUARANTINED';
  readonly faults: readonly PlatformError[];
}

/** How files of one kind are stored. */
export interface Importer {
  /** Name in commands and addresses: that of the record. */
  readonly name: string;
  readonly record: AnyRecord;
  readonly columns: readonly ExchangeColumn[];
  /** Columns that it does not know are passed over and reported: lists of others have many. */
  readonly passesStrange?: true;
  /** The county that all its rows are of, where no cell says so. */
  readonly county?: string;
  /** Rows of one transaction. */
  readonly batchRows: number;
  /** What rows that belong together have in common: such neighbours are settled together. */
  groupOf?(row: IntakeRow): string;
  /** @throws PlatformError for callers who may not write this at all */
  admit(ctx: RequestContext): Promise<void>;
  /** Stores a batch, a fixed number of statements; answers what became of each row, in order. */
  save(ctx: RequestContext, rows: readonly IntakeRow[]): Promise<readonly Settled[]>;
}
