import type { Bilingual } from './errors.ts';

const everyMs = 10_000;

const timeOf = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds));
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  return minutes > 0 ? `${minutes} min ${rest} s` : `${rest} s`;
};

/** How far a count has come: how many a second, and how long the rest will take. */
export const rateLine = ({ zh, en }: Bilingual, { done, begun, total, seconds }: { readonly done: number; readonly begun: number; readonly total: number | null; readonly seconds: number }): string => {
  const rate = seconds > 0 ? (done - begun) / seconds : 0;
  const known = total !== null && total > 0;
  const share = known ? `/${total.toLocaleString('en')} (${Math.min(100, Math.floor((100 * done) / total))} %)` : '';
  const rest = known && rate > 0 ? `, 剩余 / left ${timeOf((total - done) / rate)}` : '';
  return `${zh} / ${en} ${done.toLocaleString('en')}${share}, ${Math.round(rate).toLocaleString('en')}/s${rest}`;
};

/** Shows a count with its rate in place on a terminal; elsewhere a line every ten seconds. */
export const showRate = (label: Bilingual, stream: NodeJS.WriteStream = process.stderr, now: () => number = Date.now) => {
  const start = now();
  let last = start;
  let begun: number | undefined;
  return {
    move: (done: number, total: number | null): void => {
      begun ??= done; // what an earlier start had settled is not this one's speed
      const at = now();
      if (!stream.isTTY && at - last < everyMs) return;
      last = at;
      const text = rateLine(label, { done, begun, total, seconds: (at - start) / 1000 });
      stream.write(stream.isTTY ? `\r\x1b[2K${text}` : `${text}\n`);
    },
    end: (): void => {
      if (stream.isTTY) stream.write('\n');
    },
  };
};
