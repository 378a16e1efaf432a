import type { Question } from './question.ts';

export const people: Question = {
  name: 'people',
  about: 'a household with the names of all who ever belonged to it; only the platform writes down who read them',
  as: 'demo-county-clerk',
  journaled: true,
  variables: ({ households }, turn) => ({ id: households[turn % households.length] as string }),
  ids: { id: 'Household' },
  youyu: 'query ($id: ID!) { node(id: $id) { ... on Household { registrationNumber address memberships(first: 20) { nodes { relation fromOn toOn person { name sex bornOn } } } } } }',
  postgraphile: 'query ($id: UUID!) { household(householdId: $id) { registrationNumber address memberships(first: 20) { nodes { relation fromOn toOn person: householdPerson { name sex bornOn } } } } }',
  pothos: 'query ($id: String!) { household(id: $id) { registrationNumber address memberships(first: 20) { relation fromOn toOn person { name sex bornOn } } } }',
  sql: `
    select row_to_json(x)::text from (
      select h.registration_number "registrationNumber", h.address,
        (select coalesce(json_agg(row_to_json(m)), '[]') from (select relation, from_on "fromOn", to_on "toOn", (select row_to_json(p) from (select name, sex, born_on "bornOn" from core.person p
              where p.household_id = b.household_id and p.id = b.person_id and p.county_code = any(:counties::text[])) p) person
          from core.membership b where b.household_id = h.household_id and b.county_code = any(:counties::text[]) order by b.id limit 20) m) memberships
      from core.household h where h.household_id = :id::uuid and h.county_code = any(:counties::text[])) x`,
};
