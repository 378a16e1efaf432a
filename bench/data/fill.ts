import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { connect } from '../../src/db/connect.ts';
import type { Database } from '../../src/db/database.ts';
import { ownersOf, prepareDatabase } from '../../src/db/prepare.ts';
import { allPlugins } from '../../src/plugins/index.ts';
import { benchVault, fillBench } from '../bench-server.ts';
import type { Cluster } from '../cluster.ts';
import { say, timed } from '../say.ts';
import { multiply } from './multiply.ts';

/** Increase it when the same tables get other rows. */
const generator = 1;

/** Largest demo that is told household by household; larger sizes are copies of one that is. */
const largestBase = 30_000;

const owners = ownersOf(allPlugins);

/** Changes when any table does, so that data of another release is made anew. */
const print = (): string =>
  createHash('sha256').update(JSON.stringify([generator, owners.map(({ id, migrations }) => [id, readdirSync(migrations).sort()])])).digest('hex').slice(0, 12);

/** A size as a demo and its copies. */
export interface Size {
  readonly base: number;
  readonly copies: number;
}

/** @throws RangeError when the size is no multiple of the base */
export const sizeOf = (households: number, base = Math.min(households, largestBase)): Size => {
  if (households % base !== 0) throw new RangeError(`${households} households are no multiple of ${base}`);
  return { base, copies: households / base - 1 };
};

/** How data is made, where it is not as it should be. */
export interface FillOptions {
  /** Households of the demo that is copied; the whole size or 30,000 unless given. */
  readonly base?: number;
  /** Data of an earlier release is brought to this one by its migrations, instead of being made anew. */
  readonly keep?: boolean;
}

const owned = async (cluster: Cluster, name: string, work: (db: Database) => Promise<void>): Promise<void> => {
  const db = await connect({ url: cluster.urlOf('youyu_owner', name), deadlineMs: 3_600_000 });
  await work(db).finally(() => db.close());
};

/** Makes a database unless it is there and finished; one that broke off is begun anew. */
const ensure = async (cluster: Cluster, name: string, template: string | undefined, keep: boolean, fill: () => Promise<void>): Promise<void> => {
  const ready = `ready ${print()}`;
  const said = await cluster.remarkOf(name);
  if (said === ready) return;
  if (keep && said?.startsWith('ready ')) return owned(cluster, name, (db) => prepareDatabase(db, allPlugins));
  await cluster.administer('postgres', async (sql) => {
    await sql.unsafe(`drop database if exists "${name}" with (force)`);
    await sql.unsafe(`create database "${name}" owner youyu_owner${template === undefined ? '' : ` template "${template}" strategy file_copy`}`);
  });
  await fill();
  await timed(`${name}: vacuum and statistics`, () => cluster.administer(name, (sql) => sql.unsafe('vacuum (freeze, analyze)')));
  await cluster.remark(name, ready);
};

const ensureBase = async (cluster: Cluster, base: number, keep: boolean): Promise<string> => {
  const name = `bench_base_${base}`;
  await ensure(cluster, name, undefined, keep, async () => {
    say(`a demo of ${base} households is told; larger sizes are copies of it`);
    await timed(name, () => owned(cluster, name, (db) => fillBench(db, base)));
  });
  return name;
};

/** Makes sure that there is a database of so many households; answers its name. */
export const ensureData = async (cluster: Cluster, households: number, { base, keep = false }: FillOptions = {}): Promise<string> => {
  const size = sizeOf(households, base);
  const template = await ensureBase(cluster, size.base, keep);
  if (size.copies === 0) return template;
  const name = `bench_${size.base}_${households}`;
  await ensure(cluster, name, template, keep, () => timed(name, () => cluster.administer(name, async (sql) => {
    await multiply(sql, owners.map(({ id }) => id), benchVault(), size.copies);
    await sql.unsafe(`update core.demo_load set households = ${households}`);
  })));
  return name;
};
