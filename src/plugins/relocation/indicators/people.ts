import { type SQL, sql } from 'drizzle-orm';
import { type Indicator, countedBy } from '#schema';
import { habitatAction, relocationAction } from '../records/actions.ts';
import { relocationCaseRecord } from '../records/case.ts';
import { relocationCase } from '../tables/case.ts';

/** Cases that had moved in by the date. A household has one live case, so nobody counts twice. */
const movedInBy = (asOf: string): SQL =>
  sql`${relocationCase.movedInOn} <= ${asOf}::date and (${relocationCase.closedOn} is null or ${relocationCase.closedOn} > ${asOf}::date)`;

const personsMovedIn = (which: SQL): Indicator['values'] =>
  countedBy({
    record: relocationCaseRecord,
    value: () => sql<string>`sum(${relocationCase.persons})::text`,
    where: (asOf) => sql`${movedInBy(asOf)} and ${which}`,
    empty: '0',
  });

export const registeredMovedIn = {
  id: 'relocation.registered_people_moved_in',
  title: { zh: '易地扶贫搬迁入住贫困人口', en: 'Registered poor people moved in' },
  definition: {
    zh: '易地扶贫搬迁项目中类别为建档立卡、截至当日已入住的搬迁户人口之和',
    en: 'Persons of registered households whose poverty relocation case had moved in by the date',
  },
  unit: 'person',
  action: relocationAction,
  target: 'relocation_registered_poor',
  values: personsMovedIn(sql`${relocationCase.programme} = 'POVERTY' and ${relocationCase.category} = 'REGISTERED'`),
} as const satisfies Indicator;

export const accompanyingMovedIn = {
  id: 'relocation.accompanying_people_moved_in',
  title: { zh: '同步搬迁入住人口', en: 'Accompanying people moved in' },
  definition: {
    zh: '易地扶贫搬迁项目中类别为同步搬迁、截至当日已入住的搬迁户人口之和',
    en: 'Persons of other households whose poverty relocation case had moved in by the date',
  },
  unit: 'person',
  action: relocationAction,
  target: 'relocation_accompanying',
  values: personsMovedIn(sql`${relocationCase.programme} = 'POVERTY' and ${relocationCase.category} = 'ACCOMPANYING'`),
} as const satisfies Indicator;

export const subsidencePeopleMovedIn = {
  id: 'relocation.subsidence_people_moved_in',
  title: { zh: '采煤沉陷区搬迁入住人口', en: 'People relocated from subsidence areas' },
  definition: {
    zh: '采煤沉陷区治理搬迁项目中截至当日已入住的搬迁户人口之和;一户只计入一个项目',
    en: 'Persons whose subsidence relocation case had moved in by the date; a household counts in one programme only',
  },
  unit: 'person',
  action: habitatAction,
  target: 'subsidence_people_relocated',
  values: personsMovedIn(sql`${relocationCase.programme} = 'SUBSIDENCE'`),
} as const satisfies Indicator;
