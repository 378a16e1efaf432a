import { registeredPoorBy } from '#rules';
import { healthError } from '../errors.ts';

/** What is for poor people goes to registered poor households; asked where `when` says so. */
export const forThePoor = registeredPoorBy(() => healthError('HEALTH_NOT_POOR'));
