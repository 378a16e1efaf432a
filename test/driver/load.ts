import { setTimeout as sleep } from 'node:timers/promises';
import { connect, sqlState } from '../../src/db/connect.ts';
import type { Database, Transaction } from '../../src/db/database.ts';
import { PlatformError } from '../../src/errors.ts';

/** What a load run saw. `wrong` and `untyped` must stay empty. */
export interface LoadReport {
  readonly outcomes: Record<string, number>;
  readonly wrong: string[];
  readonly untyped: string[];
  readonly acknowledged: number[];
  longestMs: number;
  /** Operations in a row that succeeded at the end, one per pool connection and more. */
  recovered: number;
}

/** Settings of a load run, as the child process gets them. */
export interface LoadSettings {
  readonly url: string;
  readonly workers: number;
  /** Ends after so many operations, or so many milliseconds. */
  readonly operations?: number;
  readonly durationMs?: number;
  readonly poolSize: number;
  readonly poolWaitMs: number;
  readonly deadlineMs: number;
}

type Operation = (tx: Transaction, number: number) => Promise<string | undefined>;

const fail = (expected: unknown, got: unknown): string => `expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)?.slice(0, 200)}`;
const compare = (expected: unknown, got: unknown): string | undefined =>
  JSON.stringify(expected) === JSON.stringify(got) ? undefined : fail(expected, got);

const point: Operation = async (tx, number) => {
  const row = [number, `n${number}`];
  return compare([row], (await tx.query('select $1::int, $2::text', row)).rows);
};

const list: Operation = async (tx, number) => {
  const size = 1 + (number % 300);
  const { rows, count } = await tx.query('select $1::int + g, repeat($2, 20) from generate_series(1, $3) g', [number, 'x', size]);
  return compare(Array.from({ length: size }, (_, at) => [number + at + 1, 'x'.repeat(20)]), rows) ?? compare(size, count);
};

const several: Operation = async (tx, number) => {
  const answers = await Promise.all([point(tx, number), list(tx, number), point(tx, number + 1)]);
  return answers.find((answer) => answer !== undefined);
};

const midStream = (tx: Transaction, number: number): Promise<unknown> =>
  tx.query('select g, repeat($3, 50), 1000 / ($1::int - g) from generate_series(1, $2::int) g', [40 + (number % 400), 500, 'y']);

const failing: Operation = async (tx, number) => fail('a division by zero', await midStream(tx, number));

const failingInSavepoint: Operation = async (tx, number) => {
  const state = await tx.savepoint(() => midStream(tx, number)).then(() => 'none', sqlState);
  if (state === undefined) throw new PlatformError('DATABASE_UNAVAILABLE'); // the connection went, not the statement
  return state === '22012' ? list(tx, number) : fail('22012', state);
};

const write: Operation = async (tx, number) =>
  compare([[number]], (await tx.query('insert into load.mark (number) values ($1) returning number', [number])).rows);

// one in ten fails mid-stream, half of these inside a savepoint
const cycle: readonly Operation[] = [
  point, list, write, point, several, failing, list, write, point, list,
  several, point, write, list, point, failingInSavepoint, point, write, list, point,
];

const note = (report: LoadReport, outcome: string): void => { report.outcomes[outcome] = (report.outcomes[outcome] ?? 0) + 1; };

const sort = (report: LoadReport, operation: Operation, error: unknown): void => {
  if (error instanceof PlatformError) note(report, error.code);
  else if (operation === failing && sqlState(error) === '22012') note(report, 'failed as it must');
  else report.untyped.push(String(error));
  if (error instanceof PlatformError && error.code === 'WRONG_ROW_COUNT') report.wrong.push(error.code);
};

const one = async (database: Database, report: LoadReport, number: number): Promise<void> => {
  const operation = cycle[number % cycle.length] ?? point;
  const from = performance.now();
  try {
    const wrong = await database.transaction({ scope: 'owner', readOnly: false }, (tx) => operation(tx, number));
    note(report, 'right');
    if (wrong) report.wrong.push(`${operation.name}: ${wrong}`);
    if (operation === write) report.acknowledged.push(number);
  } catch (error) {
    sort(report, operation, error);
    await sleep(5); // a caller that is refused does not come back in the same instant
  }
  report.longestMs = Math.max(report.longestMs, performance.now() - from);
};

const recover = async (database: Database, settings: LoadSettings): Promise<number> => {
  for (const until = Date.now() + 5_000; Date.now() < until; await sleep(50)) {
    if (await database.transaction({ scope: 'owner' }, (tx) => point(tx, 1)).then(() => true, () => false)) break;
  }
  const all = Array.from({ length: settings.poolSize * 3 }, (_, number) => database.transaction({ scope: 'owner' }, (tx) => list(tx, number)));
  return (await Promise.allSettled(all)).filter((each) => each.status === 'fulfilled' && each.value === undefined).length;
};

const load = async (settings: LoadSettings): Promise<LoadReport> => {
  const report: LoadReport = { outcomes: {}, wrong: [], untyped: [], acknowledged: [], longestMs: 0, recovered: 0 };
  const database = await connect(settings);
  const until = Date.now() + (settings.durationMs ?? Number.POSITIVE_INFINITY);
  let next = 0;
  const more = (): boolean => next < (settings.operations ?? Number.POSITIVE_INFINITY) && Date.now() < until;
  const worker = async (): Promise<void> => { while (more()) await one(database, report, (next += 1)); };
  await Promise.all(Array.from({ length: settings.workers }, worker));
  report.recovered = await recover(database, settings);
  await database.close();
  return report;
};

if (process.argv[2]) process.stdout.write(JSON.stringify(await load(JSON.parse(process.argv[2]) as LoadSettings)));
