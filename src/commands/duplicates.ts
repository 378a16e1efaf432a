import { createAccounts } from '../access/accounts.ts';
import { showProgress } from '../cli-progress.ts';
import type { Config } from '../config.ts';
import { isDemo } from '../demo/load.ts';
import { searchPlaces } from '../duplicates/search-places.ts';
import { openDatabase } from '../platform.ts';
import { subjectOf } from './import.ts';
import { remark } from './say.ts';

export interface DuplicatesOptions {
  readonly place: string;
  readonly as?: string | undefined;
}

/** Searches a place for people and households that were recorded twice, county by county; what is found is for a reviewer. */
export const duplicates = async (config: Config, { place, as }: DuplicatesOptions): Promise<void> => {
  const { db, keys, plugins } = await openDatabase(config, showProgress());
  try {
    const service = { db, accounts: createAccounts(db, plugins), vault: keys.vault, clock: () => new Date() };
    await searchPlaces(service, subjectOf(as, await isDemo(db)), place, (county, { found, created }) =>
      remark({ zh: `${county}:疑似重复 ${found} 对,新发现 ${created} 对`, en: `${county}: ${found} pairs that may be one, ${created} of them new` }));
  } finally {
    await db.close();
  }
};
