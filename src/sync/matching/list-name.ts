import { comparedList } from '../../db/codes/comparison.ts';
import { mayHoldIdNumber } from '../../access/id-number-text.ts';
import { PlatformError } from '../../errors.ts';

/** A list of another department: what finds its comparison again. */
export interface ComparedListFacts {
  readonly countyCode: string;
  readonly list: string;
  readonly asOf: string;
  readonly title: string;
}

/** Rows of such lists, as files of them are called. */
export const listFileName = 'ComparisonRow';
export const listFilePrefix = `${listFileName}/`;

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

const isSound = ({ countyCode, list, asOf, title }: ComparedListFacts): boolean =>
  /^\d{6}$/.test(countyCode) && (comparedList.values as readonly string[]).includes(list) && isDay(asOf) && title.trim() !== '' && title.length <= 100 && !mayHoldIdNumber(title);

const checked = (facts: ComparedListFacts): ComparedListFacts => {
  if (!isSound(facts)) throw new PlatformError('COMPARISON_LIST_INVALID');
  return facts;
};

/** The name under which imports of the list stand; the list can be told from it. @throws PlatformError COMPARISON_LIST_INVALID */
export const nameOfList = (facts: ComparedListFacts): string => {
  const { countyCode, list, asOf, title } = checked(facts);
  return `${listFilePrefix}${countyCode}/${list}/${asOf}/${title}`;
};

/** The list that a name is of; undefined for names of records. @throws PlatformError COMPARISON_LIST_INVALID */
export const listOf = (name: string): ComparedListFacts | undefined => {
  if (!name.startsWith(listFilePrefix)) return undefined;
  const [, countyCode = '', list = '', asOf = '', ...title] = name.split('/');
  return checked({ countyCode, list, asOf, title: title.join('/') });
};

/** The name of the list that an address asks for. @throws PlatformError COMPARISON_LIST_INVALID */
export const nameOfAsked = (search: URLSearchParams): string => {
  const given = (name: string): string => search.get(name) ?? '';
  return nameOfList({ countyCode: given('county'), list: given('list'), asOf: given('asOf'), title: given('title') });
};
