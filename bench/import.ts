import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, createReadStream, createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { createAccounts } from '../src/access/accounts.ts';
import { connect } from '../src/db/connect.ts';
import type { Database } from '../src/db/database.ts';
import { allPlugins } from '../src/plugins/index.ts';
import { createImporters } from '../src/sync/intake/importers.ts';
import { type IntakeService, runImport } from '../src/sync/intake/run.ts';
import { householdRows } from '../test/support/intake/households.ts';
import { serverProcesses } from '../test/support/postgres-processes.ts';
import { type PostgresServer, startPostgres } from '../test/support/postgres-server.ts';
import { benchClock, benchVault, fillBench } from './bench-server.ts';

// How fast households come in with their members, against COPY of the very rows that were stored; both on
// one server, one after the other. `node bench/import.ts --persons 200000 [--pglite]`

const { values: given } = parseArgs({ options: { persons: { type: 'string', default: '100000' }, pglite: { type: 'boolean', default: false } } });
const persons = Number(given.persons);
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** The tables that an import of households fills, parents first. */
const tables = ['household', 'household_registry', 'person', 'person_identity', 'membership', 'residence', 'household_event', 'household_status_change'];

/** Villages of one county in which households lived from the first day of the programme on: they are on the maps of all days that the rows name. */
const villagesOf = async (db: Database): Promise<readonly string[]> =>
  db.transaction({ scope: { counties: '*', actor: 'system:bench' }, readOnly: true }, async (tx) =>
    (await tx.query("select distinct village_code from core.residence where place_county_code = '140224' and reason = 'REGISTER' order by 1")).rows.map(([code]) => String(code)));

const writeRows = async (path: string, villages: readonly string[]): Promise<number> => {
  const file = createWriteStream(path);
  let rows = 0;
  for (const row of householdRows(villages, Math.ceil((persons * 3) / 10), 7)) {
    if (!file.write(`${JSON.stringify(row)}\n`)) await once(file, 'drain');
    rows += 1;
  }
  file.end();
  await once(file, 'finish');
  return rows;
};

const serviceOf = (db: Database): IntakeService => ({
  db, accounts: createAccounts(db, allPlugins), vault: benchVault(), clock: benchClock, syntheticPeople: true, unmaskDaily: 50, maxBytes: 1e12,
  report: (error) => {
    throw error;
  },
});

/** Processor time of this process and of the server's processes so far, in seconds: unlike the clock it hardly depends on who else works here. */
const processorTimes = (server: Pick<PostgresServer, 'pid'> | undefined): readonly [client: number, server: number] => {
  const { user, system } = process.cpuUsage();
  const ticks = server === undefined ? [] : serverProcesses(server.pid).map((pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    return Number(fields[11]) + Number(fields[12]);
  });
  return [(user + system) / 1e6, ticks.reduce((sum, one) => sum + one, 0) / 100];
};

/** Runs a part; says what processor time each row of it took. */
const metered = async <T>(what: string, rows: number, work: () => Promise<T>): Promise<T> => {
  const before = processorTimes(server);
  const answer = await work();
  const [client, database] = processorTimes(server).map((now, at) => Math.round(((now - (before[at] as number)) * 1e6) / rows));
  say(`${what}: processor time a row ${client} µs here, ${database} µs in the server`);
  return answer;
};

const megabytes = (): number => Math.round(process.memoryUsage().rss / 1e6);

/** Imports the file; answers rows a second, and the memory at a tenth and at the end. */
const timedImport = async (db: Database, path: string): Promise<number> => {
  const memory: number[] = [];
  const from = performance.now();
  let last = from;
  const report = await runImport(serviceOf(db), {
    subject: 'demo-county-clerk', importer: createImporters(allPlugins).find('Household'), dryRun: false, source: { name: path, open: () => createReadStream(path) },
    onProgress: (rows) => {
      memory.push(megabytes());
      if (performance.now() - last > 10_000) {
        last = performance.now();
        say(`  ${rows} rows, ${Math.round((rows * 1000) / (last - from))}/s, ${megabytes()} MB`);
      }
    },
  });
  const seconds = (performance.now() - from) / 1000;
  const { rows, created, unchanged, quarantined } = report;
  say(`import: ${rows} rows = ${created} created + ${unchanged} unchanged + ${quarantined} in quarantine, ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows/s; memory ${memory[Math.floor(memory.length / 10)]} MB at a tenth, ${memory.at(-1)} MB at the end, ${Math.max(...memory)} MB at most`);
  if (quarantined > 0) say(`faults: ${JSON.stringify(report.faultsByCode)}; first: ${JSON.stringify(report.faults.slice(0, 3))}`);
  return rows / seconds;
};

/** COPY of the stored rows into tables of the same form, indexes and checks included, by the server from its own files. */
const timedCopy = async (url: string, rows: number): Promise<number> => {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  const folder = mkdtempSync(join(tmpdir(), 'youyu-copy-'));
  chmodSync(folder, 0o777); // the server runs as somebody else
  try {
    await sql.unsafe('create schema copied');
    const columnsOf = new Map<string, string>();
    for (const table of tables) {
      await sql.unsafe(`create table copied."${table}" (like core."${table}" including all)`);
      const [found] = await sql`select string_agg(quote_ident(column_name), ', ' order by ordinal_position) as names from information_schema.columns where table_schema = 'core' and table_name = ${table} and is_generated = 'NEVER'`;
      columnsOf.set(table, String(found?.names));
      await sql.unsafe(`copy core."${table}" (${columnsOf.get(table)}) to '${join(folder, table)}'`);
    }
    const from = performance.now();
    await metered('copy', rows, async () => {
      for (const table of tables) await sql.unsafe(`copy copied."${table}" (${columnsOf.get(table)}) from '${join(folder, table)}'`);
    });
    const seconds = (performance.now() - from) / 1000;
    say(`copy: ${rows} persons with their households, ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows/s`);
    return rows / seconds;
  } finally {
    await sql.end();
    rmSync(folder, { recursive: true, force: true });
  }
};

const folder = mkdtempSync(join(tmpdir(), 'youyu-bench-'));
const file = join(folder, 'households.ndjson');
const server = given.pglite ? undefined : await startPostgres();
const url = await server?.createDatabase('bench');
const db = await connect(url ? { url, deadlineMs: 600_000 } : { dataDir: join(folder, 'data'), deadlineMs: 600_000 });
try {
  await fillBench(db, 60);
  const rows = await writeRows(file, await villagesOf(db));
  say(`${rows} rows, ${Math.round(statSync(file).size / 1e6)} MB`);
  const imported = await metered('import', rows, () => timedImport(db, file));
  if (server) say(`ratio: ${(imported / (await timedCopy(server.superuserUrl.replace(/[^/]*$/, 'bench'), rows))).toFixed(3)} of COPY`);
} finally {
  await db.close();
  await server?.remove();
  rmSync(folder, { recursive: true, force: true });
}
