import { showProgress } from '../cli-progress.ts';
import type { Config } from '../config.ts';
import { loadDemo } from '../demo/load.ts';
import { openDatabase } from '../platform.ts';

/** Loads demo data of any size into an empty database. */
export const demo = async (config: Config, wanted: { readonly households?: number | undefined; readonly seed?: number | undefined }): Promise<void> => {
  const progress = showProgress();
  const { db, keys, plugins } = await openDatabase(config, progress);
  try {
    await loadDemo(db, {
      households: wanted.households ?? config.demo.households,
      seed: wanted.seed ?? config.demo.seed,
      plugins,
      vault: keys.vault,
      onProgress: (done, total) => progress({ zh: '演示数据', en: 'Demo data' }, done, total),
    });
  } finally {
    await db.close();
  }
};
