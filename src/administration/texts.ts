import { mayHoldIdNumber } from '../access/id-number-text.ts';
import { PlatformError } from '../errors.ts';

/**
 * A text without the spaces around it.
 * @throws PlatformError TEXT_LENGTH when it is shorter or longer than it may be, ID_NUMBER_IN_TEXT
 */
export const textOf = (field: string, given: string, min: number, max: number): string => {
  const text = given.trim();
  const length = [...text].length;
  if (length < min || length > max) throw new PlatformError('TEXT_LENGTH', { field, min, max }, { path: [field] });
  if (mayHoldIdNumber(text)) throw new PlatformError('ID_NUMBER_IN_TEXT', {}, { path: [field] });
  return text;
};

/** @throws PlatformError PERIOD_INVALID when it begins in the past, or ends before it begins */
export const checkPeriod = (today: string, from: string, to: string | null): void => {
  if (from < today || (to !== null && to < from)) throw new PlatformError('PERIOD_INVALID', {}, { path: [from < today ? 'fromOn' : 'toOn'] });
};
