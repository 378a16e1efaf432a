import type { JournalName } from './seal.ts';

/**
 * What can be wrong with a journal:
 * - `ALTERED`: the entry is not as it was written;
 * - `MISSING`: nothing stands at these positions;
 * - `MOVED`: the entry was written at another place;
 * - `FORGED`: the service never wrote such an entry;
 * - `HEAD_WRONG`: the end of the chain is not where the chain, or a head that was kept, says;
 * - `KEY_UNKNOWN`: sealed with a key that was not given, so that nothing can be said;
 * - `UNSEALED`: older than the chains, or put beside them;
 * - `INDEX_WRONG`: the entry cannot be found by the households it is about, or by others as well.
 */
export type FaultKind = 'ALTERED' | 'MISSING' | 'MOVED' | 'FORGED' | 'HEAD_WRONG' | 'KEY_UNKNOWN' | 'UNSEALED' | 'INDEX_WRONG';

/** Place of an entry. */
export interface Place {
  readonly chain: number;
  readonly position: number;
}

/** One fault, with where it is. */
export interface Fault extends Place {
  readonly journal: JournalName;
  readonly kind: FaultKind;
  /** Number of the entry, where there is one. */
  readonly seq: string | null;
  /** Last position of a run of the same fault. */
  readonly until?: number;
  /** Where a moved entry was written. */
  readonly from?: Place;
}

const runs: ReadonlySet<FaultKind> = new Set(['KEY_UNKNOWN', 'UNSEALED']);

/** Faults in the order they are found; those of one cause side by side become a run. */
export const createFaults = (journal: JournalName) => {
  const found: Fault[] = [];
  return {
    found,
    add: (fault: Omit<Fault, 'journal'>): void => {
      const last = found.at(-1);
      const goesOn = last && runs.has(fault.kind) && last.kind === fault.kind && last.chain === fault.chain;
      if (goesOn) found[found.length - 1] = { ...last, until: fault.position };
      else found.push({ journal, ...fault });
    },
  };
};

export type Faults = ReturnType<typeof createFaults>;
