import { execute, type ExecutionResult, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccounts } from '../../src/access/accounts.ts';
import { anonymous, type Identity } from '../../src/access/identity.ts';
import { createApp } from '../../src/app.ts';
import { createSigner, createVerifier } from '../../src/access/tokens.ts';
import { createRandom } from '../../src/demo/random.ts';
import { allPlugins } from '../../src/plugins/index.ts';
import { contextFacts } from '../../src/server/context-facts.ts';
import { wideGuards } from '../support/app.ts';
import { asOwner } from '../support/audit.ts';
import { focusedQuery } from '../support/equivalence/focused.ts';
import { varied } from '../support/equivalence/vary.ts';
import { type LeakPlatform, openLeakPlatform, type Reply } from '../support/leak/ask.ts';
import type { Request as Asked } from '../support/leak/document.ts';
import { everyField, everyFilter, everyNode, randomQuery } from '../support/leak/generate.ts';
import { type PlantedTemplate, plantTemplate } from '../support/leak/planted-template.ts';
import type { Pools } from '../support/leak/values.ts';
import { operationStatements } from '../support/statements.ts';
import { testClock, testDay, testVault } from '../support/template.ts';

const soak = Number(process.env['YOUYU_SOAK'] ?? 1);
const seed = process.env['YOUYU_EQUIVALENCE_SEED'] ?? '2016';
const timeout = Math.max(600_000, 120_000 * soak);

const callers = [undefined, 'demo-province-clerk', 'demo-county-clerk', 'demo-village-clerk', 'demo-health-clerk', 'demo-province-viewer', 'demo-security', 'demo-auditor'] as const;
/** Documents of one run, all callers together; a soak of 13 makes five thousand. */
const documents = Math.ceil(400 * soak);
const ofEach = Math.ceil(documents / callers.length);

/** At least so much of what the compiler is meant for is answered by it: of documents made of fields that say what they answer, asked without an error. */
const floor = 0.6;

let source: PlantedTemplate;
let platform: LeakPlatform;
let pools: Pools;
let plain: ReturnType<typeof createApp>;
let sign: (subject: string) => Promise<string>;

beforeAll(async () => {
  source = await plantTemplate();
  platform = await openLeakPlatform({ from: source.template });
  const rules = { issuer: 'test', audience: 'test' };
  const signer = await createSigner(rules);
  sign = (subject) => signer.sign(subject);
  plain = createApp({ db: platform.db, plugins: allPlugins, vault: testVault(), verifier: createVerifier(signer.publicKeys, rules), clock: testClock, syntheticPeople: true, guards: wideGuards, compiled: false });
  const { data } = await platform.ask('{ indicators { id } }');
  pools = source.pools(data.indicators.map(({ id }: { id: string }) => id));
}, 600_000);
afterAll(async () => {
  await platform?.close();
  await source?.remove();
});

/** The same request, to the platform that compiles nothing. */
const sendPlain = async ({ query, variables, headers }: Asked, subject: string | undefined): Promise<Pick<Reply, 'status' | 'headers' | 'text'>> => {
  const response = await plain.fetch(new Request('http://test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(subject ? { authorization: `Bearer ${await sign(subject)}` } : {}), ...headers },
    body: JSON.stringify({ query, variables }),
  }));
  return { status: response.status, headers: [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n'), text: await response.text() };
};

const identityOf = async (subject: string | undefined): Promise<Identity> =>
  (subject === undefined ? anonymous : ((await createAccounts(platform.db, allPlugins).find(subject, testDay)) as Identity));

/** The document by graphql-js itself, with nothing around it. */
const byGraphqlJs = async (identity: Identity, { query, variables }: Asked): Promise<ExecutionResult> =>
  platform.db.transaction({ scope: identity.scope, readOnly: true }, async (tx) => {
    const facts = contextFacts({ vault: testVault(), clock: testClock, syntheticPeople: true, unmaskDaily: 50 }, { identity, requestId: 'plain', operation: null });
    return execute({ schema: plain.schema, document: parse(query), variableValues: variables, contextValue: { ...facts, tx } });
  });

/** Whether the compiled statement gave the answer, and nothing had to be asked again. */
const isAnsweredByIt = (reply: Reply): boolean => {
  const own = operationStatements(reply as never);
  return own.length === 4 && own[2]?.startsWith('select row_to_json(x) from (select ') === true;
};

/** Without ids of requests, and cursors that are sealed anew each time. */
const withoutIds = (text: string): string => text.replaceAll(/(fast|slow)-\d+/g, 'id').replaceAll(/"[\w-]{200,}"/g, (sealed) => `"${sealed.length}"`);

const accessesOf = async (kind: string): Promise<ReadonlyMap<string, readonly string[]>> => {
  const rows = await asOwner(platform, `select request_id, json_build_array(actor, department, operation, kind, purpose, record_types, classes, household_ids, county_code)::text
    from core.access_entry where request_id like '${kind}-%' order by 1, 2`);
  return Map.groupBy(rows.map(([id, text]) => [String(id), String(text)] as const), ([id]) => id.replace(`${kind}-`, '')) as never;
};

const counts = { asked: 0, compiled: 0, focused: 0, focusedFine: 0, focusedCompiled: 0, errors: 0 };
let number = 0;

const requestsFor = (subject: string | undefined): readonly { readonly request: Asked; readonly isFocused: boolean }[] => {
  const random = createRandom(`${seed}/${subject ?? 'nobody'}`);
  const { schema } = platform.app;
  const whole = random.shuffled([...everyField(schema, pools, random), ...everyNode(schema, pools, random, 2), ...everyFilter(schema, pools, random)]);
  return Array.from({ length: ofEach }, (_, at) => {
    const isFocused = at % 2 === 0;
    const request = isFocused ? focusedQuery(schema, pools, random) : at % 4 === 1 ? (whole[at >> 2] ?? randomQuery(schema, pools, random)) : randomQuery(schema, pools, random);
    return { request: varied(random, request), isFocused };
  });
};

const collectCursors = (text: string): void => {
  for (const [, cursor] of text.matchAll(/"(?:cursor|endCursor|startCursor)":"([\w-]+)"/g)) if (pools.cursors.length < 400) pools.cursors.push(cursor as string);
};

describe.each(callers.map((subject) => ({ name: subject ?? 'nobody', subject })))('$name', ({ subject }) => {
  test(`is answered the same by the compiled statement and by graphql-js, ${ofEach} times (seed ${seed})`, async () => {
    const identity = await identityOf(subject);
    for (const { request, isFocused } of requestsFor(subject)) {
      number += 1;
      const named = (kind: string): Asked => ({ ...request, headers: { ...request.headers, 'x-request-id': `${kind}-${number}` } });
      const reply = await platform.send(named('fast'), subject);
      const compiled = isAnsweredByIt(reply); // before the other platform sends its statements over the same database
      const expected = await sendPlain(named('slow'), subject);
      const what = `seed ${seed}, ${subject ?? 'nobody'}: ${request.query} ${JSON.stringify(request.variables)}`;
      expect(JSON.parse(withoutIds(reply.text)), what).toEqual(JSON.parse(withoutIds(expected.text)));
      expect([reply.status, withoutIds(reply.headers)], what).toEqual([expected.status, withoutIds(expected.headers)]);
      const { errors, data } = JSON.parse(reply.text) as ExecutionResult;
      const fine = !errors;
      if (compiled) expect(data, what).toEqual(JSON.parse(JSON.stringify((await byGraphqlJs(identity, request)).data)));
      counts.asked += 1;
      if (!fine) counts.errors += 1;
      if (compiled) counts.compiled += 1;
      if (isFocused) counts.focused += 1;
      if (isFocused && fine) counts.focusedFine += 1;
      if (isFocused && compiled) counts.focusedCompiled += 1;
      collectCursors(reply.text);
    }
  }, timeout);
});

test('the journal of reads has the same entries', async () => {
  const [fast, general] = [await accessesOf('fast'), await accessesOf('slow')];
  expect([...fast.values()].flat().length).toBeGreaterThan(10);
  const texts = (entries: ReadonlyMap<string, readonly string[]>) => [...entries].map(([id, rows]) => [id, rows.map((row) => row[1])]).sort();
  expect(texts(fast)).toEqual(texts(general));
});

test(`the compiler answered at least ${floor} of what it is meant for`, () => {
  const { asked, compiled, errors, focused, focusedFine, focusedCompiled } = counts;
  process.stdout.write(`equivalence, seed ${seed}: ${asked} documents, ${errors} with errors, ${compiled} by the compiled statement; of ${focused} made for it ${focusedFine} without errors, ${focusedCompiled} compiled\n`);
  expect(focusedCompiled / focusedFine).toBeGreaterThan(floor);
  expect(errors).toBeGreaterThan(0);
});
