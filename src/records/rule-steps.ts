import type { PlatformError } from '../errors.ts';
import { type Draft, type Rule, rowRule } from './rules.ts';

/** Whether this save is the step to the row's status: a row that is new, or whose status changes. */
export const isStep = <Row extends { readonly status: string }>({ before, after }: Draft<Row>): boolean => before?.status !== after.status;

/** Whether a field is given first or anew. */
export const isChanged = <Row extends object, F extends keyof Row>({ before, after }: Draft<Row>, ...fields: readonly F[]): boolean =>
  before === undefined || fields.some((field) => before[field] !== after[field]);

/** How an owner words the refusal of a changed field. */
type RefuseField = (details: { readonly field: string; readonly status: string }, path: readonly string[]) => PlatformError;

/** What was decided on stays: these fields cannot change once a row has reached one of the statuses. */
export const fixedOnceBy =
  (refuse: RefuseField) =>
  <Row extends { readonly status: string }>(statuses: ReadonlySet<string>, fields: readonly (keyof Row & string)[]): Rule<Row> =>
    rowRule(`${fields.join(', ')} fixed`, ({ before, after }) => {
      if (!before || !statuses.has(before.status)) return undefined;
      const changed = fields.find((field) => before[field] !== after[field]);
      return changed === undefined ? undefined : refuse({ field: changed, status: before.status }, [changed]);
    });

/** How an owner words the refusal of dates the wrong way round. */
type RefuseOrder = (details: { readonly earlier: string; readonly later: string }, path: readonly string[]) => PlatformError;

/** Dates that follow each other; those left open are passed over. */
export const inOrderBy =
  (refuse: RefuseOrder) =>
  <Row>(dates: readonly (keyof Row & string)[]): Rule<Row> =>
    rowRule(`${dates.join(' <= ')}`, ({ after }) => {
      const given = dates.filter((date) => after[date] != null);
      const at = given.findIndex((date, index) => index > 0 && after[date] < after[given[index - 1] as keyof Row & string]);
      if (at < 0) return undefined;
      const [earlier, later] = [given[at - 1] as string, given[at] as string];
      return refuse({ earlier, later }, [later]);
    });
