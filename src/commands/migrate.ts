import { showProgress } from '../cli-progress.ts';
import type { Config } from '../config.ts';
import { openDatabase, placeOf } from '../platform.ts';
import { remark } from './say.ts';

/** Brings the database to this release and its reference data, and nothing more. */
export const migrate = async (config: Config): Promise<void> => {
  const { db, plugins } = await openDatabase(config, showProgress());
  await db.close();
  const ids = ['core', ...plugins.map(({ id }) => id)].join(', ');
  remark({ zh: `${placeOf(config)} 已是本版本的表结构和参考数据(${ids})`, en: `${placeOf(config)} has the tables and reference data of this release (${ids})` });
};
