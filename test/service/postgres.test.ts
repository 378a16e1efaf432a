import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { firstQuery, publicQuery } from '../../src/server/examples.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { copyOf } from './filled-folder.ts';
import { type Asking, run, secretsIn, type Service, startService } from './service.ts';

const folder = mkdtempSync(join(tmpdir(), 'youyu-on-server-'));
let server: PostgresServer;
let sql: postgres.Sql;
let service: Service;

beforeAll(async () => {
  server = await startPostgres();
  sql = postgres(server.superuserUrl, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await sql.end();
  await server.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** The commands for an administrator that docs/deploy.md shows for this version of the server. */
const documented = (): string => {
  const text = readFileSync('docs/deploy.md', 'utf8');
  const name = Number.parseInt(server.version, 10) >= 16 ? 'roles' : 'roles-before-16';
  const block = new RegExp(`<!-- ${name} -->\\n+\`\`\`sql\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1];
  if (!block) throw new Error(`docs/deploy.md has no block ${name}`);
  return block;
};

test('a role that may not create roles is told what an administrator has to do, and that works', async () => {
  await sql.unsafe('create role youyu_service login');
  await sql.unsafe('create database plain owner youyu_service');
  const settings = { YOUYU_DATA_DIR: folder, DATABASE_URL: server.superuserUrl.replace('postgres@', 'youyu_service@').replace(/\/postgres$/, '/plain') };
  const refused = await run(['migrate'], settings);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('DATABASE_ROLES_MISSING');
  await sql.unsafe(documented());
  const { code, err } = await run(['migrate'], settings);
  expect(err).toContain('/plain has the tables and reference data of this release');
  expect(code).toBe(0);
  const filled = await run(['demo', '--households', '12', '--seed', '7'], settings);
  expect(filled.err).toContain('/plain (12 households, seed 7)');
  expect(filled.code).toBe(0);
  await sql.unsafe('drop database plain');
  await sql.unsafe('drop role youyu_app, youyu_wide');
});

/** Everything of everybody, page by page. */
const household = `registrationNumber id villageCode isRegisteredPoor mainCause status
  members { id name relation sex bornOn idNumberMasked }
  incomes { nodes { year } }
  relocationCases { nodes { id mode status } }`;
const page = `query($after: String) { place(code: "140224") { households(first: 7, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { ${household} } } } }`;
const county = `{ place(code: "140224", asOf: "2017-01-01") { id name parent { name } designations { kind validFrom } children(first: 50) { totalCount nodes { code name } } } }`;
const programme = '{ actions { number name en: name(lang: EN) measures { id ref title(lang: EN) } leads { department { code } role } } }';

const allPages = async (asked: Service): Promise<readonly string[]> => {
  const texts: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { text, data }: { text: string; data: { place: { households: { pageInfo: { hasNextPage: boolean; endCursor: string } } } } } =
      await asked.ask(page, { as: 'demo-county-clerk', variables: { after } });
    texts.push(text);
    ({ hasNextPage: more, endCursor: after } = data.place.households.pageInfo);
  }
  return texts;
};

const questions: readonly (readonly [query: string, options: Asking])[] = [
  [publicQuery, {}],
  [firstQuery, { as: 'demo-county-clerk' }],
  [firstQuery, { as: 'demo-province-viewer' }],
  [county, {}],
  [programme, {}],
  ['{ fundSources { totalCount nodes { id year amount } } }', { as: 'demo-province-clerk' }],
  ['{ viewer { name roles places { name } } }', { as: 'demo-city-viewer' }],
];

const answersOf = async (asked: Service): Promise<readonly string[]> => {
  const texts: string[] = [];
  for (const [query, options] of questions) {
    const { status, text } = await asked.ask(query, options);
    texts.push(`${status} ${text}`);
  }
  return [...texts, ...(await allPages(asked))];
};

/** Where two texts part, and a little around it: whole answers would fill the screen. */
const parting = (one: string, other: string): readonly [string, string] | undefined => {
  if (one === other) return undefined;
  const at = [...one].findIndex((_, index) => one[index] !== other[index]);
  const from = Math.max(0, (at < 0 ? one.length : at) - 80);
  return [one.slice(from, from + 160), other.slice(from, from + 160)];
};

describe('on a server', () => {
  beforeAll(async () => {
    // cursors are signed with the key, so both must have the same
    const key = join(inject('firstRun').folder, 'master.key');
    service = await startService({ YOUYU_DATA_DIR: folder, DATABASE_URL: server.url, YOUYU_MASTER_KEY_FILE: key });
  });

  test('the same seed gives the same answers as the embedded database, byte for byte', async () => {
    const embedded = await startService({ YOUYU_DATA_DIR: copyOf(inject('firstRun').folder) });
    const [expected, actual] = [await answersOf(embedded), await answersOf(service)];
    await embedded.stop();
    expect(actual.map((text, at) => parting(expected[at] ?? '', text)).filter(Boolean)).toEqual([]);
    expect(expected).toHaveLength(actual.length);
    expect(actual.filter((text) => text.includes('"errors"')).map((text) => text.slice(0, 500))).toEqual([]);
    expect(actual.length).toBeGreaterThan(questions.length + 1);
  });

  test('a role that ended yesterday gives nothing, and a closed account is no account', async () => {
    const data = postgres(server.superuserUrl.replace(/\/postgres$/, '/youyu'), { max: 1 });
    await data`update core.account_role set to_on = current_date - 1 where account_id in (select id from core.account where subject = 'demo-county-reviewer')`;
    await data`update core.account set disabled_at = now() where subject = 'demo-habitat-clerk'`;
    await data.end();
    const as = 'demo-county-reviewer';
    expect((await service.ask('{ viewer { roles places { code } } place(code: "140224") { name } }', { as })).data).toEqual({ viewer: { roles: [], places: [] }, place: { name: '灵丘县' } });
    for (const query of ['{ place(code: "140224") { households { totalCount } } }', '{ household(registrationNumber: "1402240000000001") { id } }']) {
      const { data: seen, codes } = await service.ask(query, { as });
      expect(Object.values(seen)).toEqual([null]);
      expect(codes.filter((code) => code !== 'FORBIDDEN')).toEqual([]);
    }
    expect(await service.ask('{ viewer { name } }', { as: 'demo-habitat-clerk' })).toMatchObject({ status: 401, codes: ['TOKEN_INVALID'] });
  });

  test('while the server is away it is alive but not ready, and says so with a code; then it recovers by itself', async () => {
    await server.stop('immediate');
    expect(await Promise.all(['/health', '/ready'].map(service.status))).toEqual([200, 503]);
    expect(await service.ask(publicQuery)).toMatchObject({ status: 503, codes: ['DATABASE_UNAVAILABLE'] });
    await server.start();
    expect(await service.status('/ready')).toBe(200);
    expect((await service.ask(publicQuery)).status).toBe(200);
  });

  test('a caller who hangs up leaves no statement running: it ends while the lock it waits for is still held', async () => {
    const said = service.err().length;
    const blocker = postgres(server.superuserUrl.replace(/\/postgres$/, '/youyu'), { max: 1 });
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { promise: locked, resolve: lock } = Promise.withResolvers<void>();
    const holding = blocker.begin(async (tx) => {
      await tx`lock table core.place in access exclusive mode`;
      lock();
      await released;
    });
    await locked;
    const waiting = async (): Promise<number> => Number((await sql`select count(*) from pg_stat_activity where application_name = 'youyu' and wait_event_type = 'Lock'`)[0]?.['count']);
    const gone = new AbortController();
    const asked = fetch(`${service.base}/graphql`, {
      method: 'POST', signal: gone.signal, headers: { 'content-type': 'application/json', 'x-youyu-deadline-ms': '9000' }, body: JSON.stringify({ query: '{ places(level: COUNTY) { totalCount } }' }),
    }).then(() => 'answered', (error: Error) => error.name);
    while ((await waiting()) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    gone.abort();
    expect(await asked).toBe('AbortError');
    const at = Date.now();
    while ((await waiting()) > 0 && Date.now() - at < 5_000) await new Promise((resolve) => setTimeout(resolve, 20)); // its own deadline would end it after that
    expect(await waiting()).toBe(0);
    release();
    await holding;
    await blocker.end();
    expect((await service.ask(publicQuery)).status).toBe(200);
    expect(service.err().slice(said)).not.toContain('"level":"error"');
  });

  test('SIGTERM while the database keeps a request waiting: the request is answered, then the process ends with 0', async () => {
    const blocker = postgres(server.superuserUrl.replace(/\/postgres$/, '/youyu'), { max: 1 });
    let release = (): void => undefined;
    let locked = (): void => undefined;
    const isLocked = new Promise<void>((resolve) => { locked = resolve; });
    const blocked = blocker.begin(async (tx) => {
      await tx`lock table core.place in access exclusive mode`;
      locked();
      await new Promise<void>((resolve) => { release = resolve; });
    });
    await isLocked;
    const waiting = service.ask('{ places(level: COUNTY, asOf: "2016-07-31") { totalCount } }');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const ended = service.stop();
    await service.said('Stopping');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(service.child.exitCode).toBeNull();
    release();
    await blocked;
    expect((await waiting).data).toEqual({ places: { totalCount: 119 } });
    const { code, out, err } = await ended;
    expect(code).toBe(0);
    expect(secretsIn(out + err, folder)).toEqual([]);
    await blocker.end();
  });
});
