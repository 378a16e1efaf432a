import { sql } from 'drizzle-orm';
import { householdStatus, povertyCause, sex } from '../db/codes/people.ts';
import { household, householdStatusChange, membership, person, residence } from '../db/tables/people.ts';
import { ageBand } from './age-band.ts';
import { ageBandOn, poorHouseholds, poorPersons, statusOn } from './core-groups.ts';
import { definePublishedTable, type Population } from './define.ts';

const households: Population = { id: 'core.poor_households', cumulative: false };
const persons: Population = { id: 'core.poor_persons', cumulative: false, covers: households.id };

const householdsByStatus = definePublishedTable({
  id: 'core.poor_households_by_status',
  title: { zh: '建档立卡户数(按脱贫状态)', en: 'Registered poor households by status' },
  definition: {
    zh: '当日在册的建档立卡户,按当日居住地;状态为截至当日最近一次认定',
    en: 'Households registered as poor on the date, where they lived on it; their status is that of the latest decision up to it',
  },
  unit: 'household',
  population: households,
  dimensions: [householdStatus],
  from: [household, residence, householdStatusChange],
  count: (ctx, asOf) => poorHouseholds(ctx, asOf, [statusOn(ctx, asOf)]),
});

const householdsByCause = definePublishedTable({
  id: 'core.poor_households_by_cause',
  title: { zh: '建档立卡户数(按主要致贫原因)', en: 'Registered poor households by main cause of poverty' },
  definition: {
    zh: '当日在册的建档立卡户,按当日居住地;主要致贫原因为公布时所记',
    en: 'Households registered as poor on the date, where they lived on it; the main cause is the one recorded when this was published',
  },
  unit: 'household',
  population: households,
  dimensions: [povertyCause],
  from: [household, residence],
  count: (ctx, asOf) => poorHouseholds(ctx, asOf, [sql<string>`${household.mainCause}`]),
});

const personsByStatus = definePublishedTable({
  id: 'core.poor_persons_by_status',
  title: { zh: '建档立卡人口(按脱贫状态)', en: 'Registered poor persons by status' },
  definition: {
    zh: '当日在册建档立卡户的当日成员,按居住地和所在户的状态',
    en: 'Members on the date of households registered as poor, where they lived and by the status of their household',
  },
  unit: 'person',
  population: persons,
  dimensions: [householdStatus],
  from: [household, residence, householdStatusChange, membership, person],
  count: (ctx, asOf) => poorPersons(ctx, asOf, [statusOn(ctx, asOf)]),
});

const personsByAge = definePublishedTable({
  id: 'core.poor_persons_by_sex_and_age',
  title: { zh: '建档立卡人口(按性别和年龄段)', en: 'Registered poor persons by sex and age' },
  definition: {
    zh: '当日在册建档立卡户的当日成员,按居住地、性别和当日年龄',
    en: 'Members on the date of households registered as poor, where they lived, by sex and by age on the date',
  },
  unit: 'person',
  population: persons,
  dimensions: [sex, ageBand],
  from: [household, residence, membership, person],
  count: (ctx, asOf) => poorPersons(ctx, asOf, [sql<string>`${person.sex}`, ageBandOn(asOf)]),
});

/** What the core publishes. */
export const coreTables = [householdsByStatus, householdsByCause, personsByStatus, personsByAge] as const;
