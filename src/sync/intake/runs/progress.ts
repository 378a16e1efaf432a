import type { RunRow } from '../run-store.ts';

type Moved = Pick<RunRow, 'rows' | 'expectedRows' | 'state' | 'startedAt' | 'movedAt'>;

const lastedMs = ({ startedAt, movedAt }: Moved): number => Date.parse(movedAt) - Date.parse(startedAt);

/** Rows that were settled in a second, on average since the run began; none before any time has passed. */
export const rateOf = (run: Moved): string | null => {
  const ms = lastedMs(run);
  return ms > 0 && run.rows > 0 ? ((run.rows * 1_000) / ms).toFixed(2) : null;
};

/** Seconds until the last row at that rate; none where it is not known how many there are. */
export const remainingSeconds = (run: Moved): number | null => {
  const { rows, expectedRows, state } = run;
  const ms = lastedMs(run);
  if (state === 'DONE') return 0;
  if (expectedRows === null || rows === 0 || ms <= 0) return null;
  return Math.min(Math.ceil((Math.max(expectedRows - rows, 0) * ms) / rows / 1_000), 2_147_483_647);
};
