import type { Question } from './question.ts';

export const page: Question = {
  name: 'page',
  about: '50 relocation cases of a county, filtered and ordered, with their number',
  as: 'demo-county-clerk',
  variables: ({ county }) => ({ county }),
  youyu: `query ($county: String!) { place(code: $county) { relocationCases(first: 50, filter: { status: { in: [STABLE, MOVED_IN] } }, orderBy: { field: batch, direction: DESC }) {
    totalCount nodes { batch status mode persons household { registrationNumber } } } } }`,
  postgraphile: `query ($county: String!) { relocationRelocationCases(first: 50, filter: { countyCode: { equalTo: $county }, status: { in: ["STABLE", "MOVED_IN"] } }, orderBy: [BATCH_DESC, ROW_ID_ASC]) {
    totalCount nodes { batch status mode persons household { registrationNumber } } } }`,
  pothos: `query ($county: String!) { relocationCases(county: $county, statuses: ["STABLE", "MOVED_IN"], first: 50) { totalCount nodes { batch status mode persons household { registrationNumber } } } }`,
  sql: `
    select json_build_object('totalCount', (select count(*) from relocation.relocation_case
        where county_code = :county and county_code = any(:counties::text[]) and array['*', 'relocation'] && :domains::text[] and status in ('STABLE', 'MOVED_IN')),
      'nodes', (select coalesce(json_agg(row_to_json(x)), '[]') from (
        select batch, status, mode, persons, (select row_to_json(r) from (select registration_number "registrationNumber" from core.household h
          where h.household_id = c.household_id and h.county_code = any(:counties::text[])) r) household
        from relocation.relocation_case c where c.county_code = :county and c.county_code = any(:counties::text[]) and array['*', 'relocation'] && :domains::text[] and c.status in ('STABLE', 'MOVED_IN')
        order by c.batch desc, c.id limit 50) x))::text`,
  part: { youyu: ({ place }: { place: { relocationCases: unknown } }) => place.relocationCases },
};
