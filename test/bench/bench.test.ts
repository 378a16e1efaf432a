import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, createClient } from '../../bench/ask.ts';
import { benchVault } from '../../bench/bench-server.ts';
import { type Cluster, openCluster } from '../../bench/cluster.ts';
import { inRounds } from '../../bench/compare-ways.ts';
import { copyId } from '../../bench/data/copy-id.ts';
import { ensureData, sizeOf } from '../../bench/data/fill.ts';
import { countStatements } from '../../bench/count-statements.ts';
import { readOptions } from '../../bench/options.ts';
import { questions } from '../../bench/queries/index.ts';
import { point } from '../../bench/queries/point.ts';
import { callerOf } from '../../bench/servers/sign-in.ts';
import { assertEqualAnswers, openSetting, type Setting } from '../../bench/setting.ts';
import { checkIdNumber, openIdNumber } from '../../src/access/id-number.ts';
import { verifyAudit } from '../../src/access/audit/verify.ts';
import { connect } from '../../src/db/connect.ts';

const [base, households] = [240, 720];
const folder = mkdtempSync(join(tmpdir(), 'youyu-bench-test-'));
let cluster: Cluster;
let database: string;
let client: Client;
let setting: Setting;

beforeAll(async () => {
  cluster = await openCluster(folder, ['shared_buffers=64MB']);
  database = await ensureData(cluster, households, { base });
  setting = await openSetting(cluster, database, ['youyu', 'sql']);
  client = createClient(4);
});
afterAll(async () => {
  client?.close();
  await setting?.stop();
  await cluster?.close();
  rmSync(folder, { recursive: true, force: true });
});

const rows = (text: string): Promise<readonly Record<string, unknown>[]> => cluster.administer(database, (sql) => sql.unsafe(text));

describe('the data', () => {
  test('has every household so many times, each under a number of its own', async () => {
    const [found] = await rows(`select count(*)::int as all, count(distinct registration_number)::int as numbers, (select count(*)::int from core.household_registry) as registered,
      (select count(*)::int from core.household h join core.household_registry r using (registration_number, household_id, county_code)) as agreeing from core.household`);
    const [{ told }] = (await cluster.administer(`bench_base_${base}`, (sql) => sql.unsafe('select count(*)::int as told from core.household'))) as unknown as [{ told: number }];
    expect(found).toEqual({ all: told * 3, numbers: told * 3, registered: told * 3, agreeing: told * 3 });
  });

  test('holds every foreign key, though keys were not looked at while it was copied', async () => {
    const keys = await rows(`select conrelid::regclass::text as from, confrelid::regclass::text as to, conname as name,
        (select string_agg(format('f.%I = t.%I', a.attname, b.attname), ' and ') from unnest(conkey, confkey) as k(one, other)
          join pg_attribute a on a.attrelid = conrelid and a.attnum = k.one join pg_attribute b on b.attrelid = confrelid and b.attnum = k.other) as joined,
        (select string_agg(format('f.%I is not null', attname), ' and ') from pg_attribute where attrelid = conrelid and attnum = any(conkey)) as given
      from pg_constraint where contype = 'f'`);
    expect(keys.length).toBeGreaterThan(100);
    for (const { from, to, name, joined, given } of keys) {
      expect(await rows(`select f.* from ${from} f where ${given} and not exists (select from ${to} t where ${joined}) limit 1`), String(name)).toEqual([]);
    }
  });

  test('has its indexes back', async () => {
    const names = "select indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace::regnamespace::text in ('core', 'ecology', 'health', 'relocation') order by 1";
    expect(await rows(names)).toEqual(await cluster.administer(`bench_base_${base}`, (sql) => sql.unsafe(names)));
  });

  test('has people whose sealed numbers open, are found by their hashes and say the same as the person', async () => {
    const people = await rows(`select p.id, p.sex, p.born_on::text as born, p.id_number_cipher as cipher, p.id_number_tail as tail, i.id_hash as hash
      from core.person p join core.person_identity i on i.person_id = p.id and i.household_id = p.household_id`);
    expect(people.length).toBeGreaterThan(households);
    const vault = benchVault();
    for (const { id, sex, born, cipher, tail, hash } of people) {
      const number = openIdNumber(vault, String(cipher), String(id));
      expect(checkIdNumber(number, { today: '2020-12-31', allowSynthetic: true })).toMatchObject({ ok: true, sex, bornOn: born });
      expect([vault.hash(number), number.slice(-4)]).toEqual([hash, tail]);
    }
  });

  test('ids of copies are the same in the database and here', async () => {
    const [found] = await rows("select bench.copy_id('01564366-6801-75d0-b622-527081ec2907', 3) as id");
    expect(found?.['id']).toBe(copyId('01564366-6801-75d0-b622-527081ec2907', 3));
    expect(copyId('01564366-6801-75d0-b622-527081ec2907', 0)).toBe('01564366-6801-75d0-b622-527081ec2907');
  });

  test('no allocation passes on or pays more than it has', async () => {
    expect(await rows(`select a.id from core.allocation a where a.amount < coalesce((select sum(amount) from core.disbursement d where d.allocation_id = a.id), 0)
      + coalesce((select sum(amount) from core.allocation b where b.parent_id = a.id), 0)`)).toEqual([]);
  });

  test('is not made again when it is there', async () => {
    await rows('create table bench.still_there ()');
    expect(await ensureData(cluster, households, { base })).toBe(database);
    expect(await rows("select to_regclass('bench.still_there') is not null as there")).toEqual([{ there: true }]);
    expect(() => sizeOf(1_000, 300)).toThrow('no multiple');
  });

  test('has journals whose chains hold', async () => {
    const db = await connect({ url: cluster.urlOf('youyu_owner', database) });
    const { faults } = await verifyAudit(db, benchVault()).finally(() => db.close());
    expect(faults).toEqual([]);
  });
});

describe('the peers', () => {
  const seen = async (settings: Readonly<Record<string, string>>): Promise<number[]> => {
    const sql = postgres(cluster.urlOf('bench_login', database), { max: 1, onnotice: () => undefined });
    try {
      return await sql.begin(async (tx) => {
        for (const [name, value] of Object.entries(settings)) await tx`select set_config(${name}, ${value}, true)`;
        const counts = await tx`select (select count(*)::int from core.household where county_code = '140224') as own, (select count(*)::int from core.household where county_code <> '140224') as others,
          (select count(*)::int from health.health_record) as health`;
        return Object.values(counts[0] ?? {}).map(Number);
      });
    } finally {
      await sql.end();
    }
  };

  test('see what the same account sees by the platform: its county, and of plugins what was granted', async () => {
    const scope = setting.order.scopes['demo-county-clerk'];
    if (!scope) throw new Error('no scope');
    const [own, others, health] = await seen(callerOf(scope).settings);
    expect([others, (own as number) > 0, (health as number) > 0]).toEqual([0, true, true]);
    expect(await seen(callerOf({ ...scope, domains: ['relocation'] }).settings)).toEqual([own, 0, 0]);
    expect(await seen({ role: 'bench_peer', 'app.counties': '', 'app.villages': '', 'app.households': '', 'app.domains': '', 'app.actor': '' })).toEqual([0, 0, 0]);
  });
});

describe('the comparison', () => {
  test.each(questions.map((question) => [question.name, question] as const))('%s has one answer, by the platform and by SQL', async (_, question) => {
    await assertEqualAnswers(client, setting, question);
  });

  test('names what differs, where an answer is another', async () => {
    const otherwise = { ...point, youyu: point.youyu.replace('mainCause', 'mainCause: status') };
    await expect(assertEqualAnswers(client, setting, otherwise)).rejects.toThrow(/point: youyu and sql differ at \/mainCause/);
  });

  test('takes no empty answers and no errors', async () => {
    const nobody = { ...point, variables: () => ({ id: '00000000-0000-4000-8000-000000000000' }) };
    await expect(assertEqualAnswers(client, setting, nobody)).rejects.toThrow('empty');
    await expect(assertEqualAnswers(client, setting, { ...point, youyu: '{ nothing }' })).rejects.toThrow('nothing');
  });

  test('counts statements, requests and processor time', async () => {
    const options = { ...readOptions(['--questions', 'point']), ways: setting.servers.map(({ way }) => way) };
    const statements = await countStatements(cluster, database, client, options);
    expect(statements.get('sql/point')).toBe(1);
    expect(statements.get('youyu/point')).toBeGreaterThanOrEqual(4);
    const samples = await inRounds(client, setting.servers, setting.targetOf(point), { concurrency: 2, seconds: 0.2 }, 2, cluster.pid);
    for (const own of samples.values()) {
      expect(own.length).toBe(2);
      for (const { requests, latencies, memory } of own) expect([latencies.length, requests > 0, memory > 10]).toEqual([requests, true, true]);
    }
  });

  test('refuses questions and ways that it does not know', () => {
    expect(() => readOptions(['--questions', 'nonsense'])).toThrow('no question nonsense');
    expect(() => readOptions(['--ways', 'hasura'])).toThrow('no way hasura');
  });
});
