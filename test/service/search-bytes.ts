import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Numbers to be looked for: the whole of them, and without the character at their end. */
export interface Planted {
  readonly starts: ReadonlySet<string>;
}

export const planted = (numbers: readonly string[]): Planted => ({ starts: new Set(numbers.map((number) => number.slice(0, -1))) });

const length = 17;

/** Every planted number that stands in a text, wherever in longer rows of digits. */
export const numbersIn = (text: string, { starts }: Planted): readonly string[] => {
  const found: string[] = [];
  for (const { 0: run } of text.matchAll(/\d{17,}/g)) {
    for (let at = 0; at + length <= run.length; at += 1) if (starts.has(run.slice(at, at + length))) found.push(run.slice(at, at + length));
  }
  return found;
};

/** The same in a file of any size; what stands over the border of two pieces is found too. */
export const numbersInFile = async (file: string, what: Planted): Promise<readonly string[]> => {
  const found: string[] = [];
  let rest = '';
  for await (const piece of createReadStream(file, { encoding: 'latin1', highWaterMark: 1 << 20 })) {
    const text = rest + String(piece);
    found.push(...numbersIn(text, what));
    rest = text.slice(-length + 1);
  }
  return found;
};

/** Whether a file holds a text: the proof that a search would find something. */
export const fileHolds = async (file: string, wanted: string): Promise<boolean> => {
  let rest = '';
  for await (const piece of createReadStream(file, { encoding: 'latin1', highWaterMark: 1 << 20 })) {
    const text = rest + String(piece);
    if (text.includes(wanted)) return true;
    rest = text.slice(-wanted.length);
  }
  return false;
};

/** All files below a folder. */
export const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
