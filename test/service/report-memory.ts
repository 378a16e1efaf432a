/**
 * Loaded into the service by a test: says how much memory it holds when it is asked by a signal, on its heap and beside
 * it. What the system has lent the process (its resident set) is no measure: it takes back nothing while there is more.
 */
process.on('SIGUSR2', () => {
  for (let time = 0; time < 3; time += 1) (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.stderr.write(`memory: ${heapUsed + external}\n`);
});
