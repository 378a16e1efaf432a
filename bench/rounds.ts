/** Asks once; answers what came back, so that answers can be compared. */
export type Sample = () => Promise<string>;

const perRound = 10;

const timed = async (sample: Sample): Promise<number> => {
  const from = performance.now();
  for (let each = 0; each < perRound; each += 1) await sample();
  return (performance.now() - from) / perRound;
};

const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;

const ascending = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b);

/**
 * Times two ways of asking in interleaved rounds, the order turned about each time, and answers the
 * ratio of each round: its median with the middle half, and the medians in milliseconds.
 */
export const compare = async (nameA: string, a: Sample, nameB: string, b: Sample, rounds: number): Promise<string> => {
  for (const sample of [a, b]) await timed(sample); // warms plans and caches
  const [timesA, timesB, ratios]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round += 1) {
    const first = round % 2 === 0 ? await timed(a) : undefined;
    const ofB = await timed(b);
    const ofA = first ?? (await timed(a));
    timesA.push(ofA);
    timesB.push(ofB);
    ratios.push(ofA / ofB);
  }
  const [sortedA, sortedB, sorted] = [ascending(timesA), ascending(timesB), ascending(ratios)];
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  return `ratio ${at(sorted, 0.5).toFixed(2)} (middle half ${at(sorted, 0.25).toFixed(2)} to ${at(sorted, 0.75).toFixed(2)}); `
    + `${nameA} ${ms(at(sortedA, 0.5))}, ${nameB} ${ms(at(sortedB, 0.5))}, fastest ${ms(sortedA[0] as number)} and ${ms(sortedB[0] as number)}`;
};
