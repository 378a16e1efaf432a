import { expect, test } from 'vitest';
import { coreOwner } from '../src/db/core-owner.ts';
import * as tables from './all-tables.ts';
import { type Breach, builtText, rawSql, type Source, sourcesIn, unscoped } from './source-rules.ts';

const sources = sourcesIn('src');
/** What fills and checks a database as its owner, or for the whole province, before anybody is served. */
const served = sources.filter(({ path }) => !/^src\/(db|demo|reference)\/|^src\/plugins\/\w+\/demo\//.test(path));

const scopedPlacements = new Set(['household', 'county', 'journal', 'audit']);

/** Tables of the core that have no scope: everybody's, the owner's, or with rules of their own. */
const openTables = new Set(Object.entries(tables)
  .filter(([, table]) => coreOwner.tables.some((placed) => placed.table === table && !scopedPlacements.has(placed.placement)))
  .map(([name]) => name));

const places = (breaches: readonly Breach[]): readonly string[] => [...new Set(breaches.map(({ at }) => at))].sort();

/** What goes into a text is of the declarations, never of a request; each place says what. */
const rawAllowed = [
  'src/compiled/page.ts:most', // a page size that was checked
  'src/db/tables/access.ts:dutyOfRow', // names of roles
  'src/records/drafts.ts:existingRows', // names and types of columns
  'src/records/filter.ts:among', // the type that a column is compared in
  'src/records/filter.ts:one',
  'src/records/listing.ts:among', // `text` or `uuid`
  'src/sync/resolve-keys.ts:matching', // names and types of columns
];
const builtAllowed = [
  'src/access/audit/verify.ts:countsOf', // one of two journals
  'src/administration/break-glass.ts:seek', // digits alone: `set` takes no parameters
  'src/duplicates/merge/move-rows.ts:moveAll', // names of the records' tables
  'src/people/carried.ts:enterCarried', // the same, with names of the records
  'src/people/move.ts:carryAlong', // names of the records' tables
];
/** Their tables come with a condition that has the scope in it, or are no tables of records. */
const unscopedAllowed = [
  'src/access/accounts.ts:withGrants', // as owner: who asks is not known yet
  'src/administration/break-glass.ts:seek', // beyond the caller's places, by exact number, entered in the journal
  'src/plugins/health/indicators/families.ts:warned', // a source with scopes inside
  'src/plugins/health/warnings/of-households.ts:readWarnings', // the same
  'src/publication/read.ts:latestCells', // published tables only
  'src/publication/released.ts:placesOn',
  'src/records/author.ts:ownDeeds', // what the caller did
  'src/records/author.ts:refuseOwnFacts', // the same
  'src/records/groups/read-across.ts:readAcross', // sources with scopes inside
  'src/records/groups/units.ts:unitsOn', // places alone
  'src/records/page.ts:countAll', // listings are made by `listingOf`, which names the scope
  'src/records/page.ts:countPerParent',
  'src/records/page.ts:readPage',
  'src/records/page.ts:readPages',
  'src/schema/place-data.ts:loadPlaces', // the places asked for, as rows
  'src/schema/place-designation.ts:loadDesignations',
  'src/schema/programme-data.ts:rowsBy', // tables of the policy catalogue
];

test('no raw text that is not constant, no way past the wall around the driver', () => {
  expect(places(rawSql(sources))).toEqual(rawAllowed);
});

test('statements written as text take values as parameters', () => {
  expect(places(builtText(served))).toEqual(builtAllowed);
});

test('every statement over a table of records names the scope', () => {
  expect(openTables.size).toBeGreaterThan(20);
  expect(places(unscoped(served, openTables))).toEqual(unscopedAllowed);
});

test('the rules catch what they are for', () => {
  // a dollar before braces, which the linter would not have in a plain text
  const planted = (text: string): readonly Source[] => [{ path: 'x.ts', text: text.replaceAll('€', '$') }];
  const caught = (rule: (from: readonly Source[]) => readonly Breach[], text: string): number => rule(planted(text)).length;
  expect(caught(rawSql, 'const a = (name) => sql`select €{sql.raw(name)}`;')).toBe(1);
  expect(caught(rawSql, 'const a = (way) => sql.raw(`€{way} nulls last`);')).toBe(1);
  expect(caught(rawSql, "const a = (up) => sql.raw(`€{up ? 'asc' : 'desc'} nulls last`);")).toBe(0);
  expect(caught(rawSql, 'const a = (ctx) => ctx.tx.orm.execute(sql`select 1`);')).toBe(1);
  expect(caught(builtText, "const a = (tx, id) => tx.query(`select * from t where id = '€{id}'`);")).toBe(1);
  expect(caught(builtText, 'const a = (tx, id) => tx.query(`select * from t where id = $1`, [id]);')).toBe(0);
  const overTables = (from: readonly Source[]): readonly Breach[] => unscoped(from, openTables);
  expect(caught(overTables, 'const a = (ctx) => ctx.tx.orm.select().from(household).where(eq(household.status, 1));')).toBe(1);
  expect(caught(overTables, 'const a = (ctx) => ctx.tx.orm.select().from(place).innerJoin(residence, on);')).toBe(1);
  expect(caught(overTables, 'const a = (ctx) => ctx.tx.orm.update(household).set({});')).toBe(1);
  expect(caught(overTables, 'const a = (ctx) => ctx.tx.orm.select().from(household).where(scopeOf(ctx.identity, household));')).toBe(0);
});
