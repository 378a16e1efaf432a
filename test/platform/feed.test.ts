import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../support/app.ts';
import { askFeed, type FeedArgs, type FeedNode, pull, pullAll } from '../support/feed.ts';

const clerk = 'demo-county-clerk';
const stranger = 'demo-other-county-clerk';
const province = 'demo-province-clerk';
const villager = 'demo-village-clerk';

let platform: TestApp;
beforeAll(async () => { platform = await openTestApp(); });
afterAll(() => platform?.close());

const wide = { counties: '*', domains: '*', actor: 'test' } as const;
const sql = async (text: string, params: readonly unknown[] = []) => (await platform.db.transaction({ scope: wide }, (tx) => tx.query(text, params))).rows;

const codesOf = async (as: string | undefined, args: FeedArgs = {}) => (await askFeed(platform, as, args)).errors.map(({ extensions }) => extensions['code']);

/** The end of the feed of a caller: what comes after it happens in the test. */
const now = async (as: string, args: FeedArgs = {}): Promise<string> => (await pullAll(platform, as, args)).end;

const householdIn = async (county: string): Promise<{ id: string; number: string; village: string }> => {
  const [[id, number, village] = []] = await sql('select household_id, registration_number, village_code from core.household where county_code = $1 and ended_on is null order by 1 limit 1', [county]);
  return { id: String(id), number: String(number), village: String(village) };
};

const mutate = async (name: string, type: string, input: object, as = clerk): Promise<void> => {
  const { data, errors } = await platform.ask(`mutation($input: ${type}!) { ${name}(input: $input) { errors { code } } }`, { as, variables: { input } });
  expect(errors).toEqual([]);
  expect(data[name].errors).toEqual([]);
};

const short = ({ kind, recordType }: FeedNode) => `${kind} ${recordType}`;

const member = (name: string) => ({ name, relation: 'HEAD', sex: 'MALE', bornOn: '1971-02-03', labourAbility: 'FULL', healthState: 'HEALTHY', education: 'PRIMARY' });

const register = (village: string, name: string, as = clerk) =>
  mutate('registerHousehold', 'RegisterHouseholdInput', { villageCode: village, registeredOn: '2016-03-01', mainCause: 'ILLNESS', members: [member(name)] }, as);

describe('what is pulled', () => {
  test('begins with what there is, each record that the demo registered once', async () => {
    const { nodes } = await pullAll(platform, clerk, { types: ['Household'] });
    const [[count] = []] = await sql("select count(*)::int from core.household where county_code = '140224'");
    expect(new Set(nodes.map(({ recordId }) => recordId)).size).toBe(count);
    expect(nodes.every(({ node, recordId }) => node?.id === recordId)).toBe(true);
  });

  test('is what was written after the cursor, with the record as it is now; an empty page has a cursor too', async () => {
    const [mine, theirs] = [await now(clerk), await now(stranger)];
    expect((await pull(platform, clerk, { after: mine })).nodes).toEqual([]);
    const { village } = await householdIn('140224');
    await register(village, '赵六');
    const page = await pull(platform, clerk, { after: mine });
    expect(page.nodes.map(short)).toEqual(expect.arrayContaining(['CREATED Household', 'CREATED Person', 'CREATED Membership', 'CREATED Residence']));
    expect(page.nodes.find(({ recordType }) => recordType === 'Person')?.node).toMatchObject({ name: '赵六' });
    expect((await pull(platform, clerk, { after: page.end })).nodes).toEqual([]);
    expect((await pull(platform, stranger, { after: theirs })).nodes).toEqual([]);
  });

  test('comes in pages of any size, nothing twice and nothing left out', async () => {
    const whole = (await pullAll(platform, clerk, { types: ['Person'] })).nodes.map(({ recordId, version }) => `${recordId} ${version}`);
    const parts: string[] = [];
    let [after, more] = [undefined as string | undefined, true];
    for (let size = 1; more; size = (size % 7) + 1) {
      const page = await pull(platform, clerk, { after, first: size * 5, types: ['Person'] });
      parts.push(...page.nodes.map(({ recordId, version }) => `${recordId} ${version}`));
      [after, more] = [page.end, page.more];
    }
    expect(parts).toEqual(whole);
  });

  test('names the fields that changed, and only those that the caller reads', async () => {
    const { number } = await householdIn('140224');
    const ends = { clerk: await now(clerk), viewer: await now('demo-province-viewer') };
    const { data } = await platform.ask('query($n: String!) { household(registrationNumber: $n) { members { id } } }', { as: clerk, variables: { n: number } });
    const leaving = { registrationNumber: number, on: '2020-11-01', reason: '核查', leave: [{ kind: 'DEATH', personId: data.household.members.at(-1).id }] };
    await mutate('changeMembers', 'ChangeMembersInput', leaving);
    const fieldsOf = async (as: string, after: string) => (await pull(platform, as, { after })).nodes.find(({ recordType }) => recordType === 'Person')?.fields;
    expect(await fieldsOf(clerk, ends.clerk)).toEqual(expect.arrayContaining(['diedOn']));
    expect(await fieldsOf('demo-province-viewer', ends.viewer)).not.toContain('diedOn');
  });
});

describe('what moves', () => {
  const types = ['Household', 'Person', 'RelocationCase', 'Membership'];

  test('leaves the one county record by record, and enters the other', async () => {
    const [[id, number] = []] = await sql(`select c.household_id, h.registration_number from relocation.relocation_case c join core.household h using (household_id)
      where h.county_code = '140224' and h.ended_on is null order by 1 limit 1`);
    const [[village] = []] = await sql("select code from core.place where level = 'VILLAGE' and county_code = '140225' and valid_from <= '2020-11-20' and (valid_to is null or valid_to > '2020-11-20') order by 1 limit 1");
    const [[persons] = []] = await sql('select count(*)::int from core.person where household_id = $1::uuid', [id]);
    const end = { clerk: await now(clerk), stranger: await now(stranger), province: await now(province) };
    await mutate('moveHousehold', 'MoveHouseholdInput', { registrationNumber: number, toVillageCode: village, on: '2020-11-20', reason: '跨县搬迁' }, province);

    const left = (await pullAll(platform, clerk, { after: end.clerk })).nodes;
    expect(new Set(left.map(({ kind }) => kind))).toEqual(new Set(['LEFT']));
    expect(left.every(({ node, fields }) => node === null && fields.length === 0)).toBe(true);
    expect(left.filter(({ recordType }) => recordType === 'Person')).toHaveLength(persons as number);
    expect(left.map(({ recordType }) => recordType)).toEqual(expect.arrayContaining(types));
    expect(JSON.stringify(left)).not.toContain('140225');

    const entered = (await pullAll(platform, stranger, { after: end.stranger })).nodes;
    expect(entered.map(short)).toEqual(expect.arrayContaining(types.map((type) => `ENTERED ${type}`)));
    expect(entered.every(({ node }) => node !== null)).toBe(true);
    expect((await pullAll(platform, province, { after: end.province })).nodes.map(short)).toEqual(expect.arrayContaining(['MOVED Person', 'UPDATED Household']));
  });

  test('leaves the one village and enters the other for those who read a village', async () => {
    const { data } = await platform.ask('{ households(first: 1) { nodes { registrationNumber village { code } } } }', { as: villager });
    const village = data.households.nodes[0].village.code;
    const [[number, from] = []] = await sql("select registration_number, village_code from core.household where county_code = '140224' and village_code <> $1 and ended_on is null order by 1 desc limit 1", [village]);
    const end = await now(villager);
    const move = (to: unknown, on: string) => mutate('moveHousehold', 'MoveHouseholdInput', { registrationNumber: number, toVillageCode: to, on, reason: '并村' });
    await move(village, '2020-11-10');
    const entered = await pull(platform, villager, { after: end });
    expect(new Set(entered.nodes.filter(({ recordType }) => recordType === 'Person').map(({ kind }) => kind))).toEqual(new Set(['ENTERED']));
    await move(from, '2020-11-15');
    const after = (await pullAll(platform, villager, { after: entered.end })).nodes;
    expect(new Set(after.map(({ kind }) => kind))).toEqual(new Set(['LEFT']));
    expect(after.every(({ node }) => node === null)).toBe(true);
  });
});

describe('cursors', () => {
  test('are refused with a code when they are no cursors, or of other types', async () => {
    const end = await now(clerk, { types: ['Person'] });
    expect(await codesOf(clerk, { after: 'nothing' })).toEqual(['CURSOR_INVALID']);
    expect(await codesOf(clerk, { after: `${end.slice(0, -4)}AAAA` })).toEqual(['CURSOR_INVALID']);
    expect(await codesOf(clerk, { after: end, types: ['Household'] })).toEqual(['CURSOR_STALE']);
    expect(await codesOf(clerk, { types: ['Nothing'] })).toEqual(['RECORD_TYPE_UNKNOWN']);
    expect(await codesOf(undefined)).toEqual(['UNAUTHENTICATED']);
    expect(await codesOf('demo-system')).toEqual(['FORBIDDEN']);
  });

  test('of other rights are refused: what left with them is in no entry', async () => {
    expect(await codesOf(clerk, { after: await now(stranger) })).toEqual(['CHANGE_RIGHTS_DIFFER']);
    expect(await codesOf(clerk, { after: await now(province) })).toEqual(['CHANGE_RIGHTS_DIFFER']);
  });

  test('of another database are refused, and of this one before it lost entries', async () => {
    const other = await openTestApp();
    try {
      const { village } = await householdIn('140224');
      await platform.db.transaction({ scope: 'owner' }, (tx) => tx.query('select pg_current_xact_id()'));
      await register(village, '钱七');
      const end = await now(clerk);
      expect((await askFeed(other, clerk, { after: end })).errors.map(({ extensions }) => extensions['code'])).toEqual(['CHANGE_CURSOR_OF_OTHER_DATABASE']);
    } finally {
      await other.close();
    }
  });

  test('tell nothing: all are as long, and none is twice the same', async () => {
    const { village } = await householdIn('140224');
    const first = await now(stranger);
    await register(village, '孙八');
    const second = (await pull(platform, stranger, { after: first })).end;
    expect(second).toHaveLength(first.length);
    expect(second).not.toBe(first);
    expect(Buffer.from(second, 'base64url').toString()).not.toMatch(/\d{15}/);
  });
});

test('rows whose existence is personal are followed by those who may know of them', async () => {
  const { data } = await platform.ask('{ changes(first: 1, recordTypes: ["HealthIllnessCase"]) { nodes { recordType } } }', { as: 'demo-province-viewer' });
  expect(data?.changes?.nodes ?? []).toEqual([]);
});

test('a pull takes the same number of statements for twenty changes and for two hundred', async () => {
  const statementsFor = async (first: number) => (await askFeed(platform, clerk, { first, types: ['Person'] })).statements.length;
  await statementsFor(1); // who asks is remembered from then on
  expect(await statementsFor(200)).toBe(await statementsFor(20));
});
