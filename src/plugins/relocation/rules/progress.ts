import { fixedOnceBy, inOrderBy } from '#records';
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

/** What was decided on stays, in the words of relocation. */
export const fixedOnce = fixedOnceBy((details, path) => relocationError('RELOCATION_FIELD_FIXED', details, path));

/** Dates that follow each other, in the words of relocation. */
export const inOrder = inOrderBy((details, path) => relocationError('RELOCATION_DATES_OUT_OF_ORDER', details, path));
