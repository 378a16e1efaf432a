import type { Question } from './question.ts';

interface Groups {
  readonly groups: readonly { readonly count: number; readonly keys: Readonly<Record<string, { readonly code: string } & string>>; readonly distinctHouseholds?: number; readonly amount?: { readonly sum: string } }[];
}

const stillThere = 'filter: { isRegisteredPoor: { eq: true }, endedOn: { isNull: true } }';

export const byCounty: Question = {
  name: 'by county',
  about: 'registered poor households by county',
  as: 'demo-province-viewer',
  unordered: true,
  variables: () => ({}),
  youyu: `{ householdGroups(by: [county], ${stillThere}, limit: 200) { groups { count keys { county { code } } } } }`,
  postgraphile: '{ benchHouseholdsByCounties { nodes { countyCode households } } }',
  pothos: '{ householdsByCounty { countyCode households } }',
  sql: `select coalesce(json_agg(row_to_json(x)), '[]')::text from (
    select county_code "countyCode", count(*) households from core.household where is_registered_poor and ended_on is null group by county_code) x`,
  part: { youyu: ({ householdGroups: { groups } }: { householdGroups: Groups }) => groups.map(({ count, keys }) => ({ countyCode: keys['county']?.code, households: count })) },
};

export const byVillage: Question = {
  name: 'by village',
  about: 'registered poor households of a county by village',
  as: 'demo-county-clerk',
  unordered: true,
  variables: ({ county }) => ({ county }),
  youyu: `query ($county: String!) { householdGroups(by: [village], within: $county, ${stillThere}, limit: 1000) { groups { count keys { village { code } } } } }`,
  postgraphile: 'query ($county: String!) { benchHouseholdsByVillages(condition: { countyCode: $county }) { nodes { villageCode households } } }',
  pothos: 'query ($county: String!) { householdsByVillage(county: $county) { villageCode households } }',
  sql: `select coalesce(json_agg(row_to_json(x)), '[]')::text from (select village_code "villageCode", count(*) households from core.household
    where county_code = :county and county_code = any(:counties::text[]) and is_registered_poor and ended_on is null group by village_code) x`,
  part: { youyu: ({ householdGroups: { groups } }: { householdGroups: Groups }) => groups.map(({ count, keys }) => ({ villageCode: keys['village']?.code, households: count })) },
};

export const byYearAndCause: Question = {
  name: 'by year and cause',
  about: 'registered poor households of the province by year of registration and main cause',
  as: 'demo-province-viewer',
  unordered: true,
  variables: () => ({}),
  youyu: `{ householdGroups(by: [registeredOnYear, mainCause], ${stillThere}, limit: 200) { groups { count keys { registeredOnYear mainCause } } } }`,
  postgraphile: '{ benchHouseholdsByYearAndCauses { nodes { year mainCause households } } }',
  pothos: '{ householdsByYearAndCause { year mainCause households } }',
  sql: `select coalesce(json_agg(row_to_json(x)), '[]')::text from (select extract(year from registered_on)::int as year, main_cause "mainCause", count(*) households
    from core.household where is_registered_poor and ended_on is null group by 1, 2) x`,
  part: { youyu: ({ householdGroups: { groups } }: { householdGroups: Groups }) => groups.map(({ count, keys }) => ({ year: keys['registeredOnYear'], mainCause: keys['mainCause'], households: count })) },
};

export const paymentsByCounty: Question = {
  name: 'payments by county',
  about: 'payments to households since 2019 by county: lines, distinct households, money',
  as: 'demo-province-viewer',
  unordered: true,
  variables: () => ({}),
  youyu: '{ disbursementGroups(by: [county], filter: { beneficiary: { eq: HOUSEHOLD }, paidOn: { gte: "2019-01-01" } }, limit: 200) { groups { count distinctHouseholds amount { sum } keys { county { code } } } } }',
  postgraphile: '{ benchPaymentsByCounties { nodes { countyCode payments households amount } } }',
  pothos: '{ paymentsByCounty { countyCode payments households amount } }',
  sql: `select coalesce(json_agg(row_to_json(x)), '[]')::text from (select county_code "countyCode", count(*) payments, count(distinct household_id) households, sum(amount)::text amount
    from core.disbursement where beneficiary = 'HOUSEHOLD' and paid_on >= '2019-01-01' group by county_code) x`,
  part: { youyu: ({ disbursementGroups: { groups } }: { disbursementGroups: Groups }) => groups.map(({ count, keys, distinctHouseholds, amount }) => (
    { countyCode: keys['county']?.code, payments: count, households: distinctHouseholds, amount: amount?.sum })) },
};
