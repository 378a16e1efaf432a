import { defineRecord, internal } from '#records';
import { projectRecord } from '#schema';
import { rentalHouseRules, tenancyRules } from '../rules/rental.ts';
import { collectiveRentalHouse, rentalTenancy } from '../tables/rental.ts';
import { habitatAction } from './actions.ts';

/** Houses of village collectives for households without a safe home. */
export const rentalHouseRecord = defineRecord({
  table: collectiveRentalHouse,
  name: 'CollectiveRentalHouse',
  about: 'county',
  title: ['集体公租房', 'Public rental house of a village collective'],
  measures: ['A06-M06'],
  action: habitatAction,
  place: 'villageCode',
  key: ['villageCode', 'name'],
  rules: rentalHouseRules,
  status: {
    initial: 'PLANNED',
    moves: {
      BUILT: { from: ['PLANNED'], dates: 'builtOn' },
      LET: { from: ['BUILT', 'VACANT'] },
      VACANT: { from: ['BUILT', 'LET'] },
    },
  },
  fields: {
    villageCode: internal('所在村', 'Village', { place: true }),
    name: internal('名称', 'Name'),
    owner: internal('产权单位(村集体)', 'Village collective that owns it'),
    units: internal('套数', 'Units'),
    rent: internal('月租金(每套)', 'Rent of a unit, a month'),
    projectId: internal('项目', 'Project', { ref: () => projectRecord }),
    builtOn: internal('建成日期', 'Built on', { readOnly: true }),
    status: internal('状态', 'State'),
  },
});

/** Who lives in them. */
export const rentalTenancyRecord = defineRecord({
  table: rentalTenancy,
  name: 'CollectiveRentalTenancy',
  about: 'household',
  title: ['公租房租住', 'Tenancy of a household in a collective rental house'],
  measures: ['A06-M06'],
  action: habitatAction,
  key: ['houseId', 'fromOn'],
  rules: tenancyRules,
  fields: {
    houseId: internal('公租房', 'House', { ref: () => rentalHouseRecord }),
    unit: internal('房号', 'Unit'),
    rent: internal('月租金', 'Rent a month'),
    fromOn: internal('起租日期', 'From'),
    toOn: internal('退租日期', 'To; that day is no longer included'),
  },
});
