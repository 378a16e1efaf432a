import type { MeasurePlace } from '#plugin';

/** Measures of insurance, bills, assistance and facilities. */
export const careMeasures: Readonly<Record<string, readonly MeasurePlace[]>> = {};
