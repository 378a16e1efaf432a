import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../../../test/support/app.ts';

let h: TestApp;
beforeAll(async () => {
  h = await openTestApp();
});
afterAll(() => h.close());

const sqlText = (text: string): Promise<string> =>
  h.db.transaction({ scope: { counties: '*', domains: '*', actor: 'test' }, readOnly: true }, async (tx) => String((await tx.query(text)).rows[0]?.[0]));

const held = "r.effective_on <= c.discharged_on and (r.superseded_on is null or c.discharged_on < r.superseded_on)";

/** Each counts rows that break a rule; the demo goes past the engine, so its rows are checked here. */
const broken: readonly (readonly [rule: string, text: string])[] = [
  ['a settlement without all five layers in their order', `select count(*) from health.claim_settlement s where (
    select coalesce(string_agg(l.layer, ' ' order by l.position), '') from health.settlement_layer l where l.household_id = s.household_id and l.settlement_id = s.id)
    <> 'BASIC_INSURANCE SERIOUS_ILLNESS_INSURANCE MEDICAL_ASSISTANCE TEMPORARY_ASSISTANCE CHARITY_ASSISTANCE'`],
  ['layers and own share that are not the bill', `select count(*) from health.claim_settlement s where s.bill <> s.self_paid + (
    select sum(l.paid) from health.settlement_layer l where l.household_id = s.household_id and l.settlement_id = s.id)`],
  ['a layer that does not start where the one before stopped', `select count(*) from (
    select l.left_before, coalesce(lag(l.left_after) over (partition by l.household_id, l.settlement_id order by l.position), s.bill) as due
    from health.settlement_layer l join health.claim_settlement s on s.household_id = l.household_id and s.id = l.settlement_id) x where left_before <> due`],
  ['a claim unlike its latest settlement', `select count(*) from health.medical_claim c left join health.claim_settlement s
    on s.household_id = c.household_id and s.claim_id = c.id and s.number = c.settlement_number
    where (c.status = 'OPEN') <> (s.id is null) or s.self_paid <> c.self_paid or s.settled_on <> c.settled_on
      or exists (select from health.claim_settlement n where n.household_id = c.household_id and n.claim_id = c.id and n.number > c.settlement_number)`],
  ['settled before discharge', 'select count(*) from health.medical_claim where settled_on < discharged_on'],
  ['a rule that did not hold', `select count(*) from health.settlement_layer l join health.claim_settlement s on s.household_id = l.household_id and s.id = l.settlement_id
    join health.medical_claim c on c.household_id = s.household_id and c.id = s.claim_id join health.insurance_rule r on r.id = l.rule_id
    where not (${held}) or r.layer <> l.layer or r.county_code <> c.county_code or (r.scheme <> 'ANY' and r.scheme <> s.scheme)`],
  ['a ceiling exceeded in a year', `select count(*) from (select sum(l.paid) as paid, max(r.ceiling) as ceiling from health.settlement_layer l
    join health.claim_settlement s on s.household_id = l.household_id and s.id = l.settlement_id
    join health.medical_claim c on c.household_id = s.household_id and c.id = s.claim_id and c.settlement_number = s.number
    join health.insurance_rule r on r.id = l.rule_id group by c.person_id, c.year, l.layer) x where paid > ceiling`],
  ['two rules for one thing on one day', `select count(*) from health.insurance_rule a join health.insurance_rule b on a.id < b.id and a.county_code = b.county_code and a.layer = b.layer
    and a.scheme = b.scheme and a.service = b.service and a.tier = b.tier and a.beneficiaries = b.beneficiaries
    where a.effective_on < coalesce(b.superseded_on, 'infinity') and b.effective_on < coalesce(a.superseded_on, 'infinity')`],
  ['assistance beyond what was left', `select count(*) from health.medical_assistance a where a.amount > a.self_paid_before or a.applied_on < (
    select min(s.settled_on) from health.claim_settlement s where s.household_id = a.household_id and s.claim_id = a.claim_id)`],
  ['granted assistance that is not in the settlement that counts it', `select count(*) from health.medical_assistance a where a.counted_in is not null and not exists (
    select from health.claim_settlement s join health.settlement_layer l on l.household_id = s.household_id and l.settlement_id = s.id
    where s.household_id = a.household_id and s.claim_id = a.claim_id and s.number = a.counted_in and l.layer = a.kind || '_ASSISTANCE' and l.paid >= a.amount)`],
  ['a closed claim with open applications', `select count(*) from health.medical_claim c join health.medical_assistance a on a.household_id = c.household_id and a.claim_id = c.id
    where c.status = 'CLOSED' and a.status in ('APPLIED', 'APPROVED')`],
  ['a premium subsidy above the premium, or for others than the poor', `select count(*) from health.insurance_enrolment e join core.household h using (household_id)
    where e.subsidy > e.premium or (e.subsidy is not null and not h.is_registered_poor)`],
  ['an agreement called settled with something owed', `select count(*) from health.treat_before_pay t join health.medical_claim c on c.household_id = t.household_id and c.id = t.claim_id
    where (t.status = 'SETTLED' and t.paid_amount <> c.self_paid) or t.paid_amount > coalesce(c.self_paid, 0)`],
  ['somebody treated who was no member', `select count(*) from health.medical_claim c where not exists (select from core.membership m
    where m.household_id = c.household_id and m.person_id = c.person_id and m.from_on <= c.admitted_on and (m.to_on is null or m.to_on >= c.admitted_on))`],
  ['a standard met without a passed assessment', `select count(*) from health.facility f where f.status = 'MEETS_STANDARD' and not exists (
    select from health.facility_assessment a where a.facility_id = f.id and a.assessed_on <= f.standard_on and a.passed)`],
  ['a clinic open without a doctor at work', `select count(*) from health.village_service v left join health.doctor d on d.id = v.doctor_id
    where v.status = 'OPEN' and d.status is distinct from 'ACTIVE'`],
  ['more posts than planned', `select count(*) from health.staffing_plan p where p.gp_posts < (select count(*) from health.medical_post m where m.facility_id = p.facility_id and m.year = p.year and m.kind = 'GP' and m.status <> 'LEFT')
    or p.specialist_posts < (select count(*) from health.medical_post m where m.facility_id = p.facility_id and m.year = p.year and m.kind = 'SPECIALIST' and m.status <> 'LEFT')`],
  ['a pairing of the wrong grades', `select count(*) from health.hospital_pairing p join health.facility f on f.id = p.facility_id left join health.facility s on s.id = p.supporting_facility_id
    left join health.tertiary_hospital t on t.id = p.tertiary_hospital_id
    where not case when t.id is not null then t.grade = 'GRADE_3A' and f.tier = 'COUNTY' else s.grade like 'GRADE_2_' and f.kind = 'TOWNSHIP_HEALTH_CENTRE' end`],
  ['a benefit paid beyond its month', `select count(*) from health.doctor_benefit_payment p join health.doctor_benefit b on b.id = p.benefit_id
    where p.amount > b.monthly_amount or make_date(p.year, p.month, 1) < date_trunc('month', b.from_on)`],
  ['a consultation over a line that was not in use', 'select count(*) from health.teleconsultation c join health.telemedicine_link l on l.id = c.link_id where l.in_use_on is null or c.consulted_on < l.in_use_on'],
];

describe('the demo of facilities, insurance and bills', () => {
  test.each(broken)('has not %s', async (_, text) => {
    expect(await sqlText(text)).toBe('0');
  });

  test('fills every table of it, with amounts that are not all round', async () => {
    const tables = [
      'facility', 'facility_assessment', 'tertiary_hospital', 'village_service', 'mobile_visit', 'doctor', 'doctor_benefit', 'doctor_benefit_payment', 'hospital_pairing',
      'pairing_secondment', 'telemedicine_link', 'teleconsultation', 'staffing_plan', 'medical_post', 'insurance_rule', 'insurance_enrolment', 'medical_claim', 'claim_settlement',
      'settlement_layer', 'medical_assistance', 'assistance_eligibility', 'treat_before_pay',
    ];
    const empty: string[] = [];
    for (const table of tables) if ((await sqlText(`select exists (select from health.${table})`)) !== 'true') empty.push(table);
    expect(empty).toEqual([]);
    expect(Number(await sqlText('select count(*) from health.settlement_layer where paid <> round(paid)'))).toBeGreaterThan(10);
    expect(Number(await sqlText("select count(*) from health.claim_settlement where number = 2"))).toBeGreaterThan(0);
    expect(Number(await sqlText("select count(*) from health.medical_assistance where status = 'PAID'"))).toBeGreaterThan(0);
  });
});
