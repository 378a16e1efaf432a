import { fixedOnceBy, inOrderBy } from '../records/rule-steps.ts';
import { ruleError } from './errors.ts';

/** What was decided on stays. @throws as a fault FIELD_FIXED */
export const fixedOnce = fixedOnceBy((details, path) => ruleError('FIELD_FIXED', details, path));

/** Dates that follow each other; those left open are passed over. @throws as a fault DATES_OUT_OF_ORDER */
export const inOrder = inOrderBy((details, path) => ruleError('DATES_OUT_OF_ORDER', details, path));
