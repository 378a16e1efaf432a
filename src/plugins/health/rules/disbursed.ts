import { asDisbursedBy } from '#rules';
import { healthError } from '../errors.ts';

/** A row that names its payment in the funds is that payment, in the words of health. */
export const asDisbursed = asDisbursedBy((code) => healthError(`HEALTH_${code}`, {}, ['disbursementId']));
