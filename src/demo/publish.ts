import type { Vault } from '../access/vault.ts';
import type { Database } from '../db/database.ts';
import { publishedRelease } from '../db/tables/publication.ts';
import { PlatformError } from '../errors.ts';
import type { Plugin } from '../plugins/define.ts';
import { publishNow } from '../publication/run.ts';
import { publishedTablesOf } from '../publication/tables.ts';

/** Ends of years between which 大同县 became 云州区. */
export const demoDates = ['2016-12-31', '2018-12-31'] as const;

export interface DemoPublishing {
  readonly plugins: readonly Plugin[];
  readonly vault: Vault;
  readonly threshold: number;
  readonly today: string;
  readonly now: string;
  /** Told of each date that is being published. */
  readonly onDate?: (asOf: string) => void;
}

const released = (db: Database): Promise<ReadonlySet<string>> =>
  db.transaction({ scope: { counties: [], actor: 'system:demo' }, readOnly: true }, async ({ orm }) =>
    new Set((await orm.selectDistinct({ asOf: publishedRelease.asOf }).from(publishedRelease)).map(({ asOf }) => asOf)));

/** Publishes the demo's figures of a few dates, where that was not done yet. What cannot be published stays out. */
export const publishDemo = async (db: Database, { plugins, onDate = () => {}, ...options }: DemoPublishing): Promise<void> => {
  const tables = publishedTablesOf(plugins);
  const there = await released(db);
  for (const asOf of demoDates.filter((date) => !there.has(date))) {
    onDate(asOf);
    await publishNow({ db, actor: 'system:demo', tables, wanted: tables.map(({ id }) => id), asOf, ...options }).catch((error: unknown) => {
      if (!(error instanceof PlatformError)) throw error;
    });
  }
};
