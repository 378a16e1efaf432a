import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../support/app.ts';
import { anotherReviewer, asAnybody, candidates, clerk, decide, find, register, reviewer, undo } from '../support/duplicates.ts';
import { asLines } from '../support/intake/households.ts';
import { importText, intakeOf } from '../support/intake/service.ts';
import { everyRow } from '../support/register-state.ts';

const county = '140224';
const carried = ['relocation.relocation_case', 'relocation.relocation_consent', 'relocation.subsidy_payment', 'relocation.settlement_service', 'health.health_record', 'health.insurance_enrolment', 'core.household_income'];

let platform: TestApp;
let old: { id: string; uuid: string; number: string; members: { id: string; name: string; bornOn: string; sex: string }[] };
let kept: { id: string; uuid: string; number: string };
let pair: string;
let before: Record<string, string[]>;
let carriedBefore: Record<string, number>;

const uuidOf = (id: string): string => Buffer.from(id, 'base64').toString().split(':')[1] as string;
const rowsOf = async (household: string): Promise<Record<string, number>> => Object.fromEntries(await Promise.all(carried.map(async (table) =>
  [table, Number((await asAnybody(platform, `select count(*)::int from ${table} where household_id = $1::uuid`, [household]))[0]?.[0])])));
const householdOf = async (id: string) => (await platform.ask(`{ node(id: "${id}") { ... on Household { id registrationNumber endedOn size mergedInto { id } members { id name bornOn sex } relocationCases { totalCount } villageCode } } }`, { as: clerk })).data.node;
const size = async () => (await platform.ask(`{ place(code: "${county}") { households { totalCount } } }`, { as: clerk })).data.place.households.totalCount;

beforeAll(async () => {
  platform = await openTestApp();
  const [[uuid]] = (await asAnybody<[string]>(platform, `select s.household_id from relocation.settlement_service s join health.health_record h using (household_id)
    where s.county_code = $1 and s.person_id is not null order by 1 limit 1`, [county])) as [[string]];
  const id = Buffer.from(`Household:${uuid}`).toString('base64');
  const home = await householdOf(id);
  old = { id, uuid, number: home.registrationNumber, members: home.members };
  const relations = await asAnybody<[string, string]>(platform, 'select person_id, relation from core.membership where household_id = $1::uuid and to_on is null', [uuid]);
  const relationOf = new Map(relations);
  const made = await register(platform, {
    villageCode: home.villageCode, address: '重复户1号',
    members: old.members.map(({ id: person, name, bornOn, sex }) => ({ name, bornOn, sex, relation: relationOf.get(uuidOf(person)) as string })),
  });
  kept = { id: made.id, uuid: uuidOf(made.id), number: made.registrationNumber };
  await find(platform, county);
  pair = (await candidates(platform)).find(({ kind, firstHousehold, secondHousehold }) => kind === 'HOUSEHOLD' && [firstHousehold.id, secondHousehold.id].sort().join() === [old.id, kept.id].sort().join())?.id;
  [before, carriedBefore] = [await everyRow(platform), await rowsOf(old.uuid)];
});
afterAll(() => platform?.close());

describe('a household that was registered twice', () => {
  let households: number;

  test('is merged with all its members, once', async () => {
    households = await size();
    const answers = await Promise.all([decide(platform, pair, 'SAME', reviewer, kept.id), decide(platform, pair, 'SAME', reviewer, kept.id)]);
    expect(answers.map(({ data }) => data.decideDuplicate.errors.map(({ code }: { code: string }) => code).join()).sort()).toEqual(['', 'STATUS_STEP_NOT_ALLOWED']);
    expect(await householdOf(old.id)).toMatchObject({ id: old.id, endedOn: '2020-12-01', size: 0, mergedInto: { id: kept.id } });
    expect(await householdOf(kept.id)).toMatchObject({ size: old.members.length, mergedInto: null });
    expect(await size()).toBe(households - 1);
  });

  test('has what was recorded of it, in every department, under the kept id', async () => {
    expect(Object.values(carriedBefore).filter((count) => count > 0).length).toBeGreaterThan(4);
    expect(Object.values(await rowsOf(old.uuid)).every((count) => count === 0)).toBe(true);
    expect(await rowsOf(kept.uuid)).toEqual(carriedBefore);
    const [[wrong]] = (await asAnybody<[number]>(platform, `select count(*)::int from health.health_record h where household_id = $1::uuid
      and not exists (select from core.membership m where m.household_id = h.household_id and m.person_id = h.person_id and m.to_on is null)`, [kept.uuid])) as [[number]];
    expect(wrong).toBe(0);
    const told = await asAnybody<[string]>(platform, "select distinct domain from core.change_entry where 'householdId' = any(fields) and household_id = $1::uuid", [kept.uuid]);
    expect(told.flat()).toEqual(expect.arrayContaining(['relocation.relocation_case', 'health.health_record']));
  });

  test('is found by either number, and its file changes nothing', async () => {
    const found = async (number: string) => (await platform.ask(`{ household(registrationNumber: "${number}") { id } }`, { as: clerk })).data.household?.id;
    expect([await found(old.number), await found(kept.number)]).toEqual([kept.id, kept.id]);
    const facts = await asAnybody<[string, string, string, string, string, string, string, boolean, string | null, string]>(platform, `select p.name, p.sex, p.born_on::text, p.labour_ability, p.health_state, p.education, h.registered_on::text, h.is_registered_poor, h.main_cause, h.village_code
      from core.person p join core.household h using (household_id) where household_id = $1::uuid and p.merged_into_id is not null`, [old.uuid]);
    const rows = facts.map(([name, sex, bornOn, labourAbility, healthState, education, registeredOn, isRegisteredPoor, mainCause, villageCode], at) =>
      ({ registrationNumber: old.number, villageCode, registeredOn, isRegisteredPoor, ...(mainCause ? { mainCause } : {}), name, sex, bornOn, labourAbility, healthState, education, relation: at === 0 ? 'HEAD' : 'CHILD' }));
    const state = await everyRow(platform);
    const { unchanged, faults } = await importText(intakeOf(platform.db), 'Household', asLines(rows as never), {});
    expect([unchanged, faults]).toEqual([rows.length, []]);
    const after = await everyRow(platform);
    for (const one of [state, after]) delete one['core.import_run'];
    expect(after).toEqual(state);
  });

  test('cannot be taken apart member by member', async () => {
    const members = (await candidates(platform)).filter(({ kind, status }) => kind === 'PERSON' && status === 'SAME');
    expect(members).toHaveLength(old.members.length);
    const { data } = await undo(platform, members[0].id, await anotherReviewer(platform, 'apart'));
    expect(data.undoMerge.errors).toEqual([{ code: 'DUPLICATE_MERGED_ALREADY' }]);
  });

  test('is as it was when another reviewer takes it back', async () => {
    const { data } = await undo(platform, pair, await anotherReviewer(platform));
    expect(data.undoMerge).toEqual({ duplicateCandidate: { status: 'OPEN' }, errors: [] });
    const after = await everyRow(platform);
    const left = (await asAnybody<[object]>(platform, `select to_jsonb(t) - 'version' - 'updated_at' from core.person t where not current and (household_id = $1::uuid and merged_into_id is not null
      or household_id = $2::uuid)`, [old.uuid, kept.uuid])).map(([row]) => JSON.stringify(row));
    after['core.person'] = (after['core.person'] as string[]).filter((row) => !left.includes(row)); // rows that stood in stay: nothing is deleted
    for (const state of [before, after]) for (const table of ['core.duplicate_candidate', 'core.import_run']) delete state[table];
    expect(after).toEqual(before);
    expect(await size()).toBe(households);
  });
});

describe('refused whole', () => {
  test('where somebody of the one is nobody in the other, and where both have a record of which there can be but one', async () => {
    const again = await anotherReviewer(platform, 'again');
    await asAnybody(platform, `insert into relocation.relocation_case select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'household_id', $2::text))).* from relocation.relocation_case c where household_id = $1::uuid`, [old.uuid, kept.uuid]);
    const state = await everyRow(platform);
    const refused = await platform.ask('mutation($id: ID!, $keep: ID!) { decideDuplicate(id: $id, to: SAME, verdict: "同一户", keep: $keep) { errors { code message(lang: EN) } } }', { as: again, variables: { id: pair, keep: kept.id } });
    expect(refused.data.decideDuplicate.errors).toEqual([{ code: 'DUPLICATE_MERGE_CONFLICT', message: expect.stringContaining('one:') }]);
    const member = (await candidates(platform)).find(({ kind, status, firstPerson, secondPerson }) => kind === 'PERSON' && status === 'OPEN' && [firstPerson?.household?.id, secondPerson?.household?.id].includes(kept.id));
    await decide(platform, member.id, 'DIFFERENT', again);
    expect((await decide(platform, pair, 'SAME', again, kept.id)).data.decideDuplicate.errors).toEqual([{ code: 'DUPLICATE_MEMBERS_UNMATCHED' }]);
    const after = await everyRow(platform);
    for (const one of [state, after]) delete one['core.duplicate_candidate'];
    expect(after).toEqual(state);
  });
});
