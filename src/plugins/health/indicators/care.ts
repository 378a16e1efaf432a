import type { Indicator } from '#schema';

/** Figures of insurance, bills, assistance and facilities. */
export const careIndicators: readonly (Indicator & { readonly id: `health.${string}` })[] = [];
