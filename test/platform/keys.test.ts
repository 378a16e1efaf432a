import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openIdNumber, syntheticIdNumber } from '../../src/access/id-number.ts';
import { keyUses, rotateKeys } from '../../src/access/rotate.ts';
import { createVault, sealedWith } from '../../src/access/vault.ts';
import { createApp } from '../../src/app.ts';
import { createSigner, createVerifier } from '../../src/access/tokens.ts';
import { checkVaultKey } from '../../src/keys.ts';
import { openAnswer, sealAnswer } from '../../src/sync/idempotency/seal-answer.ts';
import { openForeignRow } from '../../src/sync/matching/seal-row.ts';
import { allPlugins } from '../../src/plugins/index.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { testClock } from '../support/template.ts';

const [oldKey, newKey] = [Buffer.alloc(32, 7), randomBytes(32)];
const before = createVault(oldKey);
const during = createVault(newKey, [oldKey]);
const after = createVault(newKey);
const clerk = 'demo-county-clerk';

let platform: TestApp;
let village: string;
/** ID numbers of the demo, by the person they belong to. */
let numbers: readonly (readonly [id: string, number: string])[];

const wide = { counties: '*', actor: 'test' } as const;
const rows = (text: string, params: readonly unknown[] = []): Promise<readonly (readonly unknown[])[]> =>
  platform.db.transaction({ scope: wide }, async (tx) => (await tx.query(text, params)).rows);

beforeAll(async () => {
  platform = await openTestApp({ vault: during, unmaskDaily: 100_000 });
  const { data } = await platform.ask('{ place(code: "140224") { descendants(level: VILLAGE, first: 1) { nodes { code } } } }');
  village = data.place.descendants.nodes[0].code;
  const found = await rows("select id, id_number_cipher from core.person where current and county_code = '140224'");
  numbers = found.map(([id, cipher]) => [String(id), openIdNumber(before, String(cipher), String(id))] as const);
});
afterAll(() => platform.close());

let born = 0;
const household = (idNumber: string) => ({
  villageCode: village, registeredOn: '2016-03-01', mainCause: 'ILLNESS',
  members: [{ name: '轮换', relation: 'HEAD', idNumber, labourAbility: 'FULL', healthState: 'HEALTHY', education: 'PRIMARY' }],
});
const newNumber = (): string => syntheticIdNumber('1955-05-05', 'MALE', 3_000_000 + (born += 1));
const registering = 'mutation($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { household { id } errors { code } } }';

const register = async (idNumber: string, asked: TestApp['ask'] = platform.ask): Promise<readonly string[]> => {
  const { data, errors } = await asked(registering, { as: clerk, variables: { input: household(idNumber) } });
  expect(errors).toEqual([]);
  return data.registerHousehold.errors.map(({ code }: { code: string }) => code);
};

const lookUp = async ([id, idNumber]: readonly [string, string]): Promise<void> => {
  const { data, errors } = await platform.ask('query($n: String) { person(idNumber: $n) { id } }', { as: clerk, variables: { n: idNumber } });
  expect(errors).toEqual([]);
  expect(data.person?.id).toBe(Buffer.from(`Person:${id}`).toString('base64'));
};

const unmask = async ([id, idNumber]: readonly [string, string]): Promise<void> => {
  const { data, errors } = await platform.ask('mutation($input: UnmaskInput!) { unmask(input: $input) { values { value } errors { code } } }', {
    as: clerk, variables: { input: { id: Buffer.from(`Person:${id}`).toString('base64'), fields: ['idNumber'], purpose: 'ASSISTANCE' } },
  });
  expect([errors, data.unmask.errors]).toEqual([[], []]);
  expect(data.unmask.values).toEqual([{ value: idNumber }]);
};

/** Another process over the same database, with keys of its own. */
const processWith = async (vault: ReturnType<typeof createVault>): Promise<TestApp['ask']> => {
  const rules = { issuer: 'test', audience: 'test' };
  const signer = await createSigner(rules);
  const { fetch } = createApp({ db: platform.db, plugins: allPlugins, vault, verifier: createVerifier(signer.publicKeys, rules), clock: testClock, syntheticPeople: true });
  return async (query, { as, variables, headers } = {}) => {
    const response = await fetch(new Request('http://test/graphql', {
      method: 'POST', body: JSON.stringify({ query, variables }),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await signer.sign(as ?? '')}`, ...headers },
    }));
    return { errors: [], status: response.status, ...(await response.json() as object) } as never;
  };
};

describe('while two keys are known', () => {
  test('a number whose row carries the old hash is found, and cannot be registered again', async () => {
    await lookUp(numbers[0]!);
    expect(await register(numbers[0]![1])).toEqual(['ID_NUMBER_NEEDS_REVIEW']);
    const [foreign] = await rows("select id, id_number_cipher from core.person where current and county_code <> '140224' limit 1");
    expect(await register(openIdNumber(before, String(foreign?.[1]), String(foreign?.[0])))).toEqual(['ID_NUMBER_NEEDS_REVIEW']);
    expect(await rows('select count(*)::integer from core.person_identity where key_id = $1', [during.keyId])).toEqual([[0]]);
  });

  test('of registrations of one number at the same moment by processes of either key one succeeds', async () => {
    const [newer, older] = [await processWith(during), await processWith(createVault(oldKey, [newKey]))];
    for (let round = 0; round < 6; round += 1) {
      const number = newNumber();
      const outcomes = await Promise.all([newer, older, newer, older].map((asked) => register(number, asked)));
      expect(outcomes.filter((codes) => codes.length === 0)).toHaveLength(1);
      expect(outcomes.flat()).toEqual(['ID_NUMBER_NEEDS_REVIEW', 'ID_NUMBER_NEEDS_REVIEW', 'ID_NUMBER_NEEDS_REVIEW']);
    }
  });

  test('a cursor of before leads on', async () => {
    const older = await processWith(before);
    const page = 'query($after: String) { place(code: "140224") { households(first: 3, after: $after) { nodes { id } pageInfo { endCursor } } } }';
    const first = (await older(page, { as: clerk })).data.place.households;
    const { data, errors } = await platform.ask(page, { as: clerk, variables: { after: first.pageInfo.endCursor } });
    expect(errors).toEqual([]);
    expect(data.place.households.nodes).toHaveLength(3);
  });

  test('a start without the old key is refused', async () => {
    await expect(checkVaultKey(platform.db, after, testClock())).rejects.toMatchObject({ code: 'MASTER_KEY_DIFFERS', details: { ids: before.keyId } });
    await checkVaultKey(platform.db, during, testClock());
  });
});

/** A comparison with a person of nobody's household, made by a write that is sent with a key. */
const comparing = 'mutation { saveComparisonRun(input: { countyCode: "140224", list: DIBAO, asOf: "2020-11-30", title: "轮换名单" }) { comparisonRun { id } errors { code } } }';
const sendKeyed = (asked: TestApp['ask'], query = comparing) => asked(query, { as: clerk, headers: { 'idempotency-key': 'of-before' } });
const outsider = { name: '外人轮换', idNumber: syntheticIdNumber('1950-01-02', 'MALE', 4_000), bornOn: null };
const foreignRows = () => rows("select r.id, r.sealed from core.comparison_row r join core.comparison_run u on u.id = r.run_id where u.title = '轮换名单'");
let firstAnswer: unknown;

test('a row of a list and the answer of a keyed write are sealed by a process of the old key', async () => {
  const older = await processWith(before);
  const sent = await sendKeyed(older);
  expect(sent.data.saveComparisonRun.errors).toEqual([]);
  firstAnswer = sent.data;
  const added = await older('mutation($id: ID!, $rows: [ComparisonRowInput!]!) { addComparisonRows(runId: $id, rows: $rows) { rows { outcome } errors { code } } }', {
    as: clerk, variables: { id: sent.data.saveComparisonRun.comparisonRun.id, rows: [{ rowNumber: 1, ...outsider }] },
  });
  expect(added.data.addComparisonRows).toEqual({ rows: [{ outcome: 'UNMATCHED' }], errors: [] });
  expect((await foreignRows()).map(([, sealed]) => sealedWith(String(sealed)))).toEqual([before.keyId]);
});

test('an earlier version kept an answer without a digest of its request', async () => {
  const kept = { data: null, masked: [], accesses: [], rights: '' };
  await platform.db.transaction({ scope: 'owner' }, (tx) => tx.query(
    "insert into core.idempotency_key (actor, key_print, body_print, answer, created_at, expires_at) values ($1, 'plain', 'of its request', $2, '2020-11-30T00:00:00Z', '2020-12-01T00:00:00Z')",
    [clerk, sealAnswer(before, clerk, 'plain', kept)],
  ));
});

describe('rotating', () => {
  test('goes on while people are found, registered and unmasked, is stopped in the middle and taken up again', async () => {
    let running = true;
    let asked = 0;
    const load = async (offset: number): Promise<void> => {
      for (let at = offset; running; at += 3) {
        const one = numbers[at % numbers.length]!;
        const made = newNumber();
        await lookUp(one);
        expect(await register(made)).toEqual([]);
        expect(await register(made)).toEqual(['ID_NUMBER_NEEDS_REVIEW']);
        await unmask(one);
        asked += 4;
      }
    };
    const callers = Promise.all([0, 1, 2].map(load));
    let batches = 0;
    const stop = new Error('stopped');
    try {
      const stopped = rotateKeys(platform.db, during, { batchRows: 5, onProgress: () => { if ((batches += 1) === 40) throw stop; } });
      await expect(stopped).rejects.toBe(stop);
      const halfway = await keyUses(platform.db);
      expect(halfway.filter(({ ciphers }) => ciphers > 0)).toHaveLength(2);
      await expect(checkVaultKey(platform.db, after, testClock())).rejects.toMatchObject({ code: 'MASTER_KEY_DIFFERS' });
      const done = await rotateKeys(platform.db, during, { batchRows: 10 });
      expect([done.ciphers, done.hashes].every((count) => count > 0)).toBe(true);
    } finally {
      running = false;
    }
    await callers;
    expect(asked).toBeGreaterThanOrEqual(12);
  }, 240_000);

  test('leaves nothing that the old key sealed or hashed', async () => {
    const uses = (await keyUses(platform.db)).filter(({ ciphers, hashes }) => ciphers + hashes > 0);
    expect(uses.map(({ keyId }) => keyId)).toEqual([during.keyId]);
    const found = await rows('select id, id_number_cipher from core.person where id_number_cipher is not null');
    expect(new Set(found.map(([, cipher]) => sealedWith(String(cipher))))).toEqual(new Set([after.keyId]));
    for (const [id, cipher] of found) expect(openIdNumber(after, String(cipher), String(id))).toMatch(/^\d{17}[\dX]$/);
  });

  test('a row of a list opens with the new key alone, and a write sent again is known and answered as before', async () => {
    const [row, ...more] = await foreignRows();
    expect(more).toEqual([]);
    expect(openForeignRow(after, String(row?.[0]), String(row?.[1]))).toEqual(outsider);
    expect(() => openForeignRow(before, String(row?.[0]), String(row?.[1]))).toThrow();
    const newer = await processWith(after);
    const again = await sendKeyed(newer);
    expect([again.data, again.extensions?.['idempotency']]).toEqual([firstAnswer, { replayed: true }]);
    const other = await sendKeyed(newer, comparing.replace('轮换名单', '另一名单'));
    expect(other.errors[0]?.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
    const plainText = "select body_print, answer from core.idempotency_key where key_print = 'plain'";
    const [plain] = (await platform.db.transaction({ scope: 'owner' }, (tx) => tx.query(plainText))).rows;
    expect([plain?.[0], openAnswer(after, clerk, 'plain', String(plain?.[1])).data]).toEqual(['of its request', null]);
  });

  test('a service that knows the new key only starts, finds, unmasks and keeps numbers unique', async () => {
    await checkVaultKey(platform.db, after, testClock());
    const newer = await processWith(after);
    const { data } = await newer('query($n: String) { person(idNumber: $n) { id } }', { as: clerk, variables: { n: numbers[1]![1] } });
    expect(data.person.id).toBe(Buffer.from(`Person:${numbers[1]![0]}`).toString('base64'));
    expect(await register(numbers[2]![1], newer)).toEqual(['ID_NUMBER_NEEDS_REVIEW']);
    expect(await register(newNumber(), newer)).toEqual([]);
    await expect(checkVaultKey(platform.db, before, testClock())).rejects.toMatchObject({ code: 'MASTER_KEY_DIFFERS' });
    expect(await rotateKeys(platform.db, after)).toEqual({ ciphers: 0, hashes: 0, secrets: 0, quarantine: 0, comparisons: 0, merges: 0, answers: 0 });
  });
});
