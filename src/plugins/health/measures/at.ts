import type { MeasurePlace } from '#plugin';

/** A record and the fields of it that hold a measure. */
export const at = (record: string, ...fields: readonly string[]): MeasurePlace => ({ record, fields });
