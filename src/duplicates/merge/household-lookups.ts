import type { Owner } from '../../people/work.ts';
import type { RequestContext } from '../../schema/context.ts';

const leadNumber = `
  update core.household_registry set household_id = $2::uuid, county_code = $3, area_code = $4, own_household_id = coalesce(own_household_id, household_id)
  where household_id = $1::uuid returning own_household_id`;

const leadKeys = `
  update core.external_id set household_id = $2::uuid, county_code = $3, area_code = $4,
    record_id = case when record_type = 'Household' then $2::uuid else record_id end
  where (record_type = 'Household' and record_id = $1::uuid) or (household_id = $1::uuid and record_id = any($5::uuid[])) returning system, record_type, key`;

const numbersBack = `
  update core.household_registry set household_id = $1::uuid, county_code = $3, area_code = $4, own_household_id = nullif(own_household_id, $1::uuid)
  where household_id = $2::uuid and own_household_id = any($5::uuid[])`;

const keysBack = `
  update core.external_id as e set household_id = $1::uuid, county_code = $3, area_code = $4,
    record_id = case when e.record_type = 'Household' then $1::uuid else e.record_id end
  from json_to_recordset(($5::text)::json) as x(system text, type text, key text)
  where e.system = x.system and e.record_type = x.type and e.key = x.key and e.household_id = $2::uuid`;

/** What finds a household without an id: registration numbers, and keys of other systems, those of its records included. */
export interface HouseholdLookups {
  readonly numbers: readonly string[];
  readonly keys: readonly { readonly system: string; readonly type: string; readonly key: string }[];
}

const params = (from: string, to: Owner) => [from, to.householdId, to.countyCode, to.villageCode] as const;

/** Leads them to the kept household. */
export const leadHousehold = async (ctx: RequestContext, merged: string, kept: Owner, moved: readonly string[]): Promise<HouseholdLookups> => {
  const numbers = (await ctx.tx.query(leadNumber, params(merged, kept))).rows.map(([id]) => String(id));
  const keys = (await ctx.tx.query(leadKeys, [...params(merged, kept), moved as string[]])).rows.map(([system, type, key]) => ({ system: String(system), type: String(type), key: String(key) }));
  return { numbers, keys };
};

/** Leads them back. */
export const returnHousehold = async (ctx: RequestContext, merged: Owner, kept: string, { numbers, keys }: HouseholdLookups): Promise<void> => {
  const home = [merged.householdId, kept, merged.countyCode, merged.villageCode] as const;
  await ctx.tx.query(numbersBack, [...home, numbers as string[]]);
  await ctx.tx.query(keysBack, [...home, JSON.stringify(keys)]);
};
