import type { project as projectTable } from '#db';
import { type DemoKit, firstOf, later, yuan } from '#plugin';
import type { settlementSite } from '../tables/site.ts';
import type { DemoCase } from './cases.ts';
import { builders, wellWishes } from './officials.ts';

export type SiteRow = typeof settlementSite.$inferInsert & { readonly id: string; readonly projectId: string };
export type ProjectRow = typeof projectTable.$inferInsert & { readonly id: string };

/** Cases with their site and project, and the rows of both. */
export interface Settled {
  readonly cases: readonly DemoCase[];
  readonly sites: readonly SiteRow[];
  readonly projects: readonly ProjectRow[];
}

const kinds = ['NEW_SETTLEMENT_VILLAGE', 'NEW_SETTLEMENT_VILLAGE', 'TOWN_OR_INDUSTRIAL_PARK', 'TOWN_OR_INDUSTRIAL_PARK', 'NEARBY_VILLAGE', 'RURAL_TOURISM_AREA'] as const;
const endings = { NEW_SETTLEMENT_VILLAGE: '新村', TOWN_OR_INDUSTRIAL_PARK: '社区', NEARBY_VILLAGE: '小区', RURAL_TOURISM_AREA: '山庄' } as const;
const facilities = ['ROAD', 'WATER', 'POWER', 'BROADBAND', 'SEWAGE', 'WASTE', 'CLINIC', 'KINDERGARTEN', 'SCHOOL', 'COMMUNITY_CENTRE'] as const;
const homesPerSite = 80;

const datesOf = (cases: readonly DemoCase[]) => {
  const first = (field: 'approvedOn' | 'buildingOn' | 'handedOverOn' | 'movedInOn'): string | null => firstOf(cases.map(({ row }) => row[field]));
  const before = (day: string | null, days: number): string | null => day && later(day, -days);
  return {
    approvedOn: before(first('approvedOn'), 30),
    startedOn: before(first('buildingOn'), 10),
    completedOn: before(first('handedOverOn'), 5),
    occupiedOn: first('movedInOn'),
  };
};

const statusOf = ({ startedOn, completedOn, occupiedOn }: ReturnType<typeof datesOf>): SiteRow['status'] =>
  occupiedOn ? 'OCCUPIED' : completedOn ? 'COMPLETED' : startedOn ? 'BUILDING' : 'APPROVED';

const projectOf = (kit: DemoKit, cases: readonly DemoCase[], name: string, isDone: boolean): ProjectRow => {
  const [{ row, mover }] = cases as [DemoCase];
  return {
    id: kit.uuid(),
    countyCode: row.countyCode,
    code: `YDBQ-${row.countyCode}-${mover.year}-${kit.serial()}`,
    name,
    actionNumber: row.programme === 'SUBSIDENCE' ? 6 : 5,
    placeCode: row.countyCode,
    year: mover.year,
    budget: yuan(cases.reduce((sum, one) => sum + Number(one.row.cost), 0)),
    status: isDone ? 'ACCEPTED' : 'BUILDING',
    contractor: kit.pick(builders),
  };
};

const settle = (kit: DemoKit, cases: readonly DemoCase[], villages: readonly string[]): Settled => {
  const [{ row }] = cases as [DemoCase];
  const kind = kit.pick(kinds);
  const name = `${kit.pick(wellWishes)}${endings[kind]}`;
  const dates = datesOf(cases);
  const project = projectOf(kit, cases, `${name}安置点建设`, dates.occupiedOn !== null);
  const persons = cases.reduce((sum, one) => sum + one.row.persons, 0);
  const spare = kit.between(1, 3 + Math.floor(cases.length / 5));
  const site: SiteRow = {
    id: kit.uuid(), countyCode: row.countyCode, code: `AZD-${kit.serial()}`, name, programme: row.programme, kind,
    villageCode: kit.pick(villages), facilities: facilities.slice(0, kit.between(4, facilities.length)),
    plannedHouseholds: cases.length + spare, plannedPersons: persons + 3 * spare, projectId: project.id,
    ...dates, status: statusOf(dates),
  };
  const settled = cases.map((one) => ({ ...one, row: { ...one.row, mode: kind, siteId: site.id, projectId: project.id } }));
  return { cases: settled, sites: [site], projects: [project] };
};

const pieces = <T>(all: readonly T[], size: number): T[][] => Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

const needsSite = ({ row }: DemoCase): boolean => row.approvedOn != null && row.mode !== 'MONETARY' && row.mode !== 'SCATTERED_INSERTION';

/** Builds sites for the approved cases of a county, programme and batch, and settles them there. */
export const settleAll = (kit: DemoKit, cases: readonly DemoCase[]): Settled => {
  const groups = Map.groupBy(cases.filter(needsSite), ({ row }) => `${row.countyCode}/${row.programme}/${row.batch}`);
  const villagesOf = Map.groupBy(kit.households, ({ countyCode }) => countyCode);
  const settled = [...groups.values()].flatMap((group) => pieces(group, homesPerSite)).map((piece) =>
    settle(kit, piece, (villagesOf.get((piece[0] as DemoCase).row.countyCode) ?? []).map(({ villageCode }) => villageCode)));
  return {
    cases: [...cases.filter((one) => !needsSite(one)), ...settled.flatMap((one) => one.cases)],
    sites: settled.flatMap(({ sites }) => sites),
    projects: settled.flatMap(({ projects }) => projects),
  };
};
