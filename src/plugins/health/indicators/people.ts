import type { Indicator } from '#schema';

/** Figures of records, treatment, contracts and warnings. */
export const peopleIndicators: readonly (Indicator & { readonly id: `health.${string}` })[] = [];
