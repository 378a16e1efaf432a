import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../src/db/connect.ts';
import { startPostgres, type PostgresServer } from '../support/postgres-server.ts';
import { administer } from './owner.ts';

const openssl = (): boolean => {
  try {
    return execFileSync('openssl', ['version']).length > 0;
  } catch {
    return false;
  }
};

let server: PostgresServer;

const useTls = async (): Promise<void> => {
  const [row] = await administer(server.superuserUrl, 'show data_directory');
  const [key, certificate] = ['server.key', 'server.crt'].map((name) => join(String(row?.['data_directory']), name)) as [string, string];
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost', '-keyout', key, '-out', certificate];
  execFileSync('openssl', request, { stdio: 'ignore' });
  for (const file of [key, certificate]) {
    chmodSync(file, 0o600);
    if (process.getuid?.() === 0) chownSync(file, 65_534, 65_534);
  }
  await administer(server.superuserUrl, "alter system set ssl = 'on'");
  await administer(server.superuserUrl, 'select pg_reload_conf()');
};

beforeAll(async () => { server = await startPostgres(); }, 60_000);
afterAll(() => server?.remove());

test.skipIf(!openssl())('over TLS: works, is encrypted, keeps its deadline and survives a loss', async () => {
  await useTls();
  const database = await connect({ url: `${server.url}?sslmode=require`, poolSize: 2 });
  const encrypted = 'select ssl from pg_stat_ssl where pid = pg_backend_pid()';
  const ask = (text: string, deadlineMs = 2_000): Promise<unknown> =>
    database.transaction({ scope: 'owner', deadlineMs }, async (tx) => (await tx.query(text)).rows);
  expect(await ask(encrypted)).toEqual([[true]]);
  await expect(ask('select pg_sleep(30)', 300)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  await expect(ask('select pg_terminate_backend(pg_backend_pid())')).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  expect(await Promise.all([ask(encrypted), ask(encrypted), ask(encrypted)])).toEqual([[[true]], [[true]], [[true]]]);
  await server.stop('immediate');
  await expect(ask('select 1')).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  await server.start();
  expect(await ask(encrypted)).toEqual([[true]]);
  await database.close();
});

test('a server without TLS is refused when TLS is required', async () => {
  const plain = await startPostgres();
  const database = await connect({ url: `${plain.url}?sslmode=require`, poolWaitMs: 500 });
  await expect(database.transaction({ scope: 'owner' }, (tx) => tx.query('select 1'))).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  await database.close();
  await plain.remove();
});
