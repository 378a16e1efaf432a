import type { Bilingual } from '../errors.ts';

/** A closed list of codes with titles: one source for column, GraphQL enum, forms and docs. */
export interface CodeList<V extends string = string> {
  /** Owner-prefixed id, e.g. `relocation.settlement_mode`. */
  readonly id: string;
  /** GraphQL enum name. */
  readonly name: string;
  readonly title: Bilingual;
  readonly values: readonly V[];
  readonly titles: Readonly<Record<V, Bilingual>>;
}

/**
 * Declares a code list. Values are SCREAMING_SNAKE; each has a Chinese and an English title.
 * @example defineCodes('core.sex', 'Sex', ['性别', 'Sex'], { MALE: ['男', 'Male'], FEMALE: ['女', 'Female'] })
 */
export const defineCodes = <const Id extends string, const V extends string>(
  id: Id,
  name: string,
  [zh, en]: readonly [string, string],
  codes: Readonly<Record<V, readonly [zh: string, en: string]>>,
): CodeList<V> & { readonly id: Id } => ({
  id,
  name,
  title: { zh, en },
  values: Object.keys(codes) as V[],
  titles: Object.fromEntries(
    (Object.entries(codes) as [V, readonly [string, string]][]).map(([value, [valueZh, valueEn]]) => [value, { zh: valueZh, en: valueEn }]),
  ) as Record<V, Bilingual>,
});

const listsByValues = new WeakMap<object, CodeList>();

/** Lets {@link codesOf} find the list again from a Drizzle column, which keeps the array of values. */
export const rememberCodes = (list: CodeList): void => {
  listsByValues.set(list.values, list);
};

/** The code list a column was made with by `coded`, if any. */
export const codesOf = (column: { readonly enumValues?: readonly string[] | undefined }): CodeList | undefined =>
  column.enumValues ? listsByValues.get(column.enumValues) : undefined;
