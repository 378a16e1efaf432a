import { allPlugins } from '../plugins/index.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccounts } from '../access/accounts.ts';
import { checkIdNumber, openIdNumber } from '../access/id-number.ts';
import type { Database } from '../db/database.ts';
import { demoAccounts } from './accounts.ts';
import { demoToday } from './days.ts';
import { povertyLine } from './income.ts';
import { askAll, demoVault, openDemoDatabase, type Row } from './test-demo.ts';

let db: Database;
const ask = (text: string, params?: readonly unknown[]): Promise<readonly Row[]> => askAll(db, text, params);
const none = async (text: string, params?: readonly unknown[]): Promise<void> => expect(await ask(text, params)).toEqual([]);

beforeAll(async () => {
  db = await openDemoDatabase(600, 2016);
}, 120_000);
afterAll(() => db.close());

/** Days over the demo's history, far enough apart to be few and at odd times of the year. */
const sampledDays = `select d::date from generate_series('2014-06-01'::date, '${demoToday}'::date, interval '83 days') d`;

describe('places', () => {
  it('are villages of all 58 poor counties', async () => {
    const counties = await ask('select county_code, count(*)::int from core.household group by 1');
    expect(counties).toHaveLength(58);
    expect(Number(counties.find(([code]) => code === '140224')![1])).toBeGreaterThanOrEqual(8);
    await none(`select h.village_code from core.household h where not exists (
      select from core.place p where p.code = h.village_code and p.county_code = h.county_code and p.level = 'VILLAGE' and p.valid_to is null)`);
  });

  it('stand in the residences as the map of the time had them', async () => {
    await none(`select r.village_code from core.residence r where not exists (
      select from core.place p where p.code = r.village_code and p.county_code = r.place_county_code and p.township_code = r.township_code and p.city_code = r.city_code
        and p.valid_from <= greatest(r.from_on, '2016-07-31') and (p.valid_to is null or r.to_on is null and p.valid_to is null or r.to_on <= p.valid_to))`);
  });

  it('changed their codes when 大同县 became 云州区', async () => {
    const rows = await ask("select place_county_code, reason, from_on from core.residence where county_code = '140215'");
    expect(rows.filter(([code]) => code === '140227').length).toBeGreaterThanOrEqual(8);
    expect(rows.filter(([code, reason, from]) => code === '140215' && reason === 'RECODE' && from === '2018-10-31').length).toBeGreaterThanOrEqual(8);
    await none(`select 1 from core.household where county_code = '140215' and registration_number not like '140227%' and registered_on < '2018-10-31'`);
  });

  it('follow each other without a gap', async () => {
    await none(`select h.household_id, d from core.household h, (${sampledDays}) s(d)
      where h.registered_on <= d and (h.ended_on is null or h.ended_on > d)
        and (select count(*) from core.residence r where r.household_id = h.household_id and r.from_on <= d and (r.to_on is null or r.to_on > d)) <> 1`);
  });
});

describe('households', () => {
  it('have numbers of sixteen digits that begin with a county', async () => {
    await none(`select registration_number from core.household where registration_number !~ '^14[0-9]{14}$'`);
    await none('select h.household_id from core.household h left join core.household_registry r using (registration_number, household_id, county_code) where r is null');
  });

  it('are as large as in rural Shanxi', async () => {
    const [[mean, largest]] = (await ask(`select avg(size), max(size) from (
      select count(*) size from core.membership where from_reason = 'REGISTER' group by household_id) sizes`)) as [Row];
    expect(Number(mean)).toBeGreaterThan(2.4);
    expect(Number(mean)).toBeLessThan(2.85);
    expect(Number(largest)).toBeLessThanOrEqual(6);
  });

  it('are poor nine times out of ten, and then have a status and a cause', async () => {
    const [[share]] = (await ask('select avg(is_registered_poor::int) from core.household')) as [Row];
    expect(Math.abs(Number(share) - 0.9)).toBeLessThan(0.03);
    await none('select 1 from core.household where not is_registered_poor and (status is not null or main_cause is not null or other_causes <> array[]::text[])');
    await none('select 1 from core.household where main_cause = any(other_causes) or cardinality(other_causes) > 2');
  });

  it('are poor for the reasons known from the registers', async () => {
    const rows = await ask('select main_cause, count(*)::float / sum(count(*)) over () from core.household where is_registered_poor group by 1');
    const share = new Map(rows.map(([cause, part]) => [cause, Number(part)]));
    expect(Math.abs(share.get('ILLNESS')! - 0.4)).toBeLessThan(0.06);
    expect(share.get('SCHOOLING')).toBeLessThan(0.1);
    expect([...share.values()].every((part) => part <= share.get('ILLNESS')!)).toBe(true);
  });
});

describe('members', () => {
  it('have exactly one head, alive, on every day of the household', async () => {
    await none(`select h.household_id, d from core.household h, (${sampledDays}) s(d)
      where h.registered_on <= d and (h.ended_on is null or h.ended_on > d) and 1 <> (
        select count(*) from core.membership m join core.person p on p.household_id = m.household_id and p.id = m.person_id
        where m.household_id = h.household_id and m.relation = 'HEAD' and m.from_on <= d and (m.to_on is null or m.to_on > d) and (p.died_on is null or p.died_on > d))`);
  });

  it('are in one household and one relation at a time', async () => {
    await none(`select a.person_id from core.membership a join core.membership b on a.person_id = b.person_id and a.id < b.id
      where a.from_on < coalesce(b.to_on, 'infinity') and b.from_on < coalesce(a.to_on, 'infinity')`);
  });

  it('have one spouse at most', async () => {
    await none(`select household_id, d from (${sampledDays}) s(d) join core.membership m on m.relation = 'SPOUSE' and m.from_on <= d and (m.to_on is null or m.to_on > d)
      group by 1, 2 having count(*) > 1`);
  });

  it('leave when they die and when the household ends', async () => {
    await none('select p.id from core.person p join core.membership m on m.household_id = p.household_id and m.person_id = p.id where p.died_on < coalesce(m.to_on, \'infinity\')');
    await none('select h.household_id from core.household h join core.membership m using (household_id) where h.ended_on < coalesce(m.to_on, \'infinity\')');
  });

  it('are younger than their parents', async () => {
    for (const [older, younger] of [['HEAD', 'CHILD'], ['SPOUSE', 'CHILD'], ['PARENT', 'HEAD'], ['CHILD', 'GRANDCHILD'], ['CHILD_IN_LAW', 'GRANDCHILD']]) {
      await none(`select o.household_id from core.membership o join core.membership y on y.household_id = o.household_id and y.relation = $2 and o.relation = $1
          and y.from_reason in ('REGISTER', 'BIRTH') and o.from_reason in ('REGISTER', 'MARRIAGE_IN') and o.from_on <= y.from_on
        join core.person op on op.household_id = o.household_id and op.id = o.person_id join core.person yp on yp.household_id = y.household_id and yp.id = y.person_id
        where $1 <> 'CHILD' and yp.born_on < op.born_on + interval '18 years' or $1 = 'CHILD' and yp.born_on < op.born_on`, [older, younger]);
    }
  });

  it('have one current record and one identity each', async () => {
    await none('select id from core.person group by id having count(*) filter (where current) <> 1');
    await none('select p.id from core.person p left join core.person_identity i on i.person_id = p.id and i.household_id = p.household_id and i.county_code = p.county_code where p.current and i is null');
    await none('select person_id from core.person_identity group by 1 having count(*) > 1');
  });

  it('have numbers that are synthetic and agree with the record', async () => {
    const rows = await ask('select id::text, id_number_cipher, id_number_tail, sex, born_on from core.person');
    expect(rows.length).toBeGreaterThan(1_400);
    for (const [id, cipher, tail, sex, bornOn] of rows as readonly (readonly string[])[]) {
      const number = openIdNumber(demoVault, cipher!, id!);
      expect(checkIdNumber(number, { today: demoToday, allowSynthetic: true })).toMatchObject({ ok: true, synthetic: true, sex, bornOn });
      expect(checkIdNumber(number, { today: demoToday, allowSynthetic: false })).toEqual({ ok: false, code: 'ID_NUMBER_SYNTHETIC' });
      expect(number.endsWith(tail!)).toBe(true);
    }
  });

  it('were born, married and died, and households split and merged', async () => {
    const kinds = (await ask('select distinct kind from core.household_event')).map(([kind]) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['REGISTER', 'BIRTH', 'DEATH', 'MARRIAGE_IN', 'MARRIAGE_OUT', 'SPLIT', 'MERGE', 'MOVE', 'RECODE']));
    await none(`select e.id from core.household_event e where e.other_household_id is not null and not exists (
      select from core.household_event o where o.household_id = e.other_household_id and o.other_household_id = e.household_id and o.happened_on = e.happened_on)`);
  });
});

describe('the way out of poverty', () => {
  it('goes by the years of the plan', async () => {
    const rows = await ask(`select year, count(*)::int from (select distinct on (household_id) household_id, year from core.household_status_change where status = 'EXITED'
      order by household_id, decided_on) first group by 1`);
    const total = rows.reduce((sum, [, count]) => sum + Number(count), 0);
    for (const [year, planned] of [[2016, 50], [2017, 56], [2018, 55], [2019, 46], [2020, 25]] as const) {
      const share = Number(rows.find((row) => Number(row[0]) === year)![1]) / total;
      expect(Math.abs(share - planned / 232)).toBeLessThan(0.03);
    }
  });

  it('takes allowed steps in order, the last of which is the present status', async () => {
    const allowed = new Set(['>REGISTERED', 'REGISTERED>EXITED', 'EXITED>CONSOLIDATED', 'EXITED>RELAPSED', 'RELAPSED>EXITED']);
    const rows = await ask(`select coalesce(lag(status) over history, '') || '>' || status, lag(decided_on) over history >= decided_on, decided_on > $1
      from core.household_status_change where reason is null window history as (partition by household_id order by decided_on)`, [demoToday]);
    for (const [step, unordered, late] of rows) expect([allowed.has(step as string) || (step as string).startsWith('>'), unordered === true, late]).toEqual([true, false, false]);
    await none(`select h.household_id from core.household h where is_registered_poor and status is distinct from (
      select s.status from core.household_status_change s where s.household_id = h.household_id order by decided_on desc limit 1)`);
    expect((await ask('select distinct status from core.household where status is not null'))).toHaveLength(4);
  });

  it('needs an income above the line and all five assurances', async () => {
    for (const [year, line] of Object.entries(povertyLine)) {
      await none(`select i.net_per_head from core.household_income i join core.household_status_change s using (household_id, year)
        where s.status = 'EXITED' and s.reason is null and i.year = $1 and i.net_per_head <= $2`, [year, line]);
      await none(`select i.net_per_head from core.household_income i join core.household h using (household_id)
        where i.year = $1 and i.net_per_head >= $2 and not exists (select from core.household_status_change s where s.household_id = i.household_id and s.status in ('EXITED', 'CONSOLIDATED') and s.year <= i.year)`, [year, line]);
    }
    await none(`select s.id from core.household_status_change s where s.status = 'EXITED' and s.reason is null and 5 <> (select count(*) from (
      select distinct on (kind) kind, met from core.assurance_check c where c.household_id = s.household_id and c.checked_on <= s.decided_on order by kind, checked_on desc) latest where met)`);
  });
});

describe('money', () => {
  it('is never more than what it is taken from', async () => {
    await none('select s.id from core.fund_source s join core.allocation a on a.fund_source_id = s.id and a.parent_id is null group by s.id having sum(a.amount) > s.amount');
    await none('select p.id from core.allocation p join core.allocation a on a.parent_id = p.id group by p.id having sum(a.amount) > p.amount');
    await none('select a.id from core.allocation a join core.disbursement d on d.allocation_id = a.id group by a.id having sum(d.amount) > a.amount');
    await none('select p.id from core.project p join core.disbursement d on d.project_id = p.id group by p.id having sum(d.amount) > p.budget');
  });

  it('is paid in the county that received it, after it did, by the last day', async () => {
    await none('select d.id from core.disbursement d join core.allocation a on a.id = d.allocation_id where a.to_place_code <> d.county_code or a.allocated_on > d.paid_on');
    await none('select id from core.disbursement where paid_on > $1', [demoToday]);
    expect((await ask('select distinct beneficiary from core.disbursement order by 1')).flat()).toEqual(['CONTRACTOR', 'HOUSEHOLD', 'VILLAGE']);
  });

  it('goes to households that are there', async () => {
    await none(`select d.id from core.disbursement d left join core.household h using (household_id)
      where d.household_id is not null and (h is null or d.paid_on < h.registered_on or d.paid_on >= h.ended_on)`);
  });

  it('builds projects stage by stage', async () => {
    await none('select project_id from core.project_stage group by 1 having count(*) <> 6');
    await none("select id from core.project where status in ('BUILDING', 'COMPLETED', 'ACCEPTED') and contractor is null");
  });
});

describe('journals and accounts', () => {
  it('hold every household and every person record', async () => {
    await none(`select h.household_id from core.household h where 1 <> (
      select count(*) from core.change_entry c where c.record_type = 'Household' and c.record_id = h.household_id and c.operation = 'CREATED' and c.county_code = h.county_code)`);
    await none(`select p.id from core.person p where 1 <> (
      select count(*) from core.change_entry c where c.record_type = 'Person' and c.record_id = p.id and c.household_id = p.household_id)`);
    await none("select h.household_id from core.household h where not exists (select from core.audit_entry a where a.record_id = h.household_id and a.action = 'demo' and a.actor = 'system:demo')");
  });

  it('let every demo account in with its roles', async () => {
    const accounts = createAccounts(db, allPlugins);
    for (const { subject, roles, placeCode, department } of demoAccounts) {
      expect(await accounts.find(subject, '2024-05-01')).toMatchObject({ subject, department, places: [placeCode], roles: new Set(roles) });
    }
  });
});
