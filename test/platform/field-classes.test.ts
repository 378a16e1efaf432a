import { type GraphQLEnumType, type GraphQLInputObjectType, isInputObjectType } from 'graphql';
import { v5 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { healthPlugin } from '../../src/plugins/health/plugin.ts';
import { createRandom } from '../../src/demo/random.ts';
import type { FieldSpec } from '../../src/records/define.ts';
import { openTestApp, type TestApp } from '../support/app.ts';
import { allRecords } from '../support/declared.ts';
import { listFieldsOf } from '../support/graph.ts';
import { literalOf } from '../support/leak/document.ts';
import { type Pools, valueFor } from '../support/leak/values.ts';
import { codesOf } from '../support/wire.ts';

/** Kinds of record that the plugin for health keeps. */
const ofHealth = new Set(healthPlugin.records.map(({ name }) => name));

/** Nobody's rows are needed: what is refused is refused before any is read. */
const noPools: Pools = { of: () => [], ids: () => [], types: ['Household'], registrationNumbers: [], idNumbers: [], places: [], words: [], days: ['2019-01-01'], indicators: [], subjects: [], cursors: [] };
const random = createRandom('field classes');

let platform: TestApp;
beforeAll(async () => {
  platform = await openTestApp();
  // the office may see that there are health records, and nothing personal in them
  await platform.db.transaction({ scope: 'owner' }, (tx) => tx.query(
    "insert into core.department_grant (id, to_department_code, domain, field_class, from_on, basis) values ($1, 'poverty_alleviation_office', 'health', 'INTERNAL', '2016-01-01', 'test')",
    [v5('grant', '3d0f3c1a-3b8e-4f0e-9a3e-9a1f3f6f2020')],
  ));
});
afterAll(() => platform?.close());

interface Listed {
  readonly list: string;
  readonly name: string;
  readonly fields: readonly (readonly [string, FieldSpec])[];
}

const listed = (): readonly Listed[] => listFieldsOf(platform.app.schema, 'Query').flatMap(({ name: list, node }) => {
  const record = allRecords.find(({ name }) => name === node.name);
  return record ? [{ list, name: node.name, fields: Object.entries(record.fields as Record<string, FieldSpec>) }] : [];
});

const filterOf = (name: string): GraphQLInputObjectType | undefined => {
  const type = platform.app.schema.getType(`${name}Filter`);
  return isInputObjectType(type) ? type : undefined;
};

const ordersOf = (name: string): readonly string[] => ((platform.app.schema.getType(`${name}OrderField`) as GraphQLEnumType | undefined)?.getValues() ?? []).map((value) => value.name);

/** Every way to ask a list by a field: each operator with and without rows, and both directions of order. */
const waysToAsk = ({ list, name }: Listed, field: string): readonly string[] => {
  const condition = filterOf(name)?.getFields()[field]?.type;
  const operators = isInputObjectType(condition) ? Object.values(condition.getFields()) : [];
  return [
    ...operators.map((operator) => `{ ${list}(filter: { ${field}: { ${operator.name}: ${literalOf(valueFor(random, noPools, operator.type, { owner: name, name: field }), operator.type)} } }) { totalCount } }`),
    ...(ordersOf(name).includes(field) ? ['ASC', 'DESC'].map((direction) => `{ ${list}(first: 1, orderBy: { field: ${field}, direction: ${direction} }) { edges { cursor } } }`) : []),
  ];
};

test('what is hidden or sensitive is in no filter and no order, whoever asks', async () => {
  let fields = 0;
  for (const one of listed()) {
    for (const [field, { class: fieldClass, hidden }] of one.fields) {
      if (!hidden && fieldClass !== 'sensitive') continue;
      fields += 1;
      expect([one.name, field, waysToAsk(one, field)]).toEqual([one.name, field, []]);
      for (const operator of ['eq: "1"', 'in: ["1"]', 'gte: "1"', 'lte: "1"', 'isNull: false']) {
        expect(codesOf(await platform.ask(`{ ${one.list}(filter: { ${field}: { ${operator} } }) { totalCount } }`, { as: 'demo-province-clerk' }))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
      }
      expect(codesOf(await platform.ask(`{ ${one.list}(orderBy: { field: ${field} }) { totalCount } }`, { as: 'demo-province-clerk' }))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    }
  }
  expect(fields).toBeGreaterThan(5);
}, 240_000);

describe('what is personal is refused to who may not read it, with every operator and in every order', () => {
  test.each<readonly [string, (name: string) => boolean, number]>([
    ['demo-city-viewer', () => true, 100],
    ['demo-province-finance-viewer', () => true, 100],
    ['demo-auditor', () => true, 100],
    ['demo-county-clerk', (name) => ofHealth.has(name), 5],
  ])('%s', async (as, tried, most) => {
    let ways = 0;
    for (const one of listed().filter(({ name }) => tried(name))) {
      for (const [field] of one.fields.filter(([, spec]) => spec.class === 'personal' && !spec.hidden)) {
        for (const query of waysToAsk(one, field)) {
          ways += 1;
          expect([query, codesOf(await platform.ask(query, { as }))]).toEqual([query, ['FILTER_NOT_ALLOWED']]);
        }
      }
    }
    expect(ways).toBeGreaterThan(most);
  }, 240_000);
});

test('nor by counting the records of a person, whose link is personal', async () => {
  const { schema } = platform.app;
  let lists = 0;
  for (const { name, node } of listFieldsOf(schema, 'Person')) {
    const record = allRecords.find((one) => one.name === node.name);
    const links = Object.entries((record?.fields ?? {}) as Record<string, FieldSpec>).filter(([, spec]) => spec.person && spec.class === 'personal');
    if (links.length === 0) continue;
    lists += 1;
    const codes = codesOf(await platform.ask(`{ households(first: 3) { nodes { members { ${name} { totalCount } } } } }`, { as: 'demo-city-viewer' }));
    expect([name, new Set(codes)]).toEqual([name, new Set(['FILTER_NOT_ALLOWED'])]);
  }
  expect(lists).toBeGreaterThan(2);
});
