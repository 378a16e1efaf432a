import { defineCodes } from '../db/codes.ts';
import type { Bilingual } from '../errors.ts';
import type { TypeShelf } from '../records/kit.ts';
import { bilingual } from '../records/kit.ts';
import type { Builder } from './builder.ts';

/** The languages titles are kept in. */
export const language = defineCodes('core.language', 'Language', ['语言', 'Language'], {
  ZH: ['中文', 'Chinese'],
  EN: ['英文', 'English'],
});

/** What declares arguments: the `t` of any field. */
export type ArgOwner = Pick<Parameters<Parameters<Builder['queryField']>[1]>[0], 'arg'>;

/** The date to see things at. */
export const asOfArg = (t: ArgOwner) =>
  t.arg({ type: 'Date', description: '截至日期,默认今天 / As of this date, today by default' });

interface InLanguage {
  readonly lang?: string | null | undefined;
}

/** Text in the language asked for, Chinese by default. */
export const inLanguage = ({ zh, en }: Bilingual, { lang }: InLanguage): string => (lang === 'EN' ? en : zh);

/** The argument of every field that is kept in both languages. */
export const langArg = (t: ArgOwner, shelf: TypeShelf) => ({
  lang: t.arg({ type: shelf.enumOf(language), defaultValue: 'ZH', description: bilingual(language.title) }),
});

/** Options of a string field of rows that hold a text in both languages: `name(lang: EN)`. */
export const titleOptions = (t: ArgOwner, shelf: TypeShelf, zh: string, en: string) => ({
  description: bilingual({ zh, en }),
  args: langArg(t, shelf),
  resolve: (row: Bilingual, args: InLanguage) => inLanguage(row, args),
});
