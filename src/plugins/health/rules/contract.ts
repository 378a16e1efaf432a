import { and, sql } from 'drizzle-orm';
import { type Draft, type Rule, among, householdInLine, householdsOf, isStep, rowRule, scopeOf } from '#records';
import type { RequestContext } from '#schema';
import { only } from '#rules';
import { healthError } from '../errors.ts';
import { type doctorContract, doctorVisit } from '../tables/contract.ts';
import { activeDoctor } from './active-doctor.ts';
import { livingMember } from './people.ts';
import { fixedOnce, inOrder } from './words.ts';

type ContractRow = typeof doctorContract.$inferSelect;

/** A year later, as a civil date; the 29th of February ends on the 28th. */
const yearAfter = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4).replace('-02-29', '-02-28')}`;

const withinYear = rowRule<ContractRow>('within a year', ({ after: { year, signedOn, endsOn } }) => {
  if (signedOn === null) return undefined;
  if (Number(signedOn.slice(0, 4)) !== year) return healthError('HEALTH_CONTRACT_YEAR', {}, ['year']);
  const isShort = endsOn === null || (endsOn > signedOn && endsOn <= yearAfter(signedOn));
  return isShort ? undefined : healthError('HEALTH_CONTRACT_TERM', {}, ['endsOn']);
});

/** The national norms of basic public health services ask for four follow-ups a year of hypertension and diabetes. */
const norms: Readonly<Record<ContractRow['servicePackage'], number>> = { BASIC: 1, CHRONIC: 4, SERIOUS: 4, DISABLED: 1 };

const visitsByNorm = rowRule<ContractRow>('visits by the norm', ({ after: { servicePackage, visitsDue } }) =>
  visitsDue < norms[servicePackage] ? healthError('HEALTH_VISITS_BELOW_NORM', { norm: norms[servicePackage] }, ['visitsDue']) : undefined,
);

const visitsGiven = async (ctx: RequestContext, drafts: readonly Draft<ContractRow>[]): Promise<ReadonlyMap<string, number>> => {
  const rows = await ctx.tx.orm
    .select({ contractId: doctorVisit.contractId, given: sql<number>`count(distinct ${doctorVisit.visitedOn})::int` })
    .from(doctorVisit)
    .where(and(among(doctorVisit.householdId, householdsOf(drafts)), scopeOf(ctx.identity, doctorVisit)))
    .groupBy(doctorVisit.contractId);
  return new Map(rows.map((row) => [row.contractId, row.given]));
};

/** A contract is served when the doctor came on as many days as are due. */
const servedInFull: Rule<ContractRow> = {
  name: 'served in full',
  check: async (ctx, drafts) => {
    const counts = await visitsGiven(ctx, drafts);
    return drafts.map(({ after: { id, visitsDue: due } }) => {
      const given = counts.get(id) ?? 0;
      return given < due ? healthError('HEALTH_VISITS_MISSING', { given, due }, ['status']) : undefined;
    });
  },
};

const overWhenExpired = rowRule<ContractRow>('over when expired', ({ after: { expiredOn, endsOn } }) =>
  expiredOn !== null && endsOn !== null && expiredOn <= endsOn ? healthError('HEALTH_CONTRACT_NOT_OVER', {}, ['status']) : undefined,
);

const signed: ReadonlySet<string> = new Set(['SIGNED', 'SERVED', 'EXPIRED']);

/** Rules of a contract with a family doctor. */
export const contractRules: readonly Rule<ContractRow>[] = [
  fixedOnce<ContractRow>(signed, ['doctorId', 'servicePackage', 'visitsDue', 'signedById', 'endsOn']),
  visitsByNorm,
  withinYear,
  overWhenExpired,
  inOrder<ContractRow>(['signedOn', 'servedOn']),
  householdInLine,
  livingMember<ContractRow & { readonly personId: string | null }>('signedOn', 'signedById', { adult: true }) as Rule<ContractRow>,
  activeDoctor<ContractRow>('signedOn'),
  only((draft) => draft.after.status === 'SERVED' && isStep(draft), servedInFull),
];
