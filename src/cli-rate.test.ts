import { expect, test } from 'vitest';
import { rateLine, showRate } from './cli-rate.ts';

const label = { zh: '导入', en: 'Import' };

test('a count has its rate and the time that is left', () => {
  expect(rateLine(label, { done: 3_000, begun: 1_000, total: 9_000, seconds: 20 })).toBe('导入 / Import 3,000/9,000 (33 %), 100/s, 剩余 / left 1 min 0 s');
  expect(rateLine(label, { done: 5, begun: 0, total: null, seconds: 0 })).toBe('导入 / Import 5, 0/s');
});

test.each([[true, 4, '\r\u001b[2K'], [false, 2, '']])('terminal %s', (isTTY, lines, prefix) => {
  const written: string[] = [];
  let now = 0;
  const rate = showRate(label, { isTTY, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream, () => now);
  for (const at of [1, 5_000, 10_000, 20_000]) {
    now = at;
    rate.move(at, 40_000);
  }
  expect(written.length).toBe(lines);
  expect(written.every((text) => text.startsWith(prefix))).toBe(true);
});
