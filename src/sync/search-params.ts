import { z } from 'zod';
import { PlatformError } from '../errors.ts';

/** Why a parameter of an address is refused. */
export const parameterInvalid = (name: string, cause?: unknown): PlatformError => new PlatformError('PARAMETER_INVALID', { name }, { cause });

/** One of these values; the preset where the parameter is absent. @throws PlatformError PARAMETER_INVALID */
export const chosenIn = <T extends string>(search: URLSearchParams, name: string, values: readonly T[], preset: T): T => {
  const text = search.get(name) ?? preset;
  if (!(values as readonly string[]).includes(text)) throw parameterInvalid(name);
  return text as T;
};

const firstDay = '2000-01-01';

/** A civil date since 2000; undefined where the parameter is absent. @throws PlatformError PARAMETER_INVALID */
export const dayIn = (search: URLSearchParams, name: string): string | undefined => {
  const text = search.get(name);
  if (text === null) return undefined;
  if (!z.iso.date().safeParse(text).success || text < firstDay) throw parameterInvalid(name);
  return text;
};
