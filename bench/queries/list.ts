import type { Question } from './question.ts';

export const list: Question = {
  name: 'list',
  about: '50 households of a county with fields of two plugins',
  as: 'demo-county-clerk',
  variables: ({ county }) => ({ county }),
  youyu: `query ($county: String!) { place(code: $county) { households(first: 50, filter: { endedOn: { isNull: true } }) { nodes { registrationNumber status village { name }
    relocationCases(first: 5) { nodes { batch status mode } } healthRecords(first: 10) { nodes { status updatedOn } } } } } }`,
  postgraphile: `query ($county: String!) { households(first: 50, filter: { countyCode: { equalTo: $county }, endedOn: { isNull: true } }) { nodes { registrationNumber status village { name }
    relocationCases: relocationRelocationCases(first: 5) { nodes { batch status mode } } healthRecords: healthHealthRecords(first: 10) { nodes { status updatedOn } } } } }`,
  pothos: `query ($county: String!) { households(county: $county, first: 50) { registrationNumber status village { name }
    relocationCases(first: 5) { batch status mode } healthRecords(first: 10) { status updatedOn } } }`,
  sql: `
    select coalesce(json_agg(row_to_json(x)), '[]')::text from (
      select h.registration_number "registrationNumber", h.status,
        (select row_to_json(v) from (select name from bench.place_now where code = h.village_code) v) village,
        (select coalesce(json_agg(row_to_json(c)), '[]') from (select batch, status, mode from relocation.relocation_case
          where household_id = h.household_id and county_code = any(:counties::text[]) and array['*', 'relocation'] && :domains::text[] order by id limit 5) c) "relocationCases",
        (select coalesce(json_agg(row_to_json(c)), '[]') from (select status, updated_on "updatedOn" from health.health_record
          where household_id = h.household_id and county_code = any(:counties::text[]) and array['*', 'health'] && :domains::text[] order by id limit 10) c) "healthRecords"
      from core.household h where h.county_code = :county and h.county_code = any(:counties::text[]) and h.ended_on is null order by h.household_id limit 50) x`,
  part: { youyu: ({ place }: { place: { households: unknown } }) => place.households },
};
