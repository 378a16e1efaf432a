import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { createAccounts } from '../access/accounts.ts';
import { showProgress } from '../cli-progress.ts';
import type { Config } from '../config.ts';
import { isDemo } from '../demo/load.ts';
import { PlatformError } from '../errors.ts';
import { openDatabase } from '../platform.ts';
import { dayInChina } from '../server/operation.ts';
import { createFileMaker } from '../sync/export/made.ts';
import { createImporters } from '../sync/intake/importers.ts';
import { askedTemplate, madeTemplate, templateEntry, templateMs } from '../sync/template/made.ts';
import { subjectOf } from './import.ts';
import { remark } from './say.ts';

export interface TemplateOptions {
  readonly record: string;
  readonly out: string;
  readonly as?: string | undefined;
  readonly place?: string | undefined;
  readonly purpose?: string | undefined;
}

/** Writes a template for an account, as the address gives it, and into the same journals. */
export const writeTemplate = async (config: Config, { record, out, as, place, purpose }: TemplateOptions): Promise<void> => {
  const { db, keys, plugins } = await openDatabase(config, showProgress());
  try {
    const [demo, clock] = [await isDemo(db), (): Date => new Date()];
    const identity = await createAccounts(db, plugins).find(subjectOf(as, demo), dayInChina(clock()));
    if (!identity) throw new PlatformError('ACCOUNT_UNKNOWN');
    const search = new URLSearchParams({ ...(place === undefined ? {} : { place }), ...(purpose === undefined ? {} : { purpose }) });
    const asked = askedTemplate(createImporters(plugins).find(record), out.toLowerCase().endsWith('.csv') ? 'CSV' : 'XLSX', search);
    const maker = createFileMaker({ db, vault: keys.vault, clock, syntheticPeople: demo, unmaskDaily: config.unmaskDaily }, 'Template', templateMs);
    const call = { identity, requestId: `template-${randomUUID()}`, ended: AbortSignal.timeout(templateMs) };
    const made = await maker.make(maker.factsOf(call), call, (ctx, keep) => madeTemplate(ctx, asked, keep), (file) => templateEntry(asked, file));
    const target = await open(out, 'wx', 0o600); // it may hold keys of households
    try {
      for await (const part of made.file.open()) await target.appendFile(part);
    } finally {
      await target.close();
      await made.file.remove();
    }
    remark({ zh: `${out}:模板已写好,预填 ${made.rows} 行`, en: `${out}: the template is written, with keys of ${made.rows} rows` });
  } finally {
    await db.close();
  }
};
