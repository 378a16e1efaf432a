import type { CodeList } from '#db';

/** Code lists of insurance, bills, assistance and facilities. */
export const careCodes: readonly CodeList[] = [];
