import type { Examined } from '../formats/examine.ts';
import type { IntakeRow, Settled } from './importer.ts';
import type { ImportRequest } from './request.ts';
import { addCounts, type Counts, countsOf, noCounts } from './run-store.ts';
import { columnOfFault, keptFault } from './seal-row.ts';

/** A fault of a row as a report tells it. */
export interface ReportedFault {
  readonly line: number;
  readonly column: string;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** What became of a file. Always: rows = created + updated + unchanged + quarantined. */
export interface ImportReport extends Counts {
  /** The run, whose quarantine can be read and put right; none of a dry run. */
  readonly run: string | null;
  readonly dryRun: boolean;
  readonly record: string;
  readonly file: string;
  readonly format: Examined['format'];
  readonly encoding: Examined['encoding'];
  readonly rows: number;
  /** Rows that an earlier start of the same run had settled. */
  readonly settledBefore: number;
  /** Headers of columns that an import does not write. */
  readonly ignoredColumns: readonly string[];
  /** How often each fault occurred, in the rows that this start settled. */
  readonly faultsByCode: Readonly<Record<string, number>>;
  /** The first of them. */
  readonly faults: readonly ReportedFault[];
}

export interface ReportMaker {
  add(rows: readonly IntakeRow[], settled: readonly Settled[]): void;
  ignore(headers: readonly string[]): void;
  made(): ImportReport;
}

/** A report is read by somebody; all faults are in the quarantine. */
const mostFaults = 100;

const faultsOf = (rows: readonly IntakeRow[], settled: readonly Settled[]): ReportedFault[] =>
  settled.flatMap(({ faults }, at) => faults.map(keptFault).map((fault) => ({
    line: (rows[at] as IntakeRow).line, column: columnOfFault(fault), code: fault.code, zh: fault.messages.zh, en: fault.messages.en,
  })));

export const createReport = (run: string | null, { dryRun, importer, source }: ImportRequest, { format, encoding }: Examined, before: (Counts & { readonly rows: number }) | undefined): ReportMaker => {
  let counts: Counts = before ?? noCounts;
  const ignored = new Set<string>();
  const byCode = new Map<string, number>();
  const first: ReportedFault[] = [];
  return {
    add: (rows, settled) => {
      counts = addCounts(counts, countsOf(settled));
      for (const fault of faultsOf(rows, settled)) {
        byCode.set(fault.code, (byCode.get(fault.code) ?? 0) + 1);
        if (first.length < mostFaults) first.push(fault);
      }
    },
    ignore: (headers) => {
      for (const header of headers) ignored.add(header);
    },
    made: () => {
      const { created, updated, unchanged, quarantined } = counts;
      return {
        run, dryRun, record: importer.name, file: source.name.replace(/^.*[\\/]/, ''), format, encoding, rows: created + updated + unchanged + quarantined, created, updated, unchanged, quarantined,
        settledBefore: before?.rows ?? 0, ignoredColumns: [...ignored], faultsByCode: Object.fromEntries([...byCode].sort()), faults: first,
      };
    },
  };
};
