import { fixedOnceBy, inOrderBy } from '#records';
import { healthError } from '../errors.ts';

/** What was decided on stays, in the words of health. */
export const fixedOnce = fixedOnceBy((details, path) => healthError('HEALTH_FIELD_FIXED', details, path));

/** Dates that follow each other, in the words of health. */
export const inOrder = inOrderBy((details, path) => healthError('HEALTH_DATES_OUT_OF_ORDER', details, path));
