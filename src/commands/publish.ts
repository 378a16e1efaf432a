import { showProgress } from '../cli-progress.ts';
import type { Config } from '../config.ts';
import { openDatabase } from '../platform.ts';
import { publishNow } from '../publication/run.ts';
import { publishedTablesOf } from '../publication/tables.ts';
import { dayInChina } from '../server/operation.ts';
import { remark } from './say.ts';

export interface PublishRequest {
  /** Ids of tables; all where none is named. */
  readonly table: readonly string[];
  readonly asOf: string;
}

/** Publishes tables as of a date, for everybody and for good. */
export const publish = async (config: Config, { table, asOf }: PublishRequest): Promise<void> => {
  const { db, keys, plugins } = await openDatabase(config, showProgress());
  try {
    const tables = publishedTablesOf(plugins);
    const wanted = table.length > 0 ? table : tables.map(({ id }) => id);
    const now = new Date();
    const releases = await publishNow({
      db, vault: keys.vault, actor: 'system:publish', today: dayInChina(now), now: now.toISOString(), tables, wanted, asOf, threshold: config.smallCellThreshold,
    });
    for (const { tableId, cellCount, hiddenCount } of releases) {
      remark({ zh: `已公布 ${tableId} ${asOf}:${cellCount} 格,其中 ${hiddenCount} 格不公布`, en: `Published ${tableId} as of ${asOf}: ${cellCount} cells, ${hiddenCount} of them hidden` });
    }
  } finally {
    await db.close();
  }
};
