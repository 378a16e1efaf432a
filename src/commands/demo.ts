import { showProgress } from '../cli-progress.ts';
import type { Config } from '../config.ts';
import { fillDemo, openDatabase, placeOf } from '../platform.ts';
import { remark } from './say.ts';

/** Loads demo data of any size into an empty database, and publishes its figures. */
export const demo = async (config: Config, wanted: { readonly households?: number | undefined; readonly seed?: number | undefined }): Promise<void> => {
  const progress = showProgress();
  const prepared = await openDatabase(config, progress);
  const [households, seed] = [wanted.households ?? config.demo.households, wanted.seed ?? config.demo.seed];
  try {
    const loaded = await fillDemo(prepared, { ...config, demo: { ...config.demo, households, seed } }, progress);
    if (loaded.outcome === 'REFUSED') throw loaded.reason;
    const [zh, en] = loaded.outcome === 'LOADED' ? ['已载入', 'loaded into'] : ['此前已载入', 'was already in'];
    remark({ zh: `演示数据${zh} ${placeOf(config)}(${households} 户,种子 ${seed})`, en: `Demo data ${en} ${placeOf(config)} (${households} households, seed ${seed})` });
  } finally {
    await prepared.db.close();
  }
};
