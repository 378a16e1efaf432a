import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Care, county, openCare } from './test-care.ts';

let care: Care;
beforeAll(async () => {
  care = await openCare();
});
afterAll(() => care.close());

const province = 'demo-province-health-clerk';

const sqlText = (text: string, params: readonly unknown[] = []): Promise<string> =>
  care.db.transaction({ scope: { counties: '*', domains: '*', actor: 'test' }, readOnly: true }, async (tx) => String((await tx.query(text, params)).rows[0]?.[0] ?? null));

const ids = [
  'serious_illness_assistance_coverage', 'grade_two_county_hospitals', 'counties_with_grade_two_hospital', 'facilities_meeting_standard',
  'households_served_by_village_doctors', 'self_paid_share', 'claims_settled', 'premium_subsidy_paid', 'assistance_paid', 'teleconsultations',
];

const figuresOf = async (code: string, asOf: string, as = province): Promise<Record<string, string | null>> => {
  const { place } = await care.ask(`{ place(code: "${code}", asOf: "${asOf}") { indicators(ids: ${JSON.stringify(ids.map((id) => `health.${id}`))}) { indicator { id } value } } }`, as);
  return Object.fromEntries(place.indicators.map(({ indicator: { id }, value }: { indicator: { id: string }; value: string | null }) => [id.replace('health.', ''), value]));
};

const latest = `health.claim_settlement s where s.settled_on <= $1 and s.number = (
  select max(n.number) from health.claim_settlement n where n.claim_id = s.claim_id and n.settled_on <= $1)`;

const counted: Readonly<Record<string, string>> = {
  self_paid_share: `select round(sum(s.self_paid) / sum(s.bill), 4) from ${latest}`,
  claims_settled: `select count(*) from ${latest}`,
  premium_subsidy_paid: "select coalesce(sum(subsidy), 0) from health.insurance_enrolment where subsidy_paid_on <= $1",
  assistance_paid: 'select coalesce(sum(amount), 0) from health.medical_assistance where paid_on <= $1',
  teleconsultations: 'select count(*) from health.teleconsultation where consulted_on <= $1',
  counties_with_grade_two_hospital: "select count(distinct county_code) from health.facility where tier = 'COUNTY' and grade like 'GRADE_2%' and graded_on <= $1",
  grade_two_county_hospitals: `select min(hospitals) from (select count(*) filter (where grade like 'GRADE_2%' and graded_on <= $1) as hospitals
    from health.facility where tier = 'COUNTY' and opened_on <= $1 group by county_code) x`,
  facilities_meeting_standard: `select round(100.0 * count(*) filter (where passed) / count(*), 2) from (select distinct on (f.id) coalesce(a.passed, false) as passed
    from health.facility f left join health.facility_assessment a on a.facility_id = f.id and a.assessed_on <= $1
    where f.kind <> 'MOBILE_SERVICE' and f.opened_on <= $1 order by f.id, a.assessed_on desc) x`,
  households_served_by_village_doctors: 'select round(100.0 * coalesce(sum(households_served) filter (where served_on <= $1), 0) / sum(households), 2) from health.village_service',
  serious_illness_assistance_coverage: `select round(100.0 * count(e.person_id) / count(*), 2) from core.membership m
    join core.household h on h.household_id = m.household_id and h.is_registered_poor
    join core.person p on p.household_id = m.household_id and p.id = m.person_id and (p.died_on is null or p.died_on > $1)
    join core.residence r on r.household_id = m.household_id and r.from_on <= $1 and (r.to_on is null or r.to_on > $1)
    left join health.assistance_eligibility e on e.household_id = m.household_id and e.person_id = m.person_id and e.covered_on <= $1 and (e.ended_on is null or e.ended_on > $1)
    where m.from_on <= $1 and (m.to_on is null or m.to_on > $1)`,
};

describe('figures of insurance, bills and facilities', () => {
  test.each(['2017-06-30', '2019-12-31'])('of the province on %s are those of the tables, without what came later', async (day) => {
    const wanted: Record<string, string> = {};
    for (const id of ids) wanted[id] = await sqlText(counted[id] as string, [day]);
    expect(await figuresOf('140000', day)).toEqual(wanted);
  });

  test('of a county are its own, and all a clerk of the county sees', async () => {
    const day = '2019-12-31';
    const own = await figuresOf(county, day);
    expect(await figuresOf('140000', day, 'demo-health-clerk')).toEqual(own);
    expect(own.counties_with_grade_two_hospital).toMatch(/^[01]$/);
    expect(own).not.toEqual(await figuresOf('140000', day));
  });

  test('of all counties take as many statements as those of one', async () => {
    const query = (first: number) => `{ places(level: COUNTY, asOf: "2019-12-31", first: ${first}) { nodes { indicators(ids: ["health.self_paid_share", "health.facilities_meeting_standard"]) { value } } } }`;
    const [one, all] = [await care.askAs(query(1), province), await care.askAs(query(150), province)];
    expect(all.errors).toEqual([]);
    expect(all.statements.length).toBe(one.statements.length);
  });

  test('are measured against the targets of the policy, in their units', async () => {
    const { indicators } = await care.ask('{ indicators(owner: "health") { id unit target { code unit value } } }');
    const own = indicators.filter(({ id, target }: { id: string; target: unknown }) => target && ids.includes(id.replace('health.', '')));
    expect(own.map(({ target }: { target: { code: string } }) => target.code).sort()).toEqual([
      'county_hospital_grade2', 'serious_illness_assistance_coverage', 'three_tier_network_standardised', 'village_doctor_household_coverage',
    ]);
    for (const { unit, target } of own) expect(unit).toBe(target.unit);
  });
});
