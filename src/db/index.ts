// The door to the data layer: what plugins may use of it.
export { defineCodes, type CodeList } from './codes.ts';
export { fundLevel } from './codes/funds.ts';
export { civilDate, coded, countyRecord, householdRecord, instant, measure, money, placeCode, provinceRecord } from './columns.ts';
export type { Transaction } from './database.ts';
export { householdKeys } from './household-keys.ts';
export { insertRows } from './insert-rows.ts';
export { ofHousehold, personKeys } from './person-keys.ts';
export { table } from './table.ts';
export { disbursement, fundSource, allocation, project } from './tables/funds.ts';
export { household, householdIncome, membership, person, residence } from './tables/people.ts';
export { policyParameter } from './tables/parameters.ts';
export { place, placeDesignation, placeEvent } from './tables/places.ts';
