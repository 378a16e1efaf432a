import { type DemoCounty, type DemoKit, firstOf, lastOf, later } from '#plugin';
import type { naturalVillageRelocation, subsidenceVillage, villageMerger, villageMergerPart } from '../tables/village.ts';
import type { DemoCase } from './cases.ts';
import type { ProjectRow } from './sites.ts';
import { builders, wellWishes } from './officials.ts';

type NaturalRow = typeof naturalVillageRelocation.$inferInsert;
type SubsidenceRow = typeof subsidenceVillage.$inferInsert;

const isLive = ({ row }: DemoCase): boolean => row.closedOn == null;
const gone = (cases: readonly DemoCase[]): readonly DemoCase[] => cases.filter(({ row }) => row.movedInOn != null);
const persons = (cases: readonly DemoCase[]): number => cases.reduce((sum, { row }) => sum + row.persons, 0);
const movedInDays = (cases: readonly DemoCase[]) => gone(cases).map(({ row }) => row.movedInOn);

const hamlets = ['前沟', '后沟', '石盘', '南岭', '北坪', '枣林', '东洼', '西梁'] as const;

const naturalVillage = (kit: DemoKit, villageCode: string, cases: readonly DemoCase[]): NaturalRow & { readonly id: string } => {
  const days = movedInDays(cases);
  const isWhole = days.length === cases.length;
  return {
    id: kit.uuid(), countyCode: (cases[0] as DemoCase).row.countyCode, villageCode, name: `${kit.pick(hamlets)}自然村`,
    extent: isWhole || kit.random() < 0.5 ? 'WHOLE' : 'PARTIAL', households: cases.length, persons: persons(cases),
    plannedFrom: '2016-03-01', plannedTo: '2019-12-31',
    partlyMovedOn: firstOf(days), whollyMovedOn: isWhole ? lastOf(days) : null,
    status: isWhole ? 'WHOLE' : days.length > 0 ? 'PARTIAL' : 'PLANNED',
  };
};

/** Natural villages whose poor households move together. */
export const tellNaturalVillages = (kit: DemoKit, cases: readonly DemoCase[]): ReadonlyMap<string, NaturalRow & { readonly id: string }> => {
  const own = new Set(kit.counties.map(({ code }) => code));
  const groups = Map.groupBy(cases.filter((one) => isLive(one) && one.row.programme === 'POVERTY' && own.has(one.row.countyCode)), ({ row }) => row.originVillageCode);
  return new Map([...groups].filter(() => kit.random() < 0.6).map(([code, group]) => [code, naturalVillage(kit, code, group)]));
};

/** A village over a mine, with the project that moves it. */
export interface Sinking {
  readonly village: SubsidenceRow & { readonly id: string };
  readonly project: ProjectRow;
}

const sinkingProject = (kit: DemoKit, countyCode: string, placeCode: string): ProjectRow => ({
  id: kit.uuid(), countyCode, code: `CXQ-${countyCode}-${kit.serial()}`, name: '采煤沉陷区治理搬迁', actionNumber: 6, placeCode,
  year: 2016, budget: `${kit.between(300, 3_000)}0000.00`, status: 'ACCEPTED', contractor: kit.pick(builders),
});

const sinking = (kit: DemoKit, villageCode: string, cases: readonly DemoCase[]): Sinking => {
  const { countyCode } = (cases[0] as DemoCase).row;
  const live = cases.filter(isLive);
  const days = movedInDays(live);
  const isEmpty = days.length === live.length;
  const project = sinkingProject(kit, countyCode, villageCode);
  const village = {
    id: kit.uuid(), countyCode, villageCode, mine: kit.pick(['国有重点煤矿', '地方国有煤矿', '关闭乡镇煤矿']),
    households: Math.max(1, live.length), persons: Math.max(1, persons(live)), projectId: project.id,
    surveyedOn: '2015-09-15', approvedOn: '2016-01-20', startedOn: firstOf(live.map(({ row }) => row.buildingOn)),
    relocatedOn: isEmpty ? lastOf(days) : null,
    status: isEmpty && days.length > 0 ? ('RELOCATED' as const) : ('RELOCATING' as const),
  };
  return { village, project };
};

/** The subsidence villages of the cases, by code. */
export const tellSubsidenceVillages = (kit: DemoKit, cases: readonly DemoCase[]): ReadonlyMap<string, Sinking> => {
  const groups = Map.groupBy(cases.filter(({ row }) => row.programme === 'SUBSIDENCE'), ({ row }) => row.originVillageCode);
  return new Map([...groups].map(([code, group]) => [code, sinking(kit, code, group)]));
};

/** Rows of a merger of two villages into one. */
export interface Merger {
  readonly merger: typeof villageMerger.$inferInsert;
  readonly parts: readonly (typeof villageMergerPart.$inferInsert)[];
}

/** A merger in a quarter of the counties: two villages become one. */
export const tellMergers = (kit: DemoKit): readonly Merger[] =>
  kit.counties.filter(({ villages }) => villages.length > 1 && kit.random() < 0.25).map(({ code: countyCode, name, villages }: DemoCounty) => {
    const id = kit.uuid();
    const [into, other] = villages as readonly [string, string];
    const parts = [into, other].map((oldVillageCode) => {
      const households = kit.between(40, 160);
      return { id: kit.uuid(), countyCode, mergerId: id, oldVillageCode, isWhole: true, households, persons: Math.round(households * 2.6) };
    });
    const proposedOn = kit.dateIn(2017, 2018);
    const sum = (field: 'households' | 'persons'): number => parts.reduce((all, part) => all + part[field], 0);
    const merger = {
      id, countyCode, decisionNumber: `${name}政发〔${proposedOn.slice(0, 4)}〕${kit.serial()}号`, newVillageCode: into, newName: `${kit.pick(wellWishes)}村`,
      households: sum('households'), persons: sum('persons'), proposedOn, approvedOn: later(proposedOn, 60), effectiveOn: later(proposedOn, 120), status: 'EFFECTIVE' as const,
    };
    return { merger, parts };
  });
