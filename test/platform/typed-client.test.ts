import { afterAll, beforeAll, expect, test } from 'vitest';
import { graphql } from '../generated/index.ts';
import type { TypedDocumentString } from '../generated/graphql.ts';
import { openTestApp, type TestApp } from '../support/app.ts';

let platform: TestApp;
beforeAll(async () => {
  platform = await openTestApp();
});
afterAll(() => platform?.close());

/** Asks as a generated client does: variables and answer have the types of the document. */
const ask = async <Result, Variables extends object>(document: TypedDocumentString<Result, Variables>, variables: Variables, as?: string): Promise<Result> => {
  const { data, errors } = await platform.ask(document.toString(), { variables, as });
  expect(errors).toEqual([]);
  return data as Result;
};

const placeOnDay = graphql(`
  query PlaceOnDay($code: String!, $asOf: Date) {
    place(code: $code, asOf: $asOf) {
      code
      name
      level
      successors { code name }
    }
  }
`);

const casesByMode = graphql(`
  query CasesByMode($filter: RelocationCaseFilter!, $first: Int!) {
    relocationCases(filter: $filter, first: $first) {
      totalCount
      nodes { id mode persons appliedOn subsidyPaid household { registrationNumber } }
    }
  }
`);

test('a typed document asks for a place of a day', async () => {
  const { place } = await ask(placeOnDay, { code: '140227', asOf: '2016-07-31' });
  expect(place).toMatchObject({ name: '大同县', level: 'COUNTY', successors: [{ code: '140215', name: '云州区' }] });
  expect((await ask(placeOnDay, { code: '140227', asOf: '2020-12-01' })).place).toBeNull();
});

test('a typed filter takes the codes of the list, and money and dates come as text', async () => {
  const { relocationCases } = await ask(casesByMode, { filter: { mode: { eq: 'NEW_SETTLEMENT_VILLAGE' } }, first: 5 }, 'demo-county-clerk');
  for (const one of relocationCases.nodes) {
    expect(one.mode).toBe('NEW_SETTLEMENT_VILLAGE');
    expect(one.subsidyPaid).toMatch(/^\d+\.\d\d$/);
    expect(one.appliedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
});
