import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../support/app.ts';
import { anotherReviewer, candidates, clerk, decide, find, otherCounty, register, villageIn } from '../support/duplicates.ts';
import { getFrom } from '../support/http-get.ts';

// A person of one county turns out to be one of another: neither county learns of the other's household by it.

interface Home {
  readonly id: string;
  readonly registrationNumber: string;
  readonly members: readonly { readonly id: string }[];
}

const [here, there] = ['140224', '140225'];
const twice = { name: '甄跨县', bornOn: '1951-04-17' };
let platform: TestApp;
let [home, away]: (Home | undefined)[] = [];

const plant = async (county: string, address: string, member: string, as: string): Promise<Home> =>
  register(platform, { villageCode: await villageIn(platform, county), address, members: [{ name: member, bornOn: '1960-01-01' }, twice] }, as);

beforeAll(async () => {
  platform = await openTestApp();
  home = await plant(here, '此处甲号', '甄户主甲', clerk);
  away = await plant(there, '彼处乙号', '甄户主乙', otherCounty);
  await find(platform, here, 'demo-province-clerk');
  const reviewer = await anotherReviewer(platform, 'province-reviewer', '140000');
  const [old, kept] = [home?.members[1]?.id, away?.members[1]?.id] as [string, string];
  const pair = (await candidates(platform, reviewer)).find(({ firstPerson, secondPerson }) => [firstPerson?.id, secondPerson?.id].sort().join() === [old, kept].sort().join());
  expect((await decide(platform, pair.id, 'SAME', reviewer, kept)).data.decideDuplicate.errors).toEqual([]);
});
afterAll(() => platform?.close());

/** All that an account can get: what is asked of the old and the kept person, lists, files, the feed. */
const everythingFor = async (as: string): Promise<string> => {
  const person = '... on Person { id name current mergedInto { id name household { id address registrationNumber members { id name } } } household { id address registrationNumber } }';
  const answers = [];
  for (const id of [home?.members[1]?.id, away?.members[1]?.id, home?.id, away?.id]) {
    answers.push(await platform.ask(`query($id: ID!) { node(id: $id) { ${person} ... on Household { address registrationNumber members { id name } mergedInto { id } } } }`, { as, variables: { id } }));
  }
  answers.push(await platform.ask('{ duplicateCandidates(first: 200) { nodes { firstHousehold { id address } secondHousehold { id address } firstPerson { name } secondPerson { name } } } }', { as }));
  answers.push(await platform.ask('{ changes(first: 200) { nodes { kind recordType recordId fields node { id ... on HouseholdEvent { kind otherHousehold { id address } } } } } }', { as }));
  for (const record of ['Person', 'Household', 'HouseholdEvent', 'Membership', 'DuplicateCandidate']) answers.push((await getFrom(platform, `/export/${record}.csv?purpose=ASSISTANCE`, as)).text);
  return JSON.stringify(answers);
};

test.each([
  { as: clerk, own: () => home, others: ['彼处乙号', '甄户主乙'], foreign: () => away },
  { as: otherCounty, own: () => away, others: ['此处甲号', '甄户主甲'], foreign: () => home },
])('$as sees their own household and nothing of the other', async ({ as, own, others, foreign }) => {
  const seen = await everythingFor(as);
  expect(seen).toContain(own()?.registrationNumber);
  for (const text of [...others, foreign()?.id as string, foreign()?.registrationNumber as string, foreign()?.members[0]?.id as string]) expect(seen).not.toContain(text);
});
