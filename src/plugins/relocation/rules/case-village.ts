import { type Rule, rowsByIds, isChanged } from '#records';
import { relocationError } from '../errors.ts';
import { naturalVillageRelocation, subsidenceVillage } from '../tables/village.ts';
import type { CaseRow } from './progress.ts';

/** The natural village and the subsidence village are those of the administrative village that is left. */
export const villagesOfOrigin: Rule<CaseRow> = {
  name: 'villages of origin',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => isChanged(draft, 'originVillageCode', 'naturalVillageId', 'subsidenceVillageId'));
    const natural = await rowsByIds(ctx, naturalVillageRelocation, asked.map(({ after }) => after.naturalVillageId));
    const subsiding = await rowsByIds(ctx, subsidenceVillage, asked.map(({ after }) => after.subsidenceVillageId));
    return drafts.map((draft) => {
      if (!asked.includes(draft)) return undefined;
      const { originVillageCode: village, naturalVillageId, subsidenceVillageId } = draft.after;
      const differs = (id: string | null, of: ReadonlyMap<string, { readonly villageCode: string }>): boolean => id !== null && of.get(id)?.villageCode !== village;
      if (differs(naturalVillageId, natural)) return relocationError('RELOCATION_VILLAGE_DIFFERS', { village }, ['naturalVillageId']);
      return differs(subsidenceVillageId, subsiding) ? relocationError('RELOCATION_VILLAGE_DIFFERS', { village }, ['subsidenceVillageId']) : undefined;
    });
  },
};
