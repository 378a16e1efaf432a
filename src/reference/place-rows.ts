import type { place, placeEvent } from '../db/tables/places.ts';
import type { placeLevel, placeRelation } from '../db/codes/places.ts';
import { readCsv } from './data-files.ts';
import { isStatistical, kindOf } from './place-kinds.ts';

type PlaceRow = typeof place.$inferInsert;
type PlaceLevel = (typeof placeLevel.values)[number];
type PlaceLine = Readonly<Record<'code' | 'parent_code' | 'level' | 'name_zh' | 'valid_from' | 'valid_to', string>>;
type Ancestors = Pick<PlaceRow, 'cityCode' | 'countyCode' | 'townshipCode'>;

export const placeFiles = ['places-shanxi.csv.gz', 'counties-2016.csv', 'place-pinyin.csv', 'county-changes.csv'] as const;

const ancestorColumn = { CITY: 'cityCode', COUNTY: 'countyCode', TOWNSHIP: 'townshipCode' } as const;

/** Walks up `parent_code`. A code has the same parent in all its rows, so the date does not matter here. */
const ancestorsOf = (line: PlaceLine, byCode: ReadonlyMap<string, PlaceLine>): Ancestors => {
  const found: { -readonly [K in keyof Ancestors]: string } = {};
  for (let at: PlaceLine | undefined = line; at; at = byCode.get(at.parent_code)) {
    const level = at.level.toUpperCase();
    if (level in ancestorColumn) found[ancestorColumn[level as keyof typeof ancestorColumn]] = at.code;
  }
  return found;
};

const readPinyin = async (): Promise<ReadonlyMap<string, string>> => {
  const files = [await readCsv<'code' | 'name_pinyin'>('counties-2016.csv'), await readCsv<'code' | 'name_pinyin'>('place-pinyin.csv')];
  return new Map(files.flat().map((line) => [line.code, line.name_pinyin]));
};

/** How pinyin is compared: without spaces, capitals and diaeresis, `Lüliang Shi` as `luliangshi`. */
export const pinyinKey = (pinyin: string): string =>
  pinyin.normalize('NFD').replace(/[^A-Za-z]/g, '').toLowerCase();

const placeRow = (line: PlaceLine, byCode: ReadonlyMap<string, PlaceLine>, pinyin: string | undefined): PlaceRow => {
  const level = line.level.toUpperCase() as PlaceLevel;
  const kind = kindOf(level, line.code);
  return {
    code: line.code,
    validFrom: line.valid_from,
    validTo: line.valid_to || null,
    parentCode: line.parent_code || null,
    level,
    kind,
    name: line.name_zh,
    namePinyin: pinyin ?? null,
    pinyinKey: pinyin === undefined ? null : pinyinKey(pinyin),
    isStatistical: isStatistical(kind, line.code),
    ...ancestorsOf(line, byCode),
  };
};

/** Every place over every validity, with kind and ancestors worked out. */
export const readPlaces = async (): Promise<readonly PlaceRow[]> => {
  const lines: readonly PlaceLine[] = await readCsv('places-shanxi.csv.gz');
  const byCode = new Map(lines.map((line) => [line.code, line]));
  const pinyin = await readPinyin();
  return lines.map((line) => placeRow(line, byCode, pinyin.get(line.code)));
};

type EventField =
  | 'old_code' | 'old_name_zh' | 'new_code' | 'new_name_zh' | 'relation' | 'part' | 'last_vintage_old' | 'first_vintage_new';
type PlaceEventRow = typeof placeEvent.$inferInsert;

/** The changes of county-level units between the vintages. */
export const readPlaceEvents = async (): Promise<readonly PlaceEventRow[]> =>
  (await readCsv<EventField>('county-changes.csv')).map((line) => ({
    oldCode: line.old_code,
    newCode: line.new_code,
    effectiveFrom: line.first_vintage_new,
    oldName: line.old_name_zh,
    newName: line.new_name_zh,
    relation: line.relation.toUpperCase() as (typeof placeRelation.values)[number],
    part: line.part,
    isWhole: line.part === '全部',
    lastVintageOld: line.last_vintage_old,
    firstVintageNew: line.first_vintage_new,
  }));
