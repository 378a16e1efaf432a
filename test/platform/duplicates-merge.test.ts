import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../support/app.ts';
import { anotherReviewer, asAnybody, candidates, clerk, decide, find, register, reviewer, undo, villageIn } from '../support/duplicates.ts';
import { everyRow } from '../support/register-state.ts';

const county = '140224';
let platform: TestApp;
let merged: { id: string; householdId: string; name: string; bornOn: string; uuid: string };
let kept: string;
let keptHousehold: string;
let pair: string;

const uuidOf = (id: string): string => Buffer.from(id, 'base64').toString().split(':')[1] as string;

/** Records of both plugins that name a person, and which ones. */
const referring = [
  'health.health_record person_id', 'health.insurance_enrolment person_id', 'health.diagnosed_disease person_id', 'health.doctor_contract signed_by_id',
  'relocation.relocation_consent signed_by_id', 'relocation.settlement_service person_id', 'core.household_event person_id',
].map((text) => text.split(' ') as [string, string]);

const naming = async (uuid: string) => Object.fromEntries(await Promise.all(referring.map(async ([table, column]) =>
  [table, Number((await asAnybody(platform, `select count(*)::int from ${table} where ${column} = $1::uuid`, [uuid]))[0]?.[0])])));

const everything = () => everyRow(platform);

const counts = async () => {
  const { data } = await platform.ask(`{ place(code: "${county}") { households(first: 200) { nodes { size } } } node(id: "${merged.householdId}") { ... on Household { size members { id } } } }`, { as: clerk });
  return { persons: data.place.households.nodes.reduce((sum: number, { size }: { size: number }) => sum + size, 0), members: data.node.members.map(({ id }: { id: string }) => id), size: data.node.size };
};

const nodeOf = async (id: string) => (await platform.ask('query($id: ID!) { node(id: $id) { id ... on Person { name current mergedInto { id } } } }', { as: clerk, variables: { id } })).data.node;

let before: Record<string, string[]>;
let countsBefore: Awaited<ReturnType<typeof counts>>;
let namedBefore: Record<string, number>;

beforeAll(async () => {
  platform = await openTestApp();
  const [[uuid, householdUuid]] = (await asAnybody<[string, string]>(platform, `select s.person_id, s.household_id from relocation.settlement_service s
    join relocation.relocation_consent c on c.signed_by_id = s.person_id join health.health_record h on h.person_id = s.person_id
    join core.membership m on m.household_id = s.household_id and m.person_id = s.person_id and m.to_on is null and m.relation <> 'HEAD'
    where s.county_code = $1 order by 1 limit 1`, [county])) as [[string, string]];
  const id = Buffer.from(`Person:${uuid}`).toString('base64');
  const { data } = await platform.ask(`{ node(id: "${id}") { ... on Person { name bornOn sex household { id } } } }`, { as: clerk });
  merged = { id, uuid, householdId: data.node.household.id, name: data.node.name, bornOn: data.node.bornOn };
  expect(uuidOf(merged.householdId)).toBe(householdUuid);
  const made = await register(platform, { villageCode: await villageIn(platform, county), address: '重复路1号', members: [{ name: merged.name, bornOn: merged.bornOn, sex: data.node.sex }] });
  [kept, keptHousehold] = [made.members[0]?.id as string, made.id];
  await platform.ask(`mutation { mapExternalIds(rows: [{ system: "FP", key: "DUP-1", id: "${id}" }]) { outcome errors { code } } }`, { as: clerk });
  await find(platform, county);
  pair = (await candidates(platform)).find(({ firstPerson, secondPerson }) => [firstPerson?.id, secondPerson?.id].includes(merged.id) && [firstPerson?.id, secondPerson?.id].includes(kept))?.id;
  [before, countsBefore, namedBefore] = [await everything(), await counts(), await naming(merged.uuid)];
});
afterAll(() => platform?.close());

const decideSame = (keep: string, as = reviewer) => decide(platform, pair, 'SAME', as, keep);

describe('two found to be one', () => {
  test('need to be told which is kept, and somebody who keeps the register', async () => {
    expect((await decide(platform, pair, 'SAME')).data.decideDuplicate.errors).toEqual([{ code: 'DUPLICATE_KEEP_REQUIRED' }]);
    expect((await decideSame(merged.householdId.slice(2))).data.decideDuplicate.errors).toEqual([{ code: 'INVALID_ID' }]);
    expect(await everything()).toEqual(before);
  });

  test('are merged once, however many decide at a time', async () => {
    const answers = await Promise.all([decideSame(kept), decideSame(kept), decideSame(kept)]);
    const codes = answers.map(({ data }) => data.decideDuplicate.errors.map(({ code }: { code: string }) => code).join()).sort();
    expect(codes).toEqual(['', 'STATUS_STEP_NOT_ALLOWED', 'STATUS_STEP_NOT_ALLOWED']);
  });

  test('leave both ids: the old one says whom it became', async () => {
    expect(await nodeOf(merged.id)).toEqual({ id: merged.id, name: merged.name, current: false, mergedInto: { id: kept } });
    expect(await nodeOf(kept)).toMatchObject({ id: kept, current: true, mergedInto: null });
  });

  test('have the records of every department under the kept id', async () => {
    expect(Object.values(namedBefore).filter((count) => count > 0).length).toBeGreaterThan(3);
    expect(Object.values(await naming(merged.uuid)).every((count) => count === 0)).toBe(true);
    const named = await naming(uuidOf(kept));
    expect({ ...named, 'core.household_event': 0 }).toEqual({ ...namedBefore, 'core.household_event': 0 });
  });

  test('count once', async () => {
    const now = await counts();
    expect(now.persons).toBe(countsBefore.persons - 1);
    expect(now.members).toEqual(countsBefore.members.filter((id: string) => id !== merged.id));
    const { data } = await platform.ask(`{ node(id: "${merged.householdId}") { ... on Household { members(asOf: "2018-01-01") { id } } } }`, { as: clerk });
    expect(data.node.members.map(({ id }: { id: string }) => id)).not.toContain(merged.id);
  });

  test('are found as the kept one by the number and the key of either', async () => {
    const found = await platform.ask('{ nodeByExternalId(system: "FP", key: "DUP-1", type: "Person") { id } }', { as: clerk });
    expect(found.data.nodeByExternalId?.id).toBe(kept);
    expect(await asAnybody(platform, 'select count(*)::int from core.person_identity where person_id = $1::uuid and sealed_person_id = $2::uuid', [uuidOf(kept), merged.uuid])).toEqual([[1]]);
  });

  test('are told to those who follow, department by department', async () => {
    const entries = await asAnybody(platform, "select record_type, operation, fields::text from core.change_entry where record_id = $1::uuid order by seq desc limit 1", [merged.uuid]);
    expect(entries).toEqual([['Person', 'UPDATED', '{current,mergedIntoId}']]);
    const domains = (await asAnybody<[string | null]>(platform, "select distinct domain from core.change_entry where 'personId' = any(fields) or 'signedById' = any(fields)")).map(([domain]) => domain);
    expect(domains).toEqual(expect.arrayContaining(['health.health_record', 'relocation.settlement_service']));
    const [[audited]] = (await asAnybody<[number]>(platform, "select count(*)::int from core.audit_entry where action = 'mergeDuplicate'")) as [[number]];
    expect(audited).toBeGreaterThan(5);
  });

  test('nothing new is written about the old id', async () => {
    const { data } = await platform.ask(`{ node(id: "${merged.householdId}") { ... on Household { registrationNumber } } }`, { as: clerk });
    const saved = await platform.ask(`mutation { saveHealthRecord(input: { registrationNumber: "${data.node.registrationNumber}", personId: "${merged.id}" }) { errors { code } } }`, { as: 'demo-health-clerk' });
    expect(JSON.stringify(saved)).toMatch(/PERSON_NOT_IN_HOUSEHOLD|GRAPHQL/);
  });

  test('what the merge moved is readable to nobody', async () => {
    const [[moved]] = (await asAnybody<[string]>(platform, "select moved from core.duplicate_candidate where status = 'SAME'")) as [[string]];
    expect(moved).not.toMatch(/Health|Relocation|[0-9a-f]{8}-/);
  });
});

describe('taken back', () => {
  test('by another reviewer, everything is as it was', async () => {
    expect((await undo(platform, pair)).data.undoMerge.errors).toEqual([{ code: 'OWN_CASE' }]);
    const { data } = await undo(platform, pair, await anotherReviewer(platform));
    expect(data.undoMerge).toEqual({ duplicateCandidate: { status: 'OPEN' }, errors: [] });
    const after = await everything();
    const standIn = (await asAnybody<[object]>(platform, "select to_jsonb(t) - 'version' - 'updated_at' from core.person t where id = $1::uuid and merged_into_id = $2::uuid and not current", [uuidOf(kept), merged.uuid])).map(([row]) => JSON.stringify(row));
    expect(standIn).toHaveLength(1); // the kept one's row where the other is: nothing is deleted
    after['core.person'] = (after['core.person'] as string[]).filter((row) => !standIn.includes(row));
    for (const state of [before, after]) state['core.duplicate_candidate'] = [];
    expect(after).toEqual(before);
    expect(await counts()).toEqual(countsBefore);
    expect(await nodeOf(merged.id)).toMatchObject({ current: true, mergedInto: null });
    expect((await nodeOf(kept)).mergedInto).toBe(null);
    expect(keptHousehold).toBeTruthy();
  });

  test('can be merged and taken back again', async () => {
    const third = await decideSame(kept, await anotherReviewer(platform, 'third-reviewer'));
    expect(third.data.decideDuplicate.errors).toEqual([]);
    expect((await nodeOf(merged.id)).mergedInto.id).toBe(kept);
    expect((await undo(platform, pair, await anotherReviewer(platform, 'fourth-reviewer'))).data.undoMerge.errors).toEqual([]);
    expect(await naming(merged.uuid)).toEqual({ ...namedBefore, 'core.household_event': expect.any(Number) });
  });
});

describe('what came since the merge', () => {
  test('stays with the kept one, and what was changed since is not undone over', async () => {
    const [deciding, undoing] = [await anotherReviewer(platform, 'fifth-reviewer'), await anotherReviewer(platform, 'sixth-reviewer')];
    expect((await decideSame(kept, deciding)).data.decideDuplicate.errors).toEqual([]);
    const [[service]] = (await asAnybody<[string]>(platform, 'select id from relocation.settlement_service where person_id = $1::uuid order by id limit 1', [uuidOf(kept)])) as [[string]];
    await asAnybody(platform, `insert into relocation.settlement_service select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'serial', 99))).* from relocation.settlement_service s where id = $1::uuid`, [service]);
    await asAnybody(platform, 'update relocation.settlement_service set person_id = null where id = $1::uuid', [service]);
    expect((await undo(platform, pair, undoing)).data.undoMerge.errors).toEqual([{ code: 'DUPLICATE_UNDO_CONFLICT' }]);
    expect((await nodeOf(merged.id)).mergedInto.id).toBe(kept);
    await asAnybody(platform, 'update relocation.settlement_service set person_id = $2::uuid where id = $1::uuid', [service, uuidOf(kept)]);
    expect((await undo(platform, pair, undoing)).data.undoMerge.errors).toEqual([]);
    expect(await asAnybody(platform, 'select person_id from relocation.settlement_service where serial = 99 and household_id = $1::uuid', [uuidOf(merged.householdId)])).toEqual([[uuidOf(kept)]]);
    expect((await naming(merged.uuid))['relocation.settlement_service']).toBe(namedBefore['relocation.settlement_service']);
  });
});

describe('refused whole', () => {
  test('where both have a record of which there can be but one, without telling one department of another\'s', async () => {
    const bornOn = '1949-09-09';
    const made = await register(platform, { villageCode: await villageIn(platform, county), address: '重复路2号', members: [{ name: '甄冲突', bornOn }, { name: '甄冲突', bornOn }] });
    const [one, two] = made.members.map(({ id }) => uuidOf(id)) as [string, string];
    const copy = `insert into health.health_record select (jsonb_populate_record(h, jsonb_build_object('id', gen_random_uuid(), 'household_id', $1::text, 'person_id', $2::text, 'area_code', (select village_code from core.household where household_id = $1::uuid)))).*
      from health.health_record h where county_code = '${county}' limit 1`;
    for (const person of [one, two]) await asAnybody(platform, copy, [uuidOf(made.id), person]);
    await find(platform, county);
    const both = (await candidates(platform)).find(({ firstPerson }) => firstPerson?.name === '甄冲突');
    const state = await everything();
    const answer = await platform.ask('mutation($id: ID!, $keep: ID!) { decideDuplicate(id: $id, to: SAME, verdict: "同一人", keep: $keep) { errors { code message(lang: EN) } } }', { as: reviewer, variables: { id: both.id, keep: both.firstPerson.household ? both.firstPerson.id : '' } });
    const [error] = answer.data.decideDuplicate.errors;
    expect(error.code).toBe('DUPLICATE_MERGE_CONFLICT');
    expect(error.message).not.toMatch(/Health/);
    expect(await everything()).toEqual(state);
  });
});
