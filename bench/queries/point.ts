import type { Question } from './question.ts';

export const point: Question = {
  name: 'point',
  about: 'one household by its id, with the name of its village',
  as: 'demo-county-clerk',
  variables: ({ households }, turn) => ({ id: households[turn % households.length] as string }),
  ids: { id: 'Household' },
  youyu: 'query ($id: ID!) { node(id: $id) { ... on Household { registrationNumber status mainCause registeredOn isRegisteredPoor village { name } } } }',
  postgraphile: 'query ($id: UUID!) { household(householdId: $id) { registrationNumber status mainCause registeredOn isRegisteredPoor village { name } } }',
  pothos: 'query ($id: String!) { household(id: $id) { registrationNumber status mainCause registeredOn isRegisteredPoor village { name } } }',
  sql: `
    select row_to_json(x)::text from (
      select h.registration_number "registrationNumber", h.status, h.main_cause "mainCause", h.registered_on "registeredOn", h.is_registered_poor "isRegisteredPoor",
        (select row_to_json(v) from (select name from bench.place_now where code = h.village_code) v) village
      from core.household h where h.household_id = :id::uuid and h.county_code = any(:counties::text[])) x`,
};
