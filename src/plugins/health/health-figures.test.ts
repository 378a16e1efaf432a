import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clerk, county, everything, type Health, openHealth, povertyClerk, provinceClerk, viewer } from './test-platform.ts';

let h: Health;
beforeAll(async () => {
  h = await openHealth();
});
afterAll(() => h?.close());

const sqlText = async (text: string, params: readonly unknown[] = []): Promise<string> =>
  String((await h.db.transaction({ scope: everything, readOnly: true }, async (tx) => (await tx.query(text, params)).rows))[0]?.[0]);

type Value = { readonly indicator: { readonly id: string }; readonly value: string | null };

const ids = [
  'serious_illness_assistance_coverage', 'grade_two_county_hospitals', 'facilities_meeting_standard', 'households_served_by_village_doctors',
  'health_records_opened', 'serious_illness_treated', 'families_contracted', 'contracts_served', 'rehabilitation_received', 'patients_managed', 'households_warned',
] as const;
const list = JSON.stringify(ids.map((id) => `health.${id}`));

const figures = (values: readonly Value[]): Record<string, string | null> => Object.fromEntries(values.map(({ indicator, value }) => [indicator.id.replace('health.', ''), value]));

const ofPlace = async (code: string, asOf: string, as: string = provinceClerk) =>
  figures((await h.ask(`{ place(code: "${code}", asOf: "${asOf}") { indicators(ids: ${list}) { indicator { id } value } } }`, as)).place.indicators);

const percent = (part: string, whole: string, from: string): string => `select round(100.0 * ${part} / nullif(${whole}, 0), 2) from ${from}`;

/** Counted anew, in other words than the platform's own. */
const wanted: Readonly<Record<(typeof ids)[number], string>> = {
  serious_illness_assistance_coverage: percent('count(e.person_id)', 'count(*)', `(select distinct m.household_id, m.person_id from core.membership m join core.household h using (household_id)
    where h.is_registered_poor and h.registered_on <= $1 and m.from_on <= $1 and coalesce(m.to_on > $1, true)) p
    left join (select distinct household_id, person_id from health.assistance_eligibility where covered_on <= $1 and coalesce(ended_on > $1, true)) e using (household_id, person_id)`),
  grade_two_county_hospitals: `select min(n) from (select p.code, (select count(*) from health.facility f where f.tier = 'COUNTY' and f.grade <> 'UNGRADED' and f.grade <> 'GRADE_1' and f.graded_on <= $1 and f.opened_on <= $1 and coalesce(f.closed_on > $1, true)
    and (f.county_code = p.code or exists (select from core.place_event e where e.old_code = p.code and e.new_code = f.county_code and e.is_whole))) as n
    from core.place p where p.level = 'COUNTY' and p.valid_from <= $1 and coalesce(p.valid_to > $1, true)
    and p.code in (select code from core.place_designation where valid_from <= $1 and coalesce(valid_to > $1, true))) c`,
  facilities_meeting_standard: percent('sum(last.passed::int)', 'count(*)', `health.facility f left join lateral (
    select passed from health.facility_assessment a where a.facility_id = f.id and a.assessed_on <= $1 order by assessed_on desc limit 1) last on true
    where kind <> 'MOBILE_SERVICE' and opened_on <= $1 and coalesce(closed_on > $1, true)`),
  households_served_by_village_doctors: percent('sum(case when served_on <= $1 then households_served else 0 end)', 'sum(households)', 'health.village_service'),
  health_records_opened: 'select count(*) from health.health_record where opened_on <= $1',
  serious_illness_treated: percent('count(distinct case when treated_on <= $1 then person_id end)', 'count(distinct person_id)', 'health.illness_case where diagnosed_on <= $1'),
  families_contracted: 'select count(distinct household_id) from health.doctor_contract where signed_on <= $1 and ends_on >= $1',
  contracts_served: percent('sum((given >= visits_due)::int)', 'count(*)', `(select c.visits_due, (select count(distinct visited_on) from health.doctor_visit v where v.contract_id = c.id and v.visited_on <= $1) as given
    from health.doctor_contract c where c.ends_on <= $1) s`),
  rehabilitation_received: 'select count(distinct person_id) from health.rehabilitation_service where started_on <= $1',
  patients_managed: percent('count(*) filter (where managed_on <= $1)', 'count(*)', 'health.disease_management where reported_on <= $1 and coalesce(closed_on > $1, true)'),
  households_warned: `with paid as (select household_id, sum(self_paid) as own from health.medical_claim where extract(year from discharged_on) = extract(year from $1::date) and settled_on <= $1 and self_paid > 0 group by 1),
    lived as (select distinct on (p.household_id) p.household_id, p.own, coalesce(i.net_per_head, s.poverty_line) as head, s.*,
      coalesce(i.persons, (select count(*) from core.membership m where m.household_id = p.household_id and m.from_on <= $1 and coalesce(m.to_on > $1, true))) as persons
      from paid p join health.warning_standard s on s.year = extract(year from $1::date)
      left join core.household_income i on i.household_id = p.household_id and i.year between s.year - 1 and s.year order by p.household_id, i.year desc nulls last)
    select count(*) from lived where head <= 0 or own >= watch_share * head * persons or (head >= poverty_line and round(head - own / persons, 2) < poverty_line)`,
};

describe('figures', () => {
  test.each(['2017-12-31', '2019-06-30', '2020-11-30'])('of the province on %s are those of the tables', async (day) => {
    const expected = Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await sqlText(wanted[id], [day])])));
    const found = await ofPlace('140000', day);
    expect(Object.fromEntries(ids.map((id) => [id, found[id] ?? 'null']))).toEqual(expected);
  });

  test('are measured against the four targets that have a number', async () => {
    const { indicators } = await h.ask('{ indicators(owner: "health") { id unit target { value unit } } }', viewer);
    const aimed = indicators.filter(({ target }: { target: unknown }) => target).map(({ id, target }: { id: string; target: { value: string } }) => [id.replace('health.', ''), Number(target.value)]);
    expect(Object.fromEntries(aimed)).toEqual({
      serious_illness_assistance_coverage: 100, grade_two_county_hospitals: 1, facilities_meeting_standard: 100, households_served_by_village_doctors: 100,
    });
  });

  test('take as many statements for all counties as for one', async () => {
    const query = (first: number) => `{ places(level: COUNTY, asOf: "2020-06-30", first: ${first}) { nodes { indicators(ids: ${list}) { value } } } }`;
    const [one, all] = [await h.askWhole(query(1), provinceClerk), await h.askWhole(query(120), provinceClerk)];
    expect(all.errors).toEqual([]);
    expect(all.statements.length).toBe(one.statements.length);
  });

  test('say nothing to departments without the domain, and nothing false', async () => {
    const found = await ofPlace(county, '2020-11-30', povertyClerk);
    expect([found.serious_illness_assistance_coverage, found.grade_two_county_hospitals, found.facilities_meeting_standard, found.households_warned]).toEqual([null, null, null, null]);
    expect(found.health_records_opened).toBe('0');
  });

  test('count ill people of one village only for those who may read of them', async () => {
    const village = await sqlText(`select r.village_code from health.illness_case c join core.residence r on r.household_id = c.household_id and r.to_on is null where c.county_code = $1 and c.treated_on is not null limit 1`, [county]);
    expect((await ofPlace(village, '2020-11-30', clerk)).serious_illness_treated).not.toBeNull();
    expect((await ofPlace(village, '2020-11-30', viewer)).serious_illness_treated).toBeNull();
  });
});

/** Each counts rows that break a rule; the demo goes past the engine, so its rows are checked here. */
const broken: readonly (readonly [rule: string, text: string])[] = [
  ['a record milder than its diseases', `select count(*) from health.health_record r join health.diagnosed_disease d on d.health_record_id = r.id
    where d.status <> 'CURED' and (r.illness_class is null or r.illness_class = 'NONE' or (d.disease_class = 'SERIOUS' and r.illness_class <> 'SERIOUS') or (d.disease_class = 'CHRONIC' and r.illness_class = 'OTHER'))`],
  ['a record of somebody who was no member', `select count(*) from health.health_record r where r.opened_on is not null and not exists (
    select from core.membership m where m.household_id = r.household_id and m.person_id = r.person_id and m.from_on <= r.opened_on and coalesce(m.to_on >= r.opened_on, true))`],
  ['a diagnosis of somebody who was no member', `select count(*) from health.diagnosed_disease r where not exists (
    select from core.membership m where m.household_id = r.household_id and m.person_id = r.person_id and m.from_on <= r.diagnosed_on and coalesce(m.to_on >= r.diagnosed_on, true))`],
  ['a case of no serious disease, or of a household not poor', `select count(*) from health.illness_case c join health.diagnosed_disease d on d.id = c.disease_id join core.household h on h.household_id = c.household_id
    where d.disease_class <> 'SERIOUS' or d.person_id <> c.person_id or not h.is_registered_poor or c.diagnosed_on < d.diagnosed_on`],
  ['treatment without a hospital or out of order', `select count(*) from health.illness_case where (treated_on is not null and num_nonnulls(facility_id, tertiary_hospital_id) <> 1)
    or treated_on < diagnosed_on or recovered_on < treated_on or chronic_on < treated_on`],
  ['a chronic case without a family doctor', `select count(*) from health.illness_case c where c.chronic_on is not null and not exists (
    select from health.doctor_contract k where k.household_id = c.household_id and k.signed_on <= c.chronic_on and c.chronic_on <= k.ends_on)`],
  ['a contract signed by nobody fit', `select count(*) from health.doctor_contract c where c.signed_on is not null and not exists (
    select from core.person p join core.membership m on m.household_id = p.household_id and m.person_id = p.id where p.household_id = c.household_id and p.id = c.signed_by_id
    and p.born_on + interval '18 years' <= c.signed_on and m.from_on <= c.signed_on and coalesce(m.to_on >= c.signed_on, true))`],
  ['a contract with a doctor not at work', `select count(*) from health.doctor_contract c join health.doctor d on d.id = c.doctor_id where d.started_on > c.signed_on or d.retired_on <= c.signed_on or d.left_on <= c.signed_on or d.county_code <> c.county_code`],
  ['a contract called served with visits missing', `select count(*) from health.doctor_contract c where c.served_on is not null and c.visits_due > (select count(distinct visited_on) from health.doctor_visit v where v.contract_id = c.id)`],
  ['a visit outside its contract', `select count(*) from health.doctor_visit v join health.doctor_contract c on c.id = v.contract_id where v.visited_on < c.signed_on or v.visited_on > c.ends_on or c.signed_on is null`],
  ['rehabilitation of somebody not disabled', `select count(*) from health.rehabilitation_service s join health.health_record r on r.id = s.health_record_id where r.disability_kind is null or r.person_id <> s.person_id`],
  ['management of the wrong kind', `select count(*) from health.disease_management m join health.diagnosed_disease d on d.id = m.disease_id where m.kind <> case d.disease_class when 'SERIOUS' then 'CHRONIC' else d.disease_class end or m.person_id <> d.person_id`],
  ['something after the last day', `select count(*) from health.doctor_visit where visited_on > '2020-12-31'`],
];

describe('the demo', () => {
  test.each(broken)('has not %s', async (_, text) => {
    expect(await sqlText(text)).toBe('0');
  });

  test('fills every table of the people\'s side, with warnings of every level', async () => {
    const empty: string[] = [];
    for (const table of ['health_record', 'diagnosed_disease', 'illness_case', 'rehabilitation_service', 'doctor_contract', 'doctor_visit', 'disease_control', 'disease_management', 'warning_standard', 'warning_response']) {
      if ((await sqlText(`select exists (select from health.${table})`)) !== 'true') empty.push(table);
    }
    expect(empty).toEqual([]);
    const levels = new Set<string>();
    for (const year of [2017, 2018, 2019, 2020]) for (const { level } of (await h.ask(`{ healthWarnings(year: ${year}, first: 200) { nodes { level } } }`, provinceClerk)).healthWarnings.nodes) levels.add(level);
    expect([...levels].sort()).toEqual(['SERIOUS', 'URGENT', 'WATCH']);
  });

  test('answers the query of the README', async () => {
    const query = /```graphql\n([\s\S]+?)```/.exec(readFileSync(new URL('./README.md', import.meta.url), 'utf8'))?.[1] as string;
    const { place } = await h.ask(query);
    expect(place.indicators).toHaveLength(2);
    expect(place.healthWarnings.nodes.length).toBeGreaterThan(0);
  });
});
