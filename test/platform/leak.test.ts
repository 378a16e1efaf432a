import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LeakPlatform, openLeakPlatform } from '../support/leak/ask.ts';
import { callerAccounts } from '../support/leak/callers.ts';
import type { Caller } from '../support/leak/oracle.ts';
import { type PlantedTemplate, plantTemplate } from '../support/leak/planted-template.ts';
import { reducedPrint, reduceTo } from '../support/leak/reduce.ts';
import { printOfOthers, rightsIn } from '../support/leak/rights.ts';
import { type Asked, compare, hunt, mutationsFor, type Plan, reportOf, requestsFor } from '../support/leak/run.ts';

const soak = Number(process.env['YOUYU_SOAK'] ?? 1);
const seed = process.env['YOUYU_LEAK_SEED'] ?? '2016';
/** Requests of one run, all callers together. */
const requests = Math.ceil(10_000 * soak);
const ofEach = Math.ceil(requests / callerAccounts.length);
/** Whole lists, and one in so many of the other requests, are asked again where there is nothing but the caller's own. */
const comparedEvery = 10;
const timeout = Math.max(600_000, 600_000 * soak);

let source: PlantedTemplate;
let platform: LeakPlatform;
let plan: Plan;
let reduced: { readonly print: string; readonly platform: LeakPlatform } | undefined;

beforeAll(async () => {
  source = await plantTemplate();
  platform = await openLeakPlatform({ from: source.template });
  const { data } = await platform.ask('{ indicators { id } }');
  plan = { schema: platform.app.schema, pools: source.pools(data.indicators.map(({ id }: { id: string }) => id)), seed, requests: ofEach };
}, 600_000);
afterAll(async () => {
  await reduced?.platform.close();
  await platform?.close();
  await source?.remove();
});

const callerNamed = (name: string): Caller => source.callers.find((one) => one.name === name) as Caller;

/** A platform with nothing but what a caller may see; the next caller who sees the same asks the same one. */
const reducedFor = async (caller: Caller): Promise<LeakPlatform> => {
  const print = reducedPrint(source.planted.tables, caller);
  if (reduced?.print === print) return reduced.platform;
  await reduced?.platform.close();
  reduced = { print, platform: await openLeakPlatform({ from: source.template }) };
  await reduceTo(reduced.platform.db, source.planted.tables, caller);
  return reduced.platform;
};

const mayReadRecords = ({ roles }: Caller): boolean => [...roles].some((role) => !role.endsWith('_ADMINISTRATOR'));

/** Callers with files of their own county in quarantine. */
const bringsFiles: ReadonlySet<string> = new Set(['clerk of another county', 'county health', 'integrator']);

describe.each(callerAccounts.map(({ name }) => name))('%s', (name) => {
  const asked: Asked[] = [];

  test(`gets nothing of others in ${ofEach} requests, and all that is theirs`, async () => {
    const caller = callerNamed(name);
    const leaks = await hunt(platform, source.planted, caller, plan, requestsFor(plan, caller), (one) => asked.push(one));
    expect(reportOf(leaks)).toBe('');
    const { seen, missing } = rightsIn(source.planted, caller, asked);
    expect(missing).toEqual([]);
    expect(seen > 0).toBe(mayReadRecords(caller));
    // cells of rows that they brought themselves were among the answers
    expect(asked.some(({ reply }) => reply.text.includes('"value":"ZQ'))).toBe(bringsFiles.has(name));
  }, timeout);

  test('is answered the same where nothing but their own exists', async () => {
    const caller = callerNamed(name);
    const leaks = await compare(await reducedFor(caller), caller, seed, asked.filter(({ request }, at) => 'list' in request || at % comparedEvery === 0));
    expect(reportOf(leaks)).toBe('');
  }, timeout);
});

describe('mutations with ids, numbers and keys of others', () => {
  let written: LeakPlatform;
  beforeAll(async () => {
    written = await openLeakPlatform({ from: source.template });
  });
  afterAll(() => written?.close());

  test.each(callerAccounts.map(({ name }) => name))('%s changes nothing of them, and learns nothing', async (name) => {
    const caller = callerNamed(name);
    const before = await printOfOthers(written.db, source.planted, caller);
    const leaks = await hunt(written, source.planted, caller, plan, mutationsFor(plan, caller, Math.ceil(ofEach / 12)));
    expect(reportOf(leaks)).toBe('');
    expect(await printOfOthers(written.db, source.planted, caller)).toEqual(before);
  }, timeout);
});
