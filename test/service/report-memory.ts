/** Loaded into the service by a test: says how much memory it holds when it is asked by a signal. */
process.on('SIGUSR2', () => {
  for (let time = 0; time < 3; time += 1) (globalThis as { gc?: () => void }).gc?.();
  process.stderr.write(`memory: ${process.memoryUsage().rss}\n`);
});
