import { LocalDateResolver } from 'graphql-scalars';
import { PlatformError } from '../errors.ts';
import type { SeenCode } from './place-data.ts';

const codePattern = /^\d{6}(\d{3}){0,2}$/;

/**
 * A place code as asked for: 6 digits to county level, 9 for a township, 12 for a village.
 * @throws PlatformError PLACE_CODE_INVALID
 */
export const checkPlaceCode = (code: string): string => {
  if (!codePattern.test(code)) throw new PlatformError('PLACE_CODE_INVALID', { value: code.slice(0, 40) });
  return code;
};

/** The id of a place keeps its date: the same code seen on another date is another answer. */
export const placeIdOf = ({ code, asOf }: SeenCode): string => `${code}@${asOf}`;

const isDate = (text: string): boolean => {
  try {
    return LocalDateResolver.parseValue(text) === text;
  } catch {
    return false;
  }
};

/**
 * Reads an id back; one without a date is of today.
 * @throws PlatformError INVALID_ID
 */
export const parsePlaceId = (id: string, today: string): SeenCode => {
  const [code = '', asOf = today, ...rest] = id.split('@');
  if (!codePattern.test(code) || !isDate(asOf) || rest.length > 0) throw new PlatformError('INVALID_ID');
  return { code, asOf };
};
