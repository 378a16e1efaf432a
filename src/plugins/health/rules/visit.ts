import { type Rule, householdInLine, householdsOf, rowsAmong } from '#records';
import { healthError } from '../errors.ts';
import { doctorContract, type doctorVisit } from '../tables/contract.ts';
import { activeDoctor } from './active-doctor.ts';
import { livingMember } from './people.ts';

type VisitRow = typeof doctorVisit.$inferSelect;

/** A visit lies within the term of the household's own contract. */
const underContract: Rule<VisitRow> = {
  name: 'under a contract',
  check: async (ctx, drafts) => {
    const contracts = new Map((await rowsAmong(ctx, doctorContract, doctorContract.householdId, householdsOf(drafts))).map((row) => [row.id, row]));
    return drafts.map(({ after: { contractId, householdId, visitedOn } }) => {
      const its = contracts.get(contractId);
      const isWithin = its?.householdId === householdId && its.signedOn !== null && its.signedOn <= visitedOn && visitedOn <= (its.endsOn ?? visitedOn);
      return isWithin ? undefined : healthError('HEALTH_VISIT_OUTSIDE_CONTRACT', {}, ['visitedOn']);
    });
  },
};

/** Rules of a visit. */
export const visitRules: readonly Rule<VisitRow>[] = [householdInLine, livingMember<VisitRow>('visitedOn'), activeDoctor<VisitRow>('visitedOn'), underContract];
