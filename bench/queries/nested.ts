import type { Question } from './question.ts';

export const nested: Question = {
  name: 'nested',
  about: '20 households of a county, their claims, settlements and layers, relocation and payments',
  as: 'demo-county-clerk',
  variables: ({ county }) => ({ county }),
  youyu: `query ($county: String!) { place(code: $county) { households(first: 20, filter: { endedOn: { isNull: true } }) { nodes { registrationNumber
    medicalClaims(first: 5) { nodes { claimNumber service status claimSettlements(first: 5) { nodes { number scheme settledOn claimSettlementLayers(first: 10) { nodes { position layer } } } } } }
    relocationCases(first: 5) { nodes { batch status site { name } } } disbursements(first: 5) { nodes { paymentNumber amount paidOn allocation { documentNumber } } } } } } }`,
  postgraphile: `query ($county: String!) { households(first: 20, filter: { countyCode: { equalTo: $county }, endedOn: { isNull: true } }) { nodes { registrationNumber
    medicalClaims: healthMedicalClaims(first: 5) { nodes { claimNumber service status claimSettlements: healthClaimSettlementsByHouseholdIdAndClaimId(first: 5) { nodes { number scheme settledOn
      claimSettlementLayers: healthSettlementLayersByHouseholdIdAndSettlementId(first: 10) { nodes { position layer } } } } } }
    relocationCases: relocationRelocationCases(first: 5) { nodes { batch status site { name } } } disbursements(first: 5) { nodes { paymentNumber amount paidOn allocation { documentNumber } } } } } }`,
  pothos: `query ($county: String!) { households(county: $county, first: 20) { registrationNumber
    medicalClaims(first: 5) { claimNumber service status claimSettlements(first: 5) { number scheme settledOn claimSettlementLayers(first: 10) { position layer } } }
    relocationCases(first: 5) { batch status site { name } } disbursements(first: 5) { paymentNumber amount paidOn allocation { documentNumber } } } }`,
  sql: `
    select coalesce(json_agg(row_to_json(x)), '[]')::text from (
      select h.registration_number "registrationNumber",
        (select coalesce(json_agg(row_to_json(m)), '[]') from (select claim_number "claimNumber", service, status,
            (select coalesce(json_agg(row_to_json(s)), '[]') from (select number, scheme, settled_on "settledOn",
                (select coalesce(json_agg(row_to_json(l)), '[]') from (select position, layer from health.settlement_layer sl where sl.household_id = cs.household_id and sl.settlement_id = cs.id
                  and sl.county_code = any(:counties::text[]) and array['*', 'health'] && :domains::text[] order by sl.id limit 10) l) "claimSettlementLayers"
              from health.claim_settlement cs where cs.household_id = mc.household_id and cs.claim_id = mc.id
                and cs.county_code = any(:counties::text[]) and array['*', 'health'] && :domains::text[] order by cs.id limit 5) s) "claimSettlements"
          from health.medical_claim mc where mc.household_id = h.household_id
            and mc.county_code = any(:counties::text[]) and array['*', 'health'] && :domains::text[] order by mc.id limit 5) m) "medicalClaims",
        (select coalesce(json_agg(row_to_json(c)), '[]') from (select batch, status, (select row_to_json(s) from (select name from relocation.settlement_site
              where id = rc.site_id and county_code = any(:counties::text[]) and array['*', 'relocation'] && :domains::text[]) s) site
          from relocation.relocation_case rc where rc.household_id = h.household_id
            and rc.county_code = any(:counties::text[]) and array['*', 'relocation'] && :domains::text[] order by rc.id limit 5) c) "relocationCases",
        (select coalesce(json_agg(row_to_json(d)), '[]') from (select payment_number "paymentNumber", amount::text, paid_on "paidOn",
              (select row_to_json(a) from (select document_number "documentNumber" from core.allocation where id = p.allocation_id) a) allocation
          from core.disbursement p where p.household_id = h.household_id and p.county_code = any(:counties::text[]) order by p.id limit 5) d) disbursements
      from core.household h where h.county_code = :county and h.county_code = any(:counties::text[]) and h.ended_on is null order by h.household_id limit 20) x`,
  part: { youyu: ({ place }: { place: { households: unknown } }) => place.households },
};
