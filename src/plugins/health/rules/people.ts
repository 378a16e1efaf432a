import { livingMemberBy } from '#rules';
import { healthError } from '../errors.ts';

/** Who a row is about is a living member of the household on its day, in the words of health. */
export const livingMember = livingMemberBy((details, path, isAboutAdults) => healthError(isAboutAdults ? 'HEALTH_SIGNER_UNFIT' : 'HEALTH_NOT_A_LIVING_MEMBER', details, path));
