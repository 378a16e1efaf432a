import { afterAll, beforeAll, expect, test } from 'vitest';
import { syntheticIdNumber } from '../../src/access/id-number.ts';
import { rotateKeys } from '../../src/access/rotate.ts';
import { createVault } from '../../src/access/vault.ts';
import { openMoved } from '../../src/duplicates/merge/moved.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { asAnybody, candidates, decide, find, reviewer, villageIn } from '../support/duplicates.ts';
import { asLines } from '../support/intake/households.ts';
import { importText, intakeOf } from '../support/intake/service.ts';
import { tableState } from '../support/table-state.ts';

const [county, bornOn] = ['140224', '1948-04-05'];
const numbers = { merged: syntheticIdNumber(bornOn, 'MALE', 4_500), kept: syntheticIdNumber(bornOn, 'MALE', 4_501) };
let platform: TestApp;
let pair: string;
let villageCode: string;

const facts = { labourAbility: 'FULL', healthState: 'HEALTHY', education: 'PRIMARY' };
const home = (registrationNumber: string) => ({ registrationNumber, villageCode, registeredOn: '2016-03-01', isRegisteredPoor: true, address: `甄路${registrationNumber.at(-1)}号`, mainCause: 'ILLNESS' });
const rows = (education = 'PRIMARY') => [
  { ...home('1402248800000001'), name: '甄户主', idNumber: syntheticIdNumber('1970-01-01', 'MALE', 4_502), relation: 'HEAD', ...facts },
  { ...home('1402248800000001'), name: '甄重复', idNumber: numbers.merged, relation: 'PARENT', ...facts, education },
  { ...home('1402248800000002'), name: '甄重复', idNumber: numbers.kept, relation: 'HEAD', ...facts },
];

const bring = async (given: readonly Record<string, string | boolean>[]) => {
  const { created, updated, unchanged, quarantined } = await importText(intakeOf(platform.db), 'Household', asLines(given), {});
  return { created, updated, unchanged, quarantined };
};
const educations = () => asAnybody(platform, "select id_number_tail, education from core.person where name = '甄重复' and id_number_tail is not null order by merged_into_id is null, education");

beforeAll(async () => {
  platform = await openTestApp();
  villageCode = await villageIn(platform, county);
  expect(await bring(rows())).toMatchObject({ created: 3 });
  await find(platform, county);
  const both = (await candidates(platform)).find(({ firstPerson }) => firstPerson?.name === '甄重复');
  pair = both.id;
  const [[kept]] = (await asAnybody<[string]>(platform, "select p.id from core.person p join core.household h using (household_id) where p.name = '甄重复' and h.registration_number = '1402248800000002'")) as [[string]];
  expect((await decide(platform, pair, 'SAME', reviewer, Buffer.from(`Person:${kept}`).toString('base64'))).data.decideDuplicate.errors).toEqual([]);
});
afterAll(() => platform?.close());

test('the file that brought both changes nothing when it comes again', async () => {
  const before = await tableState(platform);
  expect(await bring(rows())).toEqual({ created: 0, updated: 0, unchanged: 3, quarantined: 0 });
  const after = await tableState(platform);
  for (const state of [before, after]) delete state['core.import_run'];
  expect(after).toEqual(before);
});

test('what a file says anew under the old number is written to the kept one', async () => {
  expect(await bring(rows('JUNIOR_SECONDARY'))).toEqual({ created: 0, updated: 1, unchanged: 2, quarantined: 0 });
  expect((await educations()).map(([, education]) => education)).toEqual(['PRIMARY', 'JUNIOR_SECONDARY']);
});

test('a new master key takes the old number along, and what the merge moved', async () => {
  const [old, next] = [Buffer.alloc(32, 7), Buffer.alloc(32, 77)];
  await rotateKeys(platform.db, createVault(next, [old]));
  const alone = createVault(next);
  const found = await asAnybody(platform, 'select person_id = sealed_person_id, sealed_person_id is not null from core.person_identity where id_hash = any($1::text[]) order by 2', [[alone.hash(numbers.kept), alone.hash(numbers.merged)]]);
  expect(found).toEqual([[null, false], [false, true]]);
  const [[id, moved]] = (await asAnybody<[string, string]>(platform, "select id, moved from core.duplicate_candidate where status = 'SAME'")) as [[string, string]];
  expect(openMoved<{ numbers: string[] }>(alone, id, moved).numbers).toHaveLength(1);
});
