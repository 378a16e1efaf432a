import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = new URL('../docs/security.md', import.meta.url);
const text = readFileSync(page, 'utf8');
const rows = text.split('\n').filter((line) => line.startsWith('| ') && !/^\| (threat|---)/.test(line));

test('every threat names what holds against it and a test that exists', () => {
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows) {
    const [threat, holds, shown] = row.split('|').slice(1, -1).map((cell) => cell.trim());
    expect(threat?.length, row).toBeGreaterThan(10);
    expect(holds?.length, row).toBeGreaterThan(10);
    const files = [...(shown ?? '').matchAll(/\]\(([^)]+)\)/g)].map(([, file]) => file as string);
    expect(files.length, row).toBeGreaterThan(0);
    for (const file of files) expect([file, existsSync(new URL(file, page))]).toEqual([file, true]);
  }
});

test('its links lead somewhere', () => {
  for (const [, file] of text.matchAll(/\]\((decisions\/[^)]+)\)/g)) expect([file, existsSync(new URL(file as string, page))]).toEqual([file, true]);
});
