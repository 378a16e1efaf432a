import type postgres from 'postgres';
import type { Facts } from './queries/question.ts';

const county = '140224';

/** Households of the county that moved and whose health is known, spread over all of them. */
const householdsText = `
  select id from (
    select h.household_id::text as id, row_number() over (order by h.household_id) as n, count(*) over () as total
    from core.household h
    where h.county_code = $1 and h.ended_on is null and exists (select from relocation.relocation_case c where c.household_id = h.household_id)
      and exists (select from health.health_record r where r.household_id = h.household_id)) x
  where n % greatest(1, total / 200) = 0 order by n limit 200`;

/** What the questions are about in a database. */
export const factsOf = async (sql: postgres.Sql): Promise<Facts> => {
  const households = (await sql.unsafe(householdsText, [county])).map(({ id }) => String(id));
  const [source] = await sql`select id::text as id from core.fund_source where code = '2020-ZY-ZX'`;
  if (households.length === 0 || !source) throw new Error('there is no household to ask about: make the data larger');
  return { county, households, fundSource: String(source['id']) };
};
