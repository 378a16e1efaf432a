import type { PlatformError } from '#errors';
import { type Rule, rowsAmong, rowsByIds, isStep } from '#records';
import { relocationError } from '../errors.ts';
import { villageMerger, villageMergerPart } from '../tables/village.ts';
import { fixedOnce, inOrder } from './progress.ts';

type MergerRow = typeof villageMerger.$inferSelect;
type PartRow = typeof villageMergerPart.$inferSelect;

const partsFault = (merger: MergerRow, parts: readonly PartRow[]): PlatformError | undefined => {
  if (parts.length < 2) return relocationError('RELOCATION_MERGER_PARTS', {}, ['status']);
  const households = parts.reduce((sum, part) => sum + part.households, 0);
  const persons = parts.reduce((sum, part) => sum + part.persons, 0);
  const isWhole = households === merger.households && persons === merger.persons;
  return isWhole ? undefined : relocationError('RELOCATION_MERGER_SUMS', { households, persons }, ['status']);
};

/** A merger is approved with its old villages: two at least, and they add up to the new one. */
const partsAddUp: Rule<MergerRow> = {
  name: 'parts add up',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => isStep(draft) && draft.after.status !== 'PROPOSED');
    const parts = await rowsAmong(ctx, villageMergerPart, villageMergerPart.mergerId, asked.map(({ after }) => after.id));
    return drafts.map((draft) => (asked.includes(draft) ? partsFault(draft.after, parts.filter(({ mergerId }) => mergerId === draft.after.id)) : undefined));
  },
};

export const mergerRules: readonly Rule<MergerRow>[] = [
  inOrder<MergerRow>(['proposedOn', 'approvedOn', 'effectiveOn']),
  fixedOnce<MergerRow>(new Set(['APPROVED', 'EFFECTIVE']), ['households', 'persons', 'newName']),
  partsAddUp,
];

const whileProposed: Rule<PartRow> = {
  name: 'while proposed',
  check: async (ctx, drafts) => {
    const mergers = await rowsByIds(ctx, villageMerger, drafts.map(({ after }) => after.mergerId));
    return drafts.map(({ after }) => {
      const merger = mergers.get(after.mergerId);
      return merger && merger.status !== 'PROPOSED' ? relocationError('RELOCATION_MERGER_FIXED', {}, ['mergerId']) : undefined;
    });
  },
};

export const mergerPartRules: readonly Rule<PartRow>[] = [whileProposed];
