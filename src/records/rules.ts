import { PlatformError } from '../errors.ts';
import type { RequestContext } from '../schema/context.ts';

/** A row about to be written, with what it was before. */
export interface Draft<Row> {
  readonly before: Row | undefined;
  readonly after: Row;
}

/**
 * A rule over rows about to be written. It sees all drafts of one save at once, so that it can
 * fetch what it needs in a fixed number of statements, and answers the errors of each, in order.
 */
export interface Rule<Row> {
  readonly name: string;
  check(ctx: RequestContext, drafts: readonly Draft<Row>[]): Promise<readonly (PlatformError | undefined)[]> | readonly (PlatformError | undefined)[];
}

/** A rule that looks at one row alone. */
export const rowRule = <Row>(name: string, check: (draft: Draft<Row>, ctx: RequestContext) => PlatformError | undefined): Rule<Row> => ({
  name,
  check: (ctx, drafts) => drafts.map((draft) => check(draft, ctx)),
});

/** The date must not lie after today. */
export const notInFuture = <F extends string>(field: F): Rule<{ readonly [K in F]: string | null }> =>
  rowRule(`${field} not in the future`, ({ after }, { today }) => {
    const date = after[field];
    return date !== null && date > today ? new PlatformError('DATE_IN_FUTURE', { date }, { path: [field] }) : undefined;
  });

/** The whole number must be greater than zero. */
export const positive = <F extends string>(field: F): Rule<{ readonly [K in F]: number }> =>
  rowRule(`${field} positive`, ({ after }) => (after[field] > 0 ? undefined : new PlatformError('NOT_POSITIVE', { field }, { path: [field] })));
