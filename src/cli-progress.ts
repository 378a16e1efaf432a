import type { Progress } from './platform.ts';

const everyMs = 10_000;

const line = ({ zh, en }: { zh: string; en: string }, done?: number, total?: number): string => {
  const share = done !== undefined && total ? ` ${done.toLocaleString('en')}/${total.toLocaleString('en')} (${Math.floor((100 * done) / total)} %)` : '';
  return `${zh} / ${en}${share}`;
};

/** Shows counts on a terminal in place; elsewhere a line at each new step and every ten seconds. */
export const showProgress = (stream: NodeJS.WriteStream = process.stderr): Progress => {
  let step = '';
  let last = 0;
  return (label, done, total) => {
    const text = line(label, done, total);
    const now = Date.now();
    if (stream.isTTY) {
      stream.write(`\r\x1b[2K${text}${done === total ? '\n' : ''}`); // a step that does not count is a line of its own
    } else if (label.en !== step || now - last >= everyMs || done === total) {
      stream.write(`${text}\n`);
      last = now;
    }
    step = label.en;
  };
};
