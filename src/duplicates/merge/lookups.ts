import type { RequestContext } from '../../schema/context.ts';
import type { PersonRow } from './people.ts';

const leadNumbers = `
  update core.person_identity set person_id = $2::uuid, household_id = $3::uuid, county_code = $4, area_code = $5,
    sealed_person_id = coalesce(sealed_person_id, person_id), sealed_household_id = coalesce(sealed_household_id, household_id)
  where person_id = $1::uuid returning sealed_person_id`;

const leadKeys = `
  update core.external_id set record_id = $2::uuid, household_id = $3::uuid, county_code = $4, area_code = $5
  where record_id = $1::uuid and record_type = 'Person' returning system, key`;

const numbersBack = `
  update core.person_identity set person_id = $1::uuid, household_id = $3::uuid, county_code = $4, area_code = $5,
    sealed_person_id = nullif(sealed_person_id, $1::uuid), sealed_household_id = case when sealed_person_id = $1::uuid then null else sealed_household_id end
  where person_id = $2::uuid and sealed_person_id = any($6::uuid[])`;

const keysBack = `
  update core.external_id as e set record_id = $1::uuid, household_id = $3::uuid, county_code = $4, area_code = $5
  from json_to_recordset(($6::text)::json) as x(system text, key text)
  where e.system = x.system and e.key = x.key and e.record_type = 'Person' and e.record_id = $2::uuid`;

const homeOf = ({ householdId, countyCode, areaCode }: PersonRow) => [householdId, countyCode, areaCode] as const;

/** What finds a person without an id: their ID numbers, and the keys of other systems. */
export interface Lookups {
  readonly numbers: readonly string[];
  readonly keys: readonly (readonly [system: string, key: string])[];
}

/** Leads the merged person's numbers and keys to the kept one. */
export const leadLookups = async (ctx: RequestContext, merged: PersonRow, kept: PersonRow): Promise<Lookups> => {
  const params = [merged.id, kept.id, ...homeOf(kept)];
  const numbers = (await ctx.tx.query(leadNumbers, params)).rows.map(([id]) => String(id));
  const keys = (await ctx.tx.query(leadKeys, params)).rows.map(([system, key]) => [String(system), String(key)] as const);
  return { numbers, keys };
};

/** Leads them back to the person whose they were; what came to the kept one since stays. */
export const returnLookups = async (ctx: RequestContext, merged: PersonRow, keptId: string, { numbers, keys }: Lookups): Promise<void> => {
  const params = [merged.id, keptId, ...homeOf(merged)];
  await ctx.tx.query(numbersBack, [...params, numbers as string[]]);
  await ctx.tx.query(keysBack, [...params, JSON.stringify(keys.map(([system, key]) => ({ system, key })))]);
};
