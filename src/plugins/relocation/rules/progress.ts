import { type Draft, type Rule, rowRule } from '#records';
import type { relocationCase } from '../tables/case.ts';
import { relocationError } from '../errors.ts';

export type CaseRow = typeof relocationCase.$inferSelect;
type CaseStatus = CaseRow['status'];

const line = ['APPROVED', 'BUILDING', 'HANDED_OVER', 'MOVED_IN', 'SETTLED', 'STABLE'] as const satisfies readonly CaseStatus[];

/** Statuses from one on, in the order of the move. */
const from = (first: (typeof line)[number]): ReadonlySet<string> => new Set(line.slice(line.indexOf(first)));

export const approvedOn = from('APPROVED');
export const buildingOn = from('BUILDING');
export const handedOverOn = from('HANDED_OVER');
export const movedInOn = from('MOVED_IN');
/** Statuses that rest on the household's consent. */
export const consentedOn: ReadonlySet<string> = new Set(['CONSENTED', ...line]);

/** Neither withdrawn nor rejected. */
export const isLive = ({ status }: { readonly status: string }): boolean => status !== 'WITHDRAWN' && status !== 'REJECTED';

/** Whether this save is the step to the row's status: a row that is new, or whose status changes. */
export const isStep = <Row extends { readonly status: string }>({ before, after }: Draft<Row>): boolean => before?.status !== after.status;

/** Whether a field is given first or anew. */
export const isChanged = <Row extends object, F extends keyof Row>({ before, after }: Draft<Row>, ...fields: readonly F[]): boolean =>
  before === undefined || fields.some((field) => before[field] !== after[field]);

/** What was decided on stays: these fields cannot change once a row has reached one of the statuses. */
export const fixedOnce = <Row extends { readonly status: string }>(statuses: ReadonlySet<string>, fields: readonly (keyof Row & string)[]): Rule<Row> =>
  rowRule(`${fields.join(', ')} fixed`, ({ before, after }) => {
    if (!before || !statuses.has(before.status)) return undefined;
    const changed = fields.find((field) => before[field] !== after[field]);
    return changed === undefined ? undefined : relocationError('RELOCATION_FIELD_FIXED', { field: changed, status: before.status }, [changed]);
  });

/** Dates that follow each other; those left open are passed over. */
export const inOrder = <Row>(dates: readonly (keyof Row & string)[]): Rule<Row> =>
  rowRule(`${dates.join(' <= ')}`, ({ after }) => {
    const given = dates.filter((date) => after[date] != null);
    const at = given.findIndex((date, index) => index > 0 && after[date] < after[given[index - 1] as keyof Row & string]);
    if (at < 0) return undefined;
    const [earlier, later] = [given[at - 1] as string, given[at] as string];
    return relocationError('RELOCATION_DATES_OUT_OF_ORDER', { earlier, later }, [later]);
  });
