import type { AnyRecord } from '#records';

/** Facilities, which everything else may refer to. */
export const facilityRecords: readonly AnyRecord[] = [];

/** Insurance, bills, assistance, and what facilities are given. */
export const careRecords: readonly AnyRecord[] = [];
