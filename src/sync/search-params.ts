import { z } from 'zod';
import { type UnmaskPurpose, unmaskPurpose } from '../db/codes/access.ts';
import { PlatformError } from '../errors.ts';

/** Why a parameter of an address is refused. */
export const parameterInvalid = (name: string, cause?: unknown): PlatformError => new PlatformError('PARAMETER_INVALID', { name }, { cause });

/** @throws PlatformError PARAMETER_UNKNOWN for one that nobody reads, PARAMETER_INVALID for one that is given twice */
export const checkNames = (search: URLSearchParams, known: ReadonlySet<string>): void => {
  for (const name of search.keys()) {
    if (!known.has(name)) throw new PlatformError('PARAMETER_UNKNOWN', { name: name.slice(0, 50) });
    if (search.getAll(name).length > 1) throw parameterInvalid(name);
  }
};

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

/** What looks like the code of a place; undefined where the parameter is absent. @throws PlatformError PARAMETER_INVALID */
export const placeIn = (search: URLSearchParams, name = 'place'): string | undefined => {
  const text = search.get(name) ?? undefined;
  if (text !== undefined && !/^\d{6,12}$/.test(text)) throw parameterInvalid(name);
  return text;
};

/** What personal values are taken out for; undefined where the parameter is absent. @throws PlatformError PARAMETER_INVALID */
export const purposeIn = (search: URLSearchParams): UnmaskPurpose | undefined =>
  search.has('purpose') ? chosenIn(search, 'purpose', unmaskPurpose.values, 'OTHER') : undefined;
