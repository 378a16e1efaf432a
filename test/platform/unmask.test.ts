import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkIdNumber } from '../../src/access/id-number.ts';
import { type Answer, openTestApp, type TestApp } from '../support/app.ts';
import { testDay } from '../support/template.ts';

const clerk = 'demo-county-clerk';
const mutation = `mutation($input: UnmaskInput!) { unmask(input: $input) {
  values { field value } remainingToday errors { code path messageZh messageEn } } }`;

let platform: TestApp;
let persons: readonly { readonly id: string; readonly idNumberMasked: string }[];
let foreign: string;

const personId = (uuid: unknown): string => Buffer.from(`Person:${String(uuid)}`).toString('base64');
const wide = <T>(work: Parameters<TestApp['db']['transaction']>[1]): Promise<T> => platform.db.transaction({ scope: { counties: '*', roles: ['AUDITOR'], actor: 'test' } }, work) as Promise<T>;

beforeAll(async () => {
  platform = await openTestApp({ unmaskDaily: 20 });
  const { data } = await platform.ask('{ place(code: "140224") { households(first: 10) { nodes { members { id idNumberMasked } } } } }', { as: clerk });
  persons = data.place.households.nodes.flatMap(({ members }: { members: typeof persons }) => members);
  const { rows } = await wide<{ rows: unknown[][] }>((tx) => tx.query("select id from core.person where county_code <> '140224' limit 1"));
  foreign = personId(rows[0]?.[0]);
});
afterAll(() => platform.close());

/** A new day for each test: everybody begins with the whole limit. */
const forget = (): Promise<unknown> => platform.db.transaction({ scope: 'owner' }, (tx) => tx.query('delete from core.unmask_use'));

const ask = (input: object, as: string | undefined = clerk): Promise<Answer> => platform.ask(mutation, { as, variables: { input: { purpose: 'VERIFICATION', fields: ['idNumber'], ...input } } });
const unmask = async (input: object, as?: string) => {
  const { data, errors } = await ask(input, as);
  expect(errors).toEqual([]);
  return data.unmask as { values: { field: string; value: string | null }[]; remainingToday: number; errors: { code: string; path: string[]; messageEn: string }[] };
};
const codes = ({ errors }: { errors: readonly { code: string }[] }): readonly string[] => errors.map(({ code }) => code);

const entries = (): Promise<Record<string, unknown>[]> => wide(async (tx) => {
  const { rows } = await tx.query("select row_to_json(e)::text from core.access_entry e where kind = 'UNMASK' order by seq");
  return rows.map(([text]) => JSON.parse(String(text)));
});

describe('a sensitive value', () => {
  test('is shown for a purpose: the whole ID number, and a declared field', async () => {
    await forget();
    const [one] = persons;
    const { values, remainingToday, errors } = await unmask({ id: one?.id, fields: ['idNumber', 'healthState', 'idNumber'] });
    expect(errors).toEqual([]);
    const found = Object.fromEntries(values.map(({ field, value }) => [field, value]));
    expect(Object.keys(found).sort()).toEqual(['healthState', 'idNumber']);
    expect(found['idNumber']?.slice(-4)).toBe(one?.idNumberMasked.slice(-4));
    expect(checkIdNumber(found['idNumber'] ?? '', { today: testDay, allowSynthetic: true }).ok).toBe(true);
    expect(found['healthState']).toMatch(/^[A-Z_]+$/);
    expect(remainingToday).toBe(18);
  });

  test('is written down with who, whom, which fields and what for, and without the value', async () => {
    await forget();
    const before = (await entries()).length;
    const [one] = persons;
    const { values } = await unmask({ id: one?.id, purpose: 'OTHER', note: '电话 13800000000,证号 140224197001010018' });
    const written = (await entries()).slice(before);
    expect(written).toHaveLength(1);
    expect(written[0]).toMatchObject({
      actor: clerk, purpose: 'OTHER', record_types: ['Person'], classes: ['sensitive'], fields: ['idNumber'], county_code: '140224',
      note: '电话 13800000000,证号 ***', household_ids: [expect.any(String)],
    });
    expect(personId(written[0]?.['record_id'])).toBe(one?.id);
    expect(JSON.stringify(written)).not.toContain(values[0]?.value);
  });

  test('is not shown to roles that do not reach it, and to nobody without a token', async () => {
    for (const as of ['demo-province-viewer', 'demo-auditor']) {
      const { data, errors } = await ask({ id: persons[0]?.id }, as);
      expect([data, errors.map(({ extensions }) => extensions['code'])]).toEqual([null, ['FORBIDDEN']]);
    }
    const { errors } = await platform.ask(mutation, { variables: { input: { id: persons[0]?.id, fields: ['idNumber'], purpose: 'VERIFICATION' } } });
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['UNAUTHENTICATED']);
  });
});

describe('what is refused', () => {
  test('a person out of reach is absent, byte for byte', async () => {
    await forget();
    const absent = personId('00000000-0000-7000-8000-000000000000');
    const [theirs, nobody] = [await ask({ id: foreign }), await ask({ id: absent })];
    expect(codes(theirs.data.unmask)).toEqual(['RECORD_UNKNOWN']);
    expect(theirs.text).toBe(nobody.text);
    expect(theirs.data.unmask.remainingToday).toBe(20);
  });

  test.each([
    ['a field that is not sensitive', { fields: ['name'] }, 'UNMASK_FIELD_UNKNOWN', ['fields', '0']],
    ['a hidden column', { fields: ['idNumber', 'idNumberCipher'] }, 'UNMASK_FIELD_UNKNOWN', ['fields', '1']],
    ['no field', { fields: [] }, 'FIELD_REQUIRED', ['fields']],
    ['another purpose without a note', { purpose: 'OTHER', note: '  ' }, 'UNMASK_NOTE_REQUIRED', ['note']],
  ])('%s', async (_, input, code, path) => {
    const { values, errors } = await unmask({ id: persons[0]?.id, ...input });
    expect({ values, code: codes({ errors }), path: errors[0]?.path }).toEqual({ values: [], code: [code], path });
  });

  test('an ID number for a field name is not repeated', async () => {
    const { errors } = await unmask({ id: persons[0]?.id, fields: ['140224197001010018'] });
    expect(errors[0]?.messageEn).not.toContain('1402');
  });
});

describe('the daily limit', () => {
  test('counts values, refuses what would be over it, and writes no entry for that', async () => {
    await forget();
    for (const { id } of persons.slice(0, 9)) await unmask({ id, fields: ['idNumber', 'healthState'] });
    const before = (await entries()).length;
    expect(await unmask({ id: persons[9]?.id })).toMatchObject({ remainingToday: 1, errors: [] });
    const over = await unmask({ id: persons[9]?.id, fields: ['idNumber', 'healthState'] });
    expect({ ...over, errors: codes(over) }).toEqual({ values: [], remainingToday: 1, errors: ['UNMASK_LIMIT_REACHED'] });
    expect((await entries()).length).toBe(before + 1);
    expect((await unmask({ id: persons[9]?.id }, 'demo-county-reviewer')).remainingToday).toBe(19);
  });

  test('holds when as much is asked at once as there are connections', async () => {
    await forget();
    const answers: Awaited<ReturnType<typeof unmask>>[] = [];
    for (let round = 0; round < 3; round += 1) answers.push(...(await Promise.all(Array.from({ length: 10 }, (_, at) => unmask({ id: persons[at]?.id })))));
    expect(answers.filter(({ values }) => values.length === 1)).toHaveLength(20);
    expect(answers.filter(({ errors }) => codes({ errors }).includes('UNMASK_LIMIT_REACHED'))).toHaveLength(10);
    expect(answers.filter(({ values }) => values.length === 1).map(({ remainingToday }) => remainingToday).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at));
  });

  test('a mutation that fails as a whole shows nothing, counts nothing and writes nothing', async () => {
    await forget();
    const before = (await entries()).length;
    const { data, errors, text } = await platform.ask(
      `mutation($input: UnmaskInput!, $bad: UnmaskInput!) { unmask(input: $input) { values { value } } other: unmask(input: $bad) { values { value } } }`,
      { as: clerk, variables: { input: { id: persons[0]?.id, fields: ['idNumber'], purpose: 'MEDICAL' }, bad: { id: 'x', fields: ['idNumber'], purpose: 'MEDICAL' } } },
    );
    expect([data, errors.map(({ extensions }) => extensions['code'])]).toEqual([null, ['INVALID_ID']]);
    expect(text).not.toMatch(/\d{17}[\dX]/);
    expect((await entries()).length).toBe(before);
    expect((await unmask({ id: persons[0]?.id })).remainingToday).toBe(19);
  });
});
