import type { contiguousArea, designationKind, exitDecisionBasis } from '../db/codes/places.ts';
import type { placeDesignation, placeEvent } from '../db/tables/places.ts';
import { readCsv } from './data-files.ts';
import { firstVintage } from './vintages.ts';

type DesignationRow = typeof placeDesignation.$inferInsert;
type PlaceEventRow = typeof placeEvent.$inferInsert;
type DesignationKind = (typeof designationKind.values)[number];
type CountyLine = Readonly<Record<
  'code' | 'poverty_designation' | 'contiguous_area' | 'exit_year'
  | 'poverty_designation_status' | 'contiguous_area_status' | 'exit_year_status', string>>;

const kinds: Readonly<Record<string, DesignationKind>> = { national: 'NATIONAL_KEY_COUNTY', provincial: 'PROVINCIAL_KEY_COUNTY' };
const areas: Readonly<Record<string, (typeof contiguousArea.values)[number]>> = { luliang: 'LULIANG', 'yanshan-taihang': 'YANSHAN_TAIHANG' };

/** The national list (source S2) is of March 2012; its day was not found, so the month's last. */
const nationalListDate = '2012-03-31';
/** The first dated source that gives Shanxi its 21 counties of contiguous areas (S10). */
const contiguousListDate = '2012-12-11';

/**
 * From when a designation can be cited. The provincial list was found undated, and 大同县 is
 * national without being on the list of 2012: both stand from the first vintage, "then or before".
 */
const citedFrom = (kind: DesignationKind, status: string): string => {
  if (kind === 'CONTIGUOUS_AREA') return contiguousListDate;
  return kind === 'NATIONAL_KEY_COUNTY' && /\bS2\b/.test(status) ? nationalListDate : firstVintage;
};

type Exit = readonly [decidedOn: string | null, basis: (typeof exitDecisionBasis.values)[number]];

/** Decisions by year assessed; of the provincial counties of 2017 only the notice of 24 August 2018 was found. */
const exits: Readonly<Record<string, Exit>> = {
  'national 2017': ['2018-08-17', 'ANNOUNCED'],
  'provincial 2017': [null, 'PUBLIC_NOTICE_ONLY'],
  'national 2018': ['2019-04-29', 'REPORTED'],
  'provincial 2018': ['2019-05-21', 'DECIDED'],
  'national 2019': ['2020-02-27', 'DECIDED'],
  'provincial 2019': ['2020-02-27', 'DECIDED'],
};

const exitOf = (line: CountyLine): Exit => {
  const exit = exits[`${line.poverty_designation} ${line.exit_year}`];
  if (!exit) throw new Error(`counties-2016.csv: no exit decision is known for ${line.code}`);
  return exit;
};

const designationRow = (line: CountyLine, kind: DesignationKind, status: string): DesignationRow => {
  const [exitDecidedOn, exitBasis] = exitOf(line);
  return {
    code: line.code,
    kind,
    validFrom: citedFrom(kind, status),
    validTo: null,
    contiguousArea: kind === 'CONTIGUOUS_AREA' ? (areas[line.contiguous_area] ?? null) : null,
    exitYear: Number(line.exit_year),
    exitDecidedOn,
    exitBasis,
    sourceStatus: status,
    exitSourceStatus: line.exit_year_status,
  };
};

const designationsOf = (line: CountyLine): readonly DesignationRow[] => {
  const kind = kinds[line.poverty_designation];
  if (!kind) return [];
  const main = designationRow(line, kind, line.poverty_designation_status);
  if (line.contiguous_area === 'none') return [main];
  return [main, designationRow(line, 'CONTIGUOUS_AREA', line.contiguous_area_status)];
};

/** A county that took another code keeps its designation there: the old row ends, the successor's begins. */
const handedOn = (row: DesignationRow, events: readonly PlaceEventRow[]): readonly DesignationRow[] => {
  const event = events.find((e) => e.oldCode === row.code && e.relation === 'REPLACED' && e.isWhole);
  if (!event) return [row];
  return [{ ...row, validTo: event.effectiveFrom }, { ...row, code: event.newCode, validFrom: event.effectiveFrom }];
};

/** The designations of the poor counties, successors included. */
export const readDesignations = async (events: readonly PlaceEventRow[]): Promise<readonly DesignationRow[]> => {
  const lines: readonly CountyLine[] = await readCsv('counties-2016.csv');
  return lines.flatMap(designationsOf).flatMap((row) => handedOn(row, events));
};
