import type { Question } from './question.ts';

const fields = 'registrationNumber status mainCause registeredOn';

export const card: Question = {
  name: 'card',
  about: 'a household with its status, relocation, health and payments',
  as: 'demo-county-clerk',
  variables: ({ households }, turn) => ({ id: households[turn % households.length] as string }),
  ids: { id: 'Household' },
  youyu: `query ($id: ID!) { node(id: $id) { ... on Household { ${fields} village { name } statusHistory(first: 10) { nodes { year status exitPath } }
    relocationCases(first: 5) { nodes { batch status mode movedInOn subsidy site { name } } } healthRecords(first: 10) { nodes { status openedOn updatedOn } }
    medicalClaims(first: 10) { nodes { claimNumber status year } } disbursements(first: 10) { nodes { paymentNumber amount paidOn purpose } } } } }`,
  postgraphile: `query ($id: UUID!) { household(householdId: $id) { ${fields} village { name } statusHistory: householdStatusChanges(first: 10) { nodes { year status exitPath } }
    relocationCases: relocationRelocationCases(first: 5) { nodes { batch status mode movedInOn subsidy site { name } } } healthRecords: healthHealthRecords(first: 10) { nodes { status openedOn updatedOn } }
    medicalClaims: healthMedicalClaims(first: 10) { nodes { claimNumber status year } } disbursements(first: 10) { nodes { paymentNumber amount paidOn purpose } } } }`,
  pothos: `query ($id: String!) { household(id: $id) { ${fields} village { name } statusHistory(first: 10) { year status exitPath }
    relocationCases(first: 5) { batch status mode movedInOn subsidy site { name } } healthRecords(first: 10) { status openedOn updatedOn }
    medicalClaims(first: 10) { claimNumber status year } disbursements(first: 10) { paymentNumber amount paidOn purpose } } }`,
  sql: `
    select row_to_json(x)::text from (
      select h.registration_number "registrationNumber", h.status, h.main_cause "mainCause", h.registered_on "registeredOn",
        (select row_to_json(v) from (select name from bench.place_now where code = h.village_code) v) village,
        (select coalesce(json_agg(row_to_json(s)), '[]') from (select year, status, exit_path "exitPath" from core.household_status_change
          where household_id = h.household_id and county_code = any(:counties::text[]) order by id limit 10) s) "statusHistory",
        (select coalesce(json_agg(row_to_json(c)), '[]') from (select batch, status, mode, moved_in_on "movedInOn", subsidy::text, (select row_to_json(s) from (select name from relocation.settlement_site
              where id = rc.site_id and county_code = any(:counties::text[]) and array['*', 'relocation'] && :domains::text[]) s) site
          from relocation.relocation_case rc where household_id = h.household_id and county_code = any(:counties::text[]) and array['*', 'relocation'] && :domains::text[] order by id limit 5) c) "relocationCases",
        (select coalesce(json_agg(row_to_json(r)), '[]') from (select status, opened_on "openedOn", updated_on "updatedOn" from health.health_record
          where household_id = h.household_id and county_code = any(:counties::text[]) and array['*', 'health'] && :domains::text[] order by id limit 10) r) "healthRecords",
        (select coalesce(json_agg(row_to_json(m)), '[]') from (select claim_number "claimNumber", status, year from health.medical_claim
          where household_id = h.household_id and county_code = any(:counties::text[]) and array['*', 'health'] && :domains::text[] order by id limit 10) m) "medicalClaims",
        (select coalesce(json_agg(row_to_json(d)), '[]') from (select payment_number "paymentNumber", amount::text, paid_on "paidOn", purpose from core.disbursement
          where household_id = h.household_id and county_code = any(:counties::text[]) order by id limit 10) d) disbursements
      from core.household h where h.household_id = :id::uuid and h.county_code = any(:counties::text[])) x`,
};
