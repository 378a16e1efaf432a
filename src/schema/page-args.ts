import { PlatformError } from '../errors.ts';

export const maxPageSize = 200;
export const defaultPageSize = 50;

/** The four arguments of a Relay connection. */
export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** One page asked for: how many rows, from which cursor, walking which way. */
export interface PageRequest {
  readonly size: number;
  readonly cursor: string | undefined;
  readonly backward: boolean;
}

/**
 * Checks page arguments: forward with `first`/`after` or backward with `last`/`before`, 0 to 200 rows.
 * @throws PlatformError PAGE_ARGUMENTS_CONFLICT, PAGE_SIZE_INVALID
 */
export const readPageArgs = (args: PageArgs): PageRequest => {
  const backward = args.last != null || args.before != null;
  if (backward && (args.first != null || args.after != null)) throw new PlatformError('PAGE_ARGUMENTS_CONFLICT');
  const size = (backward ? args.last : args.first) ?? defaultPageSize;
  if (size < 0 || size > maxPageSize) throw new PlatformError('PAGE_SIZE_INVALID', { max: maxPageSize });
  return { size, cursor: (backward ? args.before : args.after) ?? undefined, backward };
};
