import { type Rule, isStep } from '#records';
import { relocationError } from '../errors.ts';
import { relocationCase } from '../tables/case.ts';
import type { naturalVillageRelocation, subsidenceVillage } from '../tables/village.ts';
import { movedIn, nobody } from './occupancy.ts';
import { inOrder } from './progress.ts';

type NaturalRow = typeof naturalVillageRelocation.$inferSelect;
type SubsidenceRow = typeof subsidenceVillage.$inferSelect;
type VillageRow = { readonly id: string; readonly status: string; readonly households: number };

/** A village counts as moved when all its households that are to move have moved in elsewhere. */
const emptyWhen = <Row extends VillageRow>(done: Row['status'], parent: typeof relocationCase.naturalVillageId | typeof relocationCase.subsidenceVillageId): Rule<Row> => ({
  name: `empty when ${done}`,
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => isStep(draft) && draft.after.status === done);
    const gone = await movedIn(ctx, parent, asked.map(({ after }) => after.id));
    return drafts.map((draft) => {
      const { id, households } = draft.after;
      const moved = (gone.get(id) ?? nobody).households;
      return asked.includes(draft) && moved < households ? relocationError('RELOCATION_VILLAGE_NOT_EMPTY', { households, moved }, ['status']) : undefined;
    });
  },
});

export const naturalVillageRules: readonly Rule<NaturalRow>[] = [
  inOrder<NaturalRow>(['partlyMovedOn', 'whollyMovedOn']),
  emptyWhen<NaturalRow>('WHOLE', relocationCase.naturalVillageId),
];

export const subsidenceVillageRules: readonly Rule<SubsidenceRow>[] = [
  inOrder<SubsidenceRow>(['surveyedOn', 'approvedOn', 'startedOn', 'relocatedOn']),
  emptyWhen<SubsidenceRow>('RELOCATED', relocationCase.subsidenceVillageId),
];
