import { defineParameter } from '#plugin';

/** Number of the plugin's action in the catalogue. */
export const ecologyAction = 8;

const of = { action: ecologyAction } as const;

/** Yearly subsidy of the earlier round once it was extended. */
export const extendedRate = defineParameter({
  ...of, id: 'ecology.extended_return_rate', title: { zh: '前一轮退耕还林延续补助标准', en: 'Subsidy of the earlier round, extended' }, unit: 'yuan_per_mu', measures: ['A08-M01'],
});
export const newForestRate = defineParameter({
  ...of, id: 'ecology.new_forest_return_rate', title: { zh: '新一轮退耕还林国家补助标准', en: 'State subsidy of the new round, forest' }, unit: 'yuan_per_mu', measures: ['A08-M02'],
});
export const newGrassRate = defineParameter({
  ...of, id: 'ecology.new_grass_return_rate', title: { zh: '新一轮退耕还草国家补助标准', en: 'State subsidy of the new round, grass' }, unit: 'yuan_per_mu', measures: ['A08-M02'],
});
export const provincialMatch = defineParameter({
  ...of, id: 'ecology.provincial_match_rate', title: { zh: '退耕还林还草省级配套补助标准', en: 'Provincial matching subsidy' }, unit: 'yuan_per_mu', measures: ['A08-M02'],
});
export const survivalRate = defineParameter({
  ...of, id: 'ecology.survival_rate', title: { zh: '栽植成活率标准', en: 'Survival rate from which a planting counts' }, unit: 'percent', measures: ['A08-M04'],
});
export const cooperativePoorShare = defineParameter({
  ...of, id: 'ecology.cooperative_poor_share', title: { zh: '承揽议标工程的造林合作社贫困成员占比下限', en: 'Least share of poor members of a cooperative that is awarded works' }, unit: 'percent', measures: ['A08-M05'],
});
export const rangerWage = defineParameter({
  ...of, id: 'ecology.ranger_wage', title: { zh: '护林员年工资下限', en: 'Least yearly wage of a forest ranger' }, unit: 'yuan', measures: ['A08-M07'],
});
export const publicWelfareRate = defineParameter({
  ...of, id: 'ecology.public_welfare_forest_rate', title: { zh: '公益林生态效益补偿标准', en: 'Compensation of public-welfare forest' }, unit: 'yuan_per_mu', measures: ['A08-M08'],
});

/** What the text leaves to places and years. */
export const parameters = [extendedRate, newForestRate, newGrassRate, provincialMatch, survivalRate, cooperativePoorShare, rangerWage, publicWelfareRate] as const;
