import { errorsOf } from '#errors';
import { careErrors } from './errors/care.ts';
import { peopleErrors } from './errors/people.ts';

/** What the rules of health refuse, with stable codes. No detail names a disease, a person or an amount of a bill. */
export const healthErrors = { ...peopleErrors, ...careErrors } as const;

export const healthError = errorsOf(healthErrors);
