import { getNamedType, type GraphQLField, type GraphQLObjectType, isObjectType, isRequiredArgument } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../src/demo/random.ts';
import { leavesOf } from '../support/graph.ts';
import { type LeakPlatform, openLeakPlatform, type Reply } from '../support/leak/ask.ts';
import { finished, newDraft, type Request, written } from '../support/leak/document.ts';
import { mutationSelection } from '../support/leak/generate.ts';
import { payloads } from '../support/leak/payloads.ts';
import { type PlantedTemplate, plantTemplate } from '../support/leak/planted-template.ts';
import { slotsOfField, withAt } from '../support/leak/slots.ts';
import { type Pools, valueFor } from '../support/leak/values.ts';
import { tableState } from '../support/table-state.ts';

const soak = Number(process.env['YOUYU_SOAK'] ?? 1);
const seed = process.env['YOUYU_LEAK_SEED'] ?? '2016';
const random = createRandom(`injection/${seed}`);
const clerk = 'demo-county-clerk';

let source: PlantedTemplate;
let platform: LeakPlatform;
let pools: Pools;
beforeAll(async () => {
  source = await plantTemplate();
  platform = await openLeakPlatform({ from: source.template });
  pools = source.pools([]);
}, 600_000);
afterAll(async () => {
  await platform?.close();
  await source?.remove();
});

type Field = GraphQLField<unknown, unknown>;

/** A place that takes a text, and the request that puts one there. */
interface Try {
  readonly name: string;
  /** Values that mean no harm: one of its kind, and one that stands in some row. */
  readonly usual: readonly string[];
  request(text: string): Request;
}

const selectionOf = (field: Field): string => {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return mutationSelection(field);
  return type.name.endsWith('Connection') ? ' { totalCount nodes { __typename } }' : ` { ${leavesOf(type).slice(0, 3).join(' ') || '__typename'} }`;
};

const noTexts = new Set(['Int', 'Boolean', 'Float']);

const triesOf = (operation: 'query' | 'mutation', root: GraphQLObjectType): readonly Try[] =>
  (Object.values(root.getFields()) as Field[]).flatMap((field) => slotsOfField(field, root.name).filter(([, { scalar }]) => !noTexts.has(scalar)).map(([arg, slot]) => {
    const wanted = getNamedType(field.type).name;
    const args = field.args.filter((one) => one === arg || isRequiredArgument(one)).map((one) => [one, valueFor(random, pools, one.type, { owner: root.name, name: one.name, wanted }, 0)] as const);
    return {
      name: `${field.name} ${arg.name} ${slot.path.join('.')}`,
      usual: [harmless[slot.scalar] ?? 'x', String(pools.of(/^(\w+?)(?:Filter|Input)$/.exec(slot.owner)?.[1] ?? '', slot.name)[0] ?? 'x')],
      request: (text) => {
        const draft = newDraft(random);
        const values = args.map(([one, value]) => `${one.name}: ${written(draft, one === arg ? withAt(value, slot.path, text) : value, one.type, true)}`);
        return { ...finished(draft, operation, `${field.name}(${values.join(', ')})${operation === 'mutation' ? mutationSelection(field) : selectionOf(field)}`), headers: { 'x-request-id': 'injection' } };
      },
    };
  }));

/** What such a place is given by those who mean no harm, by its kind. */
const harmless: Readonly<Record<string, string>> = { Money: '12.50', Decimal: '12.50', Date: '2019-01-01', DateTime: '2019-01-01T00:00:00Z', String: '1402240000000001' };

/**
 * The numbers of parameters, and how many there are in a list, make no other statement; nor does the
 * household that a harmless try has opened by break-glass.
 */
const shapeOf = (text: string): string => text.replaceAll(/\$\d+/g, '$n').replaceAll(/\$n(?:, \$n)+/g, '$n').replaceAll(/\((\S+ = any\(\$n::text\[\]\)) or \S+"household_id" = any\(\$n::uuid\[\]\)\)/g, '$1').replaceAll(/\bs\d+\b/g, 's').replaceAll(/(sought = )'\d*'/g, '$1').replaceAll(/(timeout\w* = )'?\d+\w*'?/g, '$1');

/** The service itself is well: whatever is wrong is the request's fault. */
const faults = /"code":"(?:INTERNAL_ERROR|DATABASE_\w+|DEADLINE_EXCEEDED|TRANSACTION_ABORTED)"/;
const isFault = ({ status, text }: Pick<Reply, 'status' | 'text'>): boolean => status >= 500 || faults.test(text);

type State = Readonly<Record<string, string>>;

/** Tables that do not hold what they held. A text may be written where a text is kept: that is no harm. */
const changed = (before: State, after: State): readonly string[] => Object.keys(after).filter((table) => before[table] !== after[table]);
const rowsIn = (state: State, table: string): number => Number.parseInt(state[table] ?? '', 10);

test(`${payloads.length} payloads, in every place that takes a text, make no statement that harmless values do not`, async () => {
  const { schema } = platform.app;
  const tries = random.shuffled([...triesOf('query', schema.getQueryType() as GraphQLObjectType), ...triesOf('mutation', schema.getMutationType() as GraphQLObjectType)]);
  expect(tries.length).toBeGreaterThan(500);
  expect(payloads.length).toBeGreaterThan(300);
  const before = await tableState(platform);
  const shapes = new Set<string>();
  for (const { usual, request } of tries) {
    for (const text of usual) for (const statement of (await platform.send(request(text), clerk)).statements) shapes.add(shapeOf(statement));
  }
  const usual = await tableState(platform);
  const problems: string[] = [];
  let sent = 0;
  for (const { name, request } of tries) {
    for (let at = 0; at < Math.ceil(2 * soak); at += 1) {
      const text = payloads[(sent += 1) % payloads.length] as string;
      const reply = await platform.send(request(text), clerk);
      if (isFault(reply)) problems.push(`${name} ${JSON.stringify(text)}: ${reply.text.slice(0, 300)} ${reply.reported.slice(0, 500)}`);
      problems.push(...reply.statements.filter((statement) => !shapes.has(shapeOf(statement))).map((statement) => `${name} ${JSON.stringify(text)}: ${statement}`));
    }
  }
  console.log(`${sent} payloads in ${tries.length} places, ${shapes.size} shapes of statements`);
  expect(problems.slice(0, 10)).toEqual([]);
  const after = await tableState(platform);
  expect(changed(usual, after).filter((table) => !changed(before, usual).includes(table))).toEqual([]);
  expect(Object.keys(before).filter((table) => rowsIn(after, table) < rowsIn(before, table))).toEqual([]);
}, 1_200_000);

test('payloads in headers, operation names, codes and cursors reach no statement', async () => {
  const query = 'query Named($s: HouseholdStatus, $after: String) { households(first: 1, after: $after, filter: { status: { eq: $s } }) { totalCount } }';
  const token = await platform.tokenOf(clerk);
  const heard: string[] = [];
  const send = async (body: object, headers: Record<string, string> = {}) => {
    const response = await platform.app.fetch(new Request('http://test/graphql', { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers }, body: JSON.stringify({ query, ...body }) }));
    const reply = { status: response.status, text: await response.text() };
    if (isFault(reply)) heard.push(`${JSON.stringify(headers)} ${JSON.stringify(body)}: ${reply.text.slice(0, 300)}`);
    return reply;
  };
  expect((await send({ operationName: 'Named' })).text).toContain('totalCount');
  for (const payload of payloads) {
    const header = Buffer.from(payload).toString('latin1').replaceAll(/[^\x20-\x7e\x80-\xff]/g, ' ').trim().slice(0, 2_000);
    for (const name of ['x-request-id', 'accept-language', 'user-agent', 'x-forwarded-for']) expect((await send({ operationName: 'Named' }, { [name]: header })).text).toContain('totalCount');
    await send({}, { authorization: `Bearer ${header.replaceAll(' ', '')}` });
    expect((await send({ operationName: payload })).text).toContain('"errors"');
    expect((await send({ variables: { s: payload } })).text).toMatch(/GRAPHQL_VALIDATION_FAILED|VALUE_NOT_STORABLE/);
    expect((await send({ variables: { after: payload } })).text).toMatch(/CURSOR_INVALID|VALUE_NOT_STORABLE/);
  }
  expect(heard).toEqual([]);
}, 1_200_000);
