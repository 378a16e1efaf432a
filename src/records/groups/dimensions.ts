import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { FieldClass } from '../../access/identity.ts';
import type { Bilingual } from '../../errors.ts';
import { isList, kindOf } from '../column-type.ts';
import { type AnyRecord, type FieldSpec, fieldsOf } from '../define.ts';
import { linkName } from '../graphql-type.ts';
import { columnOf } from '../listing.ts';

/** Levels of the place tree that groups are made by. */
export const placeLevels = ['city', 'county', 'township', 'village'] as const;
export type GroupLevel = (typeof placeLevels)[number];

/** What a group is of, and how the graph shows it. */
export type DimensionKind =
  | { readonly of: 'value'; readonly column: PgColumn }
  | { readonly of: 'year' | 'month'; readonly column: PgColumn }
  | { readonly of: 'ref'; readonly column: PgColumn; readonly target: () => AnyRecord }
  /** Where the row itself counts on the date asked: where its household lived, or its county and village. */
  | { readonly of: 'home'; readonly level: GroupLevel }
  /** What a column names: as it stands there, or the unit above it on the map of the date asked. */
  | { readonly of: 'named'; readonly column: PgColumn; readonly level: GroupLevel | 'itself' };

/** Something that rows of a record can be grouped by, worked out from its declaration. */
export interface Dimension {
  readonly name: string;
  readonly title: Bilingual;
  /** Who may not read the class may not group by it. */
  readonly class: FieldClass;
  readonly kind: DimensionKind;
}

const levelTitles: Record<GroupLevel, Bilingual> = {
  city: { zh: '市', en: 'city' },
  county: { zh: '县', en: 'county' },
  township: { zh: '乡镇', en: 'township' },
  village: { zh: '村', en: 'village' },
};

const upper = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Columns that tell rows apart rather than count: years, months, numbers of actions. */
export const isOrdinal = (field: FieldSpec, column: PgColumn): boolean => column.getSQLType() === 'smallint' || field.ordinal === true;

/** The column with the place that a record of a county is about, below the county. */
export const localColumns = ({ table, place }: AnyRecord): readonly PgColumn[] =>
  [place === undefined ? undefined : columnOf(table, place), columnOf(table, 'areaCode')].filter((column) => column !== undefined);

const homeDimensions = (record: AnyRecord): Dimension[] => {
  if (record.about === 'province') return [];
  const levels = record.about === 'household' || localColumns(record).length > 0 ? placeLevels : (['city', 'county'] as const);
  return levels.map((level) => ({
    name: level,
    title: record.about === 'household'
      ? { zh: `截至日期居住的${levelTitles[level].zh}`, en: `The ${levelTitles[level].en} the household lived in on the date` }
      : { zh: `所属${levelTitles[level].zh}`, en: `The ${levelTitles[level].en} it is about, on the map of the date` },
    class: 'internal',
    kind: { of: 'home', level },
  }));
};

const namedDimensions = (name: string, field: FieldSpec, column: PgColumn): Dimension[] => {
  const link = linkName(name);
  const of = (level: GroupLevel): Dimension => ({
    name: `${link}${upper(level)}`,
    title: { zh: `${field.title.zh}所属${levelTitles[level].zh}`, en: `${field.title.en}: its ${levelTitles[level].en}` },
    class: field.class,
    kind: { of: 'named', column, level },
  });
  return [{ name: link, title: field.title, class: field.class, kind: { of: 'named', column, level: 'itself' } }, ...(['city', 'county', 'township'] as const).map(of)];
};

const dateDimensions = (name: string, field: FieldSpec, column: PgColumn): Dimension[] => [
  { name: `${name}Year`, title: { zh: `${field.title.zh}:年`, en: `${field.title.en}: year` }, class: field.class, kind: { of: 'year', column } },
  { name: `${name}Month`, title: { zh: `${field.title.zh}:年月`, en: `${field.title.en}: month, as YYYY-MM` }, class: field.class, kind: { of: 'month', column } },
];

/** Its own village, township, county or city: {@link homeDimensions} are made of those. */
const isHome = ({ place, about }: AnyRecord, name: string): boolean => name === place || (about !== 'province' && (placeLevels as readonly string[]).includes(linkName(name)));

const ofField = (record: AnyRecord, name: string, field: FieldSpec, column: PgColumn): Dimension[] => {
  if (field.class === 'sensitive' || isList(column) || field.person || field.household || isHome(record, name)) return [];
  if (field.place) return namedDimensions(name, field, column);
  const { title, class: fieldClass, ref } = field;
  if (ref) return [{ name: linkName(name), title, class: fieldClass, kind: { of: 'ref', column, target: ref } }];
  const kind = kindOf(column);
  if (kind === 'Date') return dateDimensions(name, field, column);
  if (kind === 'Enum' || kind === 'Boolean' || (kind === 'Int' && isOrdinal(field, column))) return [{ name, title, class: fieldClass, kind: { of: 'value', column } }];
  return [];
};

const made = new WeakMap<AnyRecord, readonly Dimension[]>();

/**
 * Everything that rows of a record can be grouped by: places, years and months of its dates, code lists, truth
 * values, ordinal numbers and what it points to. Never what is sensitive, a person or a household.
 */
export const dimensionsOf = (record: AnyRecord): readonly Dimension[] => {
  const known = made.get(record);
  if (known) return known;
  const columns = getTableColumns(record.table) as Record<string, PgColumn>;
  const all = [...homeDimensions(record), ...fieldsOf(record).flatMap(([name, field]) => ofField(record, name, field, columns[name] as PgColumn))];
  made.set(record, all);
  return all;
};

/** The unit of a level that a code of a place lies in by its digits; null for a code of a level above. */
export const cutTo = (code: SQL, level: 'township' | 'village'): SQL =>
  level === 'village' ? sql`case when length(${code}) = 12 then ${code} end` : sql`case when length(${code}) >= 9 then left(${code}, 9) end`;
