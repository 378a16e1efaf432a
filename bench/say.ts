/** What the benchmark says while it works; its results go to the other stream. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Says how far a work is, every ten seconds and at its end. */
export const progress = (what: string): ((done: number, total: number) => void) => {
  let last = 0;
  return (done, total) => {
    if (Date.now() - last < 10_000 && done < total) return;
    last = Date.now();
    say(`${what}: ${done} of ${total}`);
  };
};

/** Runs a work; says what it took. */
export const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
  const from = performance.now();
  const answer = await work();
  say(`${what}: ${((performance.now() - from) / 1000).toFixed(1)} s`);
  return answer;
};
