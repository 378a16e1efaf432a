import type { ChildProcess } from 'node:child_process';

const running = new Set<ChildProcess>();

process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Makes sure that a process ends with this one, however that ends. */
export const endsWithUs = (child: ChildProcess): void => {
  running.add(child);
  child.once('exit', () => running.delete(child));
};
