import type { CodeList } from '../db/codes.ts';

/** In which words a file is written: names of fields and codes, or titles in a language. */
export type Wording = 'code' | 'zh' | 'en';

interface Words {
  readonly titleOf: ReadonlyMap<string, string>;
  readonly valueOf: ReadonlyMap<string, string>;
}

const known = new WeakMap<CodeList, Record<'zh' | 'en', Words>>();

/** Two codes with one title keep their code in the title, so that it can be read back. */
const wordsIn = (list: CodeList, language: 'zh' | 'en'): Words => {
  const title = (value: string): string => list.titles[value]?.[language] ?? value;
  const times = Map.groupBy(list.values, title);
  const titleOf = new Map(list.values.map((value) => [value, times.get(title(value))?.length === 1 ? title(value) : `${title(value)} ${value}`]));
  return { titleOf, valueOf: new Map([...titleOf].map(([value, text]) => [text, value])) };
};

const wordsOf = (list: CodeList): Record<'zh' | 'en', Words> => {
  const found = known.get(list) ?? { zh: wordsIn(list, 'zh'), en: wordsIn(list, 'en') };
  known.set(list, found);
  return found;
};

/** A code in the words of a file. */
export const codeText = (list: CodeList, value: string, wording: Wording): string =>
  wording === 'code' ? value : (wordsOf(list)[wording].titleOf.get(value) ?? value);

/** The code that a text names: the code itself, or its title in either language. */
export const codeOfText = (list: CodeList, text: string): string | undefined => {
  if (list.values.includes(text)) return text;
  const { zh, en } = wordsOf(list);
  return zh.valueOf.get(text) ?? en.valueOf.get(text) ?? (list.values.includes(text.toUpperCase()) ? text.toUpperCase() : undefined);
};
