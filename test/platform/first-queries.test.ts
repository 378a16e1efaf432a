import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstQuery, publicQuery } from '../../src/server/examples.ts';
import { openTestApp, type TestApp } from '../support/app.ts';

let platform: TestApp;
beforeAll(async () => {
  platform = await openTestApp();
});
afterAll(() => platform.close());

test('the public query counts the counties of both years and follows 大同县', async () => {
  const { data, errors } = await platform.ask(publicQuery);
  expect(errors).toEqual([]);
  expect(data.before.totalCount).toBe(119);
  expect(data.after.totalCount).toBe(117);
  expect(data.place).toMatchObject({ name: '大同县', successors: [{ code: '140215', name: '云州区' }] });
  expect(data.place.designations.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['CONTIGUOUS_AREA', 'NATIONAL_KEY_COUNTY']);
});

test('the first query shows households of 灵丘县 with members and relocation cases', async () => {
  const { data, errors } = await platform.ask(firstQuery, { as: 'demo-county-clerk' });
  expect(errors).toEqual([]);
  expect(data.place.name).toBe('灵丘县');
  const households = data.place.households.edges.map(({ node }: { node: unknown }) => node);
  expect(households).toHaveLength(5);
  for (const { registrationNumber, members } of households) {
    expect(registrationNumber).toMatch(/^\d{16}$/);
    expect(members[0].relation).toBe('HEAD');
    expect(members.every(({ name }: { name: string | null }) => name !== null)).toBe(true);
  }
});
