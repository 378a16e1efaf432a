import type { Question } from './question.ts';

export const funds: Question = {
  name: 'trace of funds',
  about: 'a source of funds, 50 allocations of it, and payments from each with the household that got them',
  as: 'demo-province-viewer',
  variables: ({ fundSource }) => ({ id: fundSource }),
  ids: { id: 'FundSource' },
  youyu: `query ($id: ID!) { fundSource(id: $id) { code amount allocations(first: 50) { nodes { documentNumber amount toPlace { name }
    disbursements(first: 5) { nodes { paymentNumber amount paidOn household { registrationNumber } } } } } } }`,
  postgraphile: `query ($id: UUID!) { fundSource(rowId: $id) { code amount allocations(first: 50) { nodes { documentNumber amount toPlace { name }
    disbursements(first: 5) { nodes { paymentNumber amount paidOn household { registrationNumber } } } } } } }`,
  pothos: `query ($id: String!) { fundSource(id: $id) { code amount allocations(first: 50) { documentNumber amount toPlace { name }
    disbursements(first: 5) { paymentNumber amount paidOn household { registrationNumber } } } } }`,
  sql: `
    select row_to_json(x)::text from (
      select f.code, f.amount::text, (select coalesce(json_agg(row_to_json(a)), '[]') from (
          select document_number "documentNumber", amount::text, (select row_to_json(v) from (select name from bench.place_now where code = al.to_place_code) v) "toPlace",
            (select coalesce(json_agg(row_to_json(d)), '[]') from (select payment_number "paymentNumber", amount::text, paid_on "paidOn",
                (select row_to_json(h) from (select registration_number "registrationNumber" from core.household where household_id = p.household_id) h) household
              from core.disbursement p where p.allocation_id = al.id order by p.id limit 5) d) disbursements
          from core.allocation al where al.fund_source_id = f.id order by al.id limit 50) a) allocations
      from core.fund_source f where f.id = :id::uuid) x`,
};
