import { sql } from 'drizzle-orm';
import { type Indicator, countedBy } from '#schema';
import { habitatAction, relocationAction } from '../records/actions.ts';
import { naturalVillageRecord, subsidenceVillageRecord } from '../records/village.ts';
import { naturalVillageRelocation, subsidenceVillage } from '../tables/village.ts';

export const subsidenceVillagesRelocated = {
  id: 'relocation.subsidence_villages_relocated',
  title: { zh: '完成搬迁的采煤沉陷村', en: 'Subsidence villages relocated' },
  definition: { zh: '截至当日完成搬迁的采煤沉陷村数', en: 'Subsidence villages whose relocation was completed by the date' },
  unit: 'village',
  action: habitatAction,
  target: 'subsidence_villages_relocated',
  values: countedBy({
    record: subsidenceVillageRecord,
    value: () => sql<string>`count(*)::text`,
    where: (asOf) => sql`${subsidenceVillage.relocatedOn} <= ${asOf}::date`,
    empty: '0',
  }),
} as const satisfies Indicator;

export const naturalVillagesMoved = {
  id: 'relocation.natural_villages_wholly_moved',
  title: { zh: '整体搬迁自然村', en: 'Natural villages wholly moved' },
  definition: { zh: '截至当日整体迁出的自然村数', en: 'Natural villages that had wholly moved by the date' },
  unit: 'village',
  action: relocationAction,
  values: countedBy({
    record: naturalVillageRecord,
    value: () => sql<string>`count(*)::text`,
    where: (asOf) => sql`${naturalVillageRelocation.whollyMovedOn} <= ${asOf}::date`,
    empty: '0',
  }),
} as const satisfies Indicator;
