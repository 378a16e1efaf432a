import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { createAccounts } from '../access/accounts.ts';
import { showProgress } from '../cli-progress.ts';
import { showRate } from '../cli-rate.ts';
import type { Config } from '../config.ts';
import { isDemo } from '../demo/load.ts';
import { PlatformError } from '../errors.ts';
import { openDatabase } from '../platform.ts';
import { createImporters } from '../sync/intake/importers.ts';
import { nameOfList } from '../sync/matching/list-name.ts';
import { runIdOf } from '../sync/intake/runs/read.ts';
import { runImport } from '../sync/intake/run.ts';
import { explain, remark } from './say.ts';

export interface ImportOptions {
  readonly record: string;
  readonly as?: string | undefined;
  readonly county?: string | undefined;
  readonly dryRun: boolean;
  readonly corrects?: string | undefined;
}

/** The account that a command acts for; where the data is the demo there is one for everybody. */
export const subjectOf = (given: string | undefined, demo: boolean): string => {
  if (given === undefined && !demo) throw new PlatformError('ACCOUNT_UNKNOWN');
  return given ?? 'demo-county-clerk';
};

export interface CompareOptions extends Omit<ImportOptions, 'record'> {
  readonly county: string;
  readonly list: string;
  readonly asOf: string;
  readonly title: string;
}

/** Compares the list of another department with the register of a county; the report is that of an import. */
export const compareFile = (config: Config, file: string, { list, asOf, title, ...options }: CompareOptions): Promise<void> =>
  importFile(config, file, { ...options, record: nameOfList({ countyCode: options.county, list, asOf, title }) });

/** Imports a file and prints the report as JSON; the exit code is 2 where rows went into quarantine. */
export const importFile = async (config: Config, file: string, { record, as, county, dryRun, corrects }: ImportOptions): Promise<void> => {
  await access(file, constants.R_OK);
  const { db, keys, plugins } = await openDatabase(config, showProgress());
  const rate = showRate({ zh: dryRun ? '试导入' : '导入', en: dryRun ? 'Dry run' : 'Import' });
  try {
    const demo = await isDemo(db);
    const report = await runImport({
      db, accounts: createAccounts(db, plugins), vault: keys.vault, clock: () => new Date(), syntheticPeople: demo, unmaskDaily: config.unmaskDaily,
      maxBytes: Number.POSITIVE_INFINITY, report: (error) => process.stderr.write(`${explain(error)}\n`),
    }, {
      subject: subjectOf(as, demo), importer: createImporters(plugins).find(record), dryRun, county, corrects: corrects === undefined ? undefined : runIdOf(corrects),
      source: { name: file, open: () => createReadStream(file) }, onProgress: rate.move,
    });
    rate.end();
    process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
    const { rows, created, updated, unchanged, quarantined } = report;
    remark({
      zh: `${rows} 行 = 新增 ${created} + 更新 ${updated} + 未变 ${unchanged} + 隔离 ${quarantined}${dryRun ? '(试导入,未写入任何数据)' : ''}`,
      en: `${rows} rows = ${created} created + ${updated} updated + ${unchanged} unchanged + ${quarantined} in quarantine${dryRun ? ' (dry run, nothing was written)' : ''}`,
    });
    if (quarantined > 0) process.exitCode = 2;
  } finally {
    await db.close();
  }
};
