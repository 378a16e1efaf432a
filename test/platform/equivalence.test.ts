import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database, Transaction } from '../../src/db/database.ts';
import { createRandom } from '../../src/demo/random.ts';
import { asOwner } from '../support/audit.ts';
import { focusedQuery } from '../support/equivalence/focused.ts';
import { type Compared, compareOne, openPlain, type Plain } from '../support/equivalence/run.ts';
import { varied } from '../support/equivalence/vary.ts';
import { listFieldsOf } from '../support/graph.ts';
import { type LeakPlatform, openLeakPlatform } from '../support/leak/ask.ts';
import type { Request as Asked } from '../support/leak/document.ts';
import { everyField, everyFilter, everyNode, randomQuery } from '../support/leak/generate.ts';
import { type PlantedTemplate, plantTemplate } from '../support/leak/planted-template.ts';
import type { Pools } from '../support/leak/values.ts';

const soak = Number(process.env['YOUYU_SOAK'] ?? 1);
const seed = process.env['YOUYU_EQUIVALENCE_SEED'] ?? '2016';
const timeout = Math.max(600_000, 120_000 * soak);

/** Who asks, and how large a part of the documents. Who is refused everything asks little. */
const callers: readonly (readonly [subject: string | undefined, share: number])[] = [
  [undefined, 1], ['demo-security', 1], ['demo-province-clerk', 6], ['demo-county-clerk', 4], ['demo-village-clerk', 3], ['demo-health-clerk', 4], ['demo-civil-affairs-clerk', 3], ['demo-province-viewer', 3], ['demo-auditor', 3],
];
/** Documents of one run, all callers together; a soak of 13 makes five thousand. */
const documents = Math.ceil(400 * soak);

/** Of the documents made of fields that say what they answer, and answered without an error, so many at least are answered by one compiled statement. */
const floor = 0.75;
/** Of all documents over the whole schema that are answered without an error. */
const floorOfAll = 0.65;

let source: PlantedTemplate;
let platform: LeakPlatform;
let pools: Pools;
let plain: Plain;

beforeAll(async () => {
  source = await plantTemplate();
  platform = await openLeakPlatform({ from: source.template });
  plain = await openPlain(platform.db);
  const { data } = await platform.ask('{ indicators { id } }');
  pools = source.pools(data.indicators.map(({ id }: { id: string }) => id));
}, 600_000);
afterAll(async () => {
  await platform?.close();
  await source?.remove();
});

interface Made {
  readonly request: Asked;
  readonly isFocused: boolean;
}

/** Documents of all kinds for one caller: of fields that say what they answer, of every field, filter and node, and of anything. */
const requestsFor = (subject: string | undefined, count: number): readonly Made[] => {
  const random = createRandom(`${seed}/${subject ?? 'nobody'}`);
  const { schema } = platform.app;
  const whole = random.shuffled([...everyField(schema, pools, random), ...everyNode(schema, pools, random, 2), ...everyFilter(schema, pools, random)]);
  return Array.from({ length: count }, (_, at) => {
    const isFocused = at % 2 === 0;
    const withCursors = random.chance(0.1) ? pools : { ...pools, cursors: [] };
    const request = isFocused ? focusedQuery(schema, withCursors, random) : ((at % 4 === 1 ? whole[at >> 2] : undefined) ?? randomQuery(schema, withCursors, random));
    return { request: varied(random, request), isFocused };
  });
};

const collectCursors = (text: string): void => {
  for (const [, cursor] of text.matchAll(/"(?:cursor|endCursor|startCursor)":"([\w-]+)"/g)) if (pools.cursors.length < 400) pools.cursors.push(cursor as string);
};

const compared: (Compared & { readonly isFocused: boolean })[] = [];
let number = 0;

const shares = callers.reduce((sum, [, share]) => sum + share, 0);

describe.each(callers.map(([subject, share]) => ({ name: subject ?? 'nobody', subject, count: Math.ceil((documents * share) / shares) })))('$name', ({ subject, count }) => {
  test(`is answered the same by the compiled statement and by graphql-js, ${count} times (seed ${seed})`, async () => {
    for (const { request, isFocused } of requestsFor(subject, count)) {
      number += 1;
      const one = await compareOne(platform, plain, subject, request, number);
      expect(one.difference, `seed ${seed}`).toBeUndefined();
      compared.push({ ...one, isFocused });
      collectCursors(one.text);
    }
  }, timeout);
});

const accessesOf = async (kind: string): Promise<ReadonlyMap<string, readonly string[]>> => {
  const rows = await asOwner(platform, `select request_id, json_build_array(actor, department, operation, kind, purpose, record_types, classes, household_ids, county_code)::text
    from core.access_entry where request_id like '${kind}-%' order by 1, 2`);
  const texts = Map.groupBy(rows.map(([id, text]) => [String(id).replace(`${kind}-`, ''), String(text)] as const), ([id]) => id);
  return new Map([...texts].map(([id, entries]) => [id, entries.map(([, text]) => text)]));
};

test('the journal of reads has the same entries, whichever way the answer came', async () => {
  const [fast, door, plainly] = [await accessesOf('fast'), await accessesOf('door'), await accessesOf('slow')];
  expect(fast).toEqual(plainly);
  expect(door.size).toBeGreaterThan(2);
  expect(door).toEqual(new Map([...fast].filter(([id]) => door.has(id))));
});

test(`at least ${floor} of what the compiler is meant for was answered by it, and ${floorOfAll} of all`, () => {
  const fine = compared.filter(({ isFine }) => isFine);
  const focused = fine.filter(({ isFocused }) => isFocused);
  const compiled = (from: typeof compared): number => from.filter(({ isCompiled }) => isCompiled).length;
  process.stdout.write(`equivalence, seed ${seed}: ${compared.length} documents, ${compared.length - fine.length} of them with errors; compiled ${compiled(fine)} of ${fine.length} without, ${compiled(focused)} of ${focused.length} made for it\n`);
  expect(compiled(focused) / focused.length).toBeGreaterThan(floor);
  expect(compiled(fine) / fine.length).toBeGreaterThan(floorOfAll);
  expect(fine.length / compared.length).toBeGreaterThan(0.5);
  expect(fine.length).toBeLessThan(compared.length);
});

test('pages are turned the same way, forth and back, in every order', async () => {
  const random = createRandom(`${seed}/pages`);
  let turned = 0;
  for (const { name, node } of random.shuffled(listFieldsOf(platform.app.schema, 'Query').filter(({ isOfRecords }) => isOfRecords)).slice(0, Math.ceil(12 * soak))) {
    const orders = (platform.app.schema.getType(`${node.name}OrderField`) as { getValues(): { name: string }[] } | undefined)?.getValues() ?? [];
    const order = orders.length > 0 && random.chance(0.8) ? `, orderBy: { field: ${random.pick(orders).name}, direction: ${random.pick(['ASC', 'DESC'])} }` : '';
    const page = (args: string): Asked => ({ query: `{ ${name}(${args}${order}) { edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`, variables: {} });
    let args = 'first: 2';
    for (const turn of ['after', 'after', 'before'] as const) {
      number += 1;
      const { difference, text } = await compareOne(platform, plain, 'demo-province-clerk', page(args), number);
      expect(difference, `seed ${seed}`).toBeUndefined();
      const info = JSON.parse(text).data?.[name]?.pageInfo;
      if (!info?.endCursor) break;
      turned += 1;
      args = turn === 'after' ? `first: 2, after: "${info.endCursor}"` : `last: 2, before: "${info.startCursor}"`;
    }
  }
  expect(turned).toBeGreaterThan(10);
}, timeout);

/** A platform whose compiled statements are not quite right. */
const withFault = (db: Database, change: (text: string) => string): Database => ({
  engine: db.engine,
  close: async () => undefined,
  transaction: (options, work) => db.transaction(options, (tx) => work(new Proxy(tx, {
    get: (target, key) => (key === 'last' ? (text: string, params: never) => target.last(change(text), params) : bound(target, key)),
  }))),
});

const bound = (target: Transaction, key: string | symbol): unknown => {
  const value = Reflect.get(target, key, target) as unknown;
  return typeof value === 'function' ? value.bind(target) : value;
};

test.each<[string, (text: string) => string]>([
  ['a list in another order', (text) => text.replaceAll(/ asc limit /g, ' desc limit ')],
  ['a page that is a row short', (text) => text.replaceAll(/ limit (\d+)\) x\)/g, (_, size: string) => ` limit ${Math.max(Number(size) - 2, 0)}) x)`)],
  ['values of another column', (text) => text.replace(/("\w+_\d+")\."version"/g, '($1."version" + 1)').replace(/("\w+_\d+")\."name"/g, "$1.\"name\" || '-'")],
  ['a total that counts one more', (text) => text.replaceAll('count(*)::int', '(count(*) + 1)::int')],
])('the comparison finds %s', async (_, change) => {
  const faulty = await openLeakPlatform({ from: source.template, between: (db) => withFault(db, change) });
  try {
    const found: string[] = [];
    for (const { request } of requestsFor('demo-province-clerk', 120)) {
      number += 1;
      const { difference } = await compareOne(faulty, plain, 'demo-province-clerk', request, number);
      if (difference !== undefined) found.push(difference);
    }
    expect(found.length).toBeGreaterThan(0);
  } finally {
    await faulty.close();
  }
}, timeout);
