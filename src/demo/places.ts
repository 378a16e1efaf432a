import type { Transaction } from '../db/database.ts';

/** The places of a residence on the map of one time. */
export interface Home {
  readonly villageCode: string;
  readonly townshipCode: string;
  readonly placeCountyCode: string;
  readonly cityCode: string;
}

/** A village that all maps of the demo's years have. */
export interface Village {
  /** Township and village as in an address. */
  readonly name: string;
  /** On the present map. */
  readonly home: Home;
  /** On the map before its county took another code. */
  readonly before?: Home;
}

/** One of the 58 poor counties. */
export interface County {
  readonly code: string;
  readonly name: string;
  readonly cityCode: string;
  /** The year it left the list of poor counties. */
  readonly exitYear: number;
  /** The code it had, and the first day it no longer had it. */
  readonly before?: { readonly code: string; readonly until: string };
  readonly villages: readonly Village[];
}

type Row = readonly string[];

const countyText = `
  select d.code, p.name, p.city_code, d.exit_year, e.old_code, e.effective_from
  from core.place_designation d
  join core.place p on p.code = d.code and p.level = 'COUNTY' and p.valid_to is null
  left join core.place_event e on e.new_code = d.code and e.is_whole and e.relation = 'REPLACED'
  where d.kind in ('NATIONAL_KEY_COUNTY', 'PROVINCIAL_KEY_COUNTY') and d.valid_to is null
  order by d.code`;

/** Villages with a committee that the newest map still has, and those of counties that lost their code. */
const villageText = `
  select v.code, v.name, v.township_code, t.name, v.county_code, v.city_code, v.valid_from
  from core.place v
  join core.place t on t.code = v.township_code and t.level = 'TOWNSHIP' and t.valid_from <= v.valid_from and (t.valid_to is null or t.valid_to > v.valid_from)
  where v.level = 'VILLAGE' and v.kind = 'VILLAGE_COMMITTEE'
    and (v.county_code = any($1::text[]) and v.valid_to is null or v.county_code = any($2::text[]) and v.valid_to = any($3::date[]))
  order by v.code`;

interface Found {
  readonly name: string;
  readonly validFrom: string;
  readonly home: Home;
}

const shortName = (name: string): string => name.replace(/(村民委员会|村委会|民委员会|委员会)$/, '村').replace(/村村$/, '村');

const found = ([villageCode, village, townshipCode, township, placeCountyCode, cityCode, validFrom]: Row): Found => ({
  name: `${township}${shortName(village as string)}`,
  validFrom: validFrom as string,
  home: { villageCode, townshipCode, placeCountyCode, cityCode } as Home,
});

/** Names that stand once on either map; two villages of one name cannot be told apart. */
const byUniqueName = (villages: readonly Found[]): ReadonlyMap<string, Found> =>
  new Map([...Map.groupBy(villages, ({ name }) => name)].filter(([, same]) => same.length === 1).map(([name, [only]]) => [name, only!]));

/** Villages over all the demo's years: with one code throughout, or with the same name on both maps. */
const lasting = (now: readonly Found[], before: readonly Found[] | undefined, firstMap: string): readonly Village[] => {
  if (!before) return now.filter(({ validFrom }) => validFrom === firstMap).map(({ name, home }) => ({ name, home }));
  const old = byUniqueName(before);
  return [...byUniqueName(now).values()].flatMap(({ name, home }) => {
    const same = old.get(name);
    return same ? [{ name, home, before: same.home }] : [];
  });
};

const county = ([code, name, cityCode, exitYear, oldCode, until]: Row, byCounty: ReadonlyMap<string, readonly Found[]>, firstMap: string): County => ({
  code: code!,
  name: name!,
  cityCode: cityCode!,
  exitYear: Number(exitYear),
  ...(oldCode && { before: { code: oldCode, until: until! } }),
  villages: lasting(byCounty.get(code!) ?? [], oldCode ? (byCounty.get(oldCode) ?? []) : undefined, firstMap),
});

/** The poor counties with the villages a demo can use. */
export const readCounties = async (tx: Transaction): Promise<readonly County[]> => {
  const counties = (await tx.query(countyText)).rows as readonly Row[];
  const recoded = counties.filter((row) => row[4]);
  const lists = [counties.map(([code]) => code!), recoded.map((row) => row[4]!), recoded.map((row) => row[5]!)];
  const villages = ((await tx.query(villageText, lists)).rows as readonly Row[]).map(found);
  const byCounty = Map.groupBy(villages, ({ home }) => home.placeCountyCode);
  const firstMap = villages.reduce((first, { validFrom }) => (validFrom < first ? validFrom : first), '9999');
  return counties.map((row) => county(row, byCounty, firstMap)).filter(({ villages: { length } }) => length > 0);
};
