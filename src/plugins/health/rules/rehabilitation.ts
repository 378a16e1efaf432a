import { Decimal } from 'decimal.js';
import { type Rule, householdInLine, rowRule } from '#records';
import { healthError } from '../errors.ts';
import type { rehabilitationService } from '../tables/treatment.ts';
import { isOpenOn, withFacility } from './facility.ts';
import { livingMember } from './people.ts';
import { recordsOfHouseholds } from './people-rows.ts';
import { fixedOnce, inOrder } from './words.ts';

type ServiceRow = typeof rehabilitationService.$inferSelect;

const ofDisabledPerson: Rule<ServiceRow> = {
  name: 'of a disabled person',
  check: async (ctx, drafts) => {
    const records = await recordsOfHouseholds(ctx, drafts);
    return drafts.map(({ after }) => {
      const its = records.get(after.healthRecordId);
      if (its?.personId !== after.personId) return healthError('HEALTH_NOT_OF_PERSON', { field: 'healthRecordId' }, ['healthRecordId']);
      return its.disabilityKind === null ? healthError('HEALTH_NOT_DISABLED', {}, ['personId']) : undefined;
    });
  },
};

const reimbursedWithinCost = rowRule<ServiceRow>('reimbursed within the cost', ({ after: { insured, cost, reimbursed } }) => {
  const back = new Decimal(reimbursed ?? 0);
  if (!insured && !back.isZero()) return healthError('HEALTH_ITEM_NOT_INSURED', {}, ['reimbursed']);
  return back.greaterThan(cost ?? 0) ? healthError('HEALTH_REIMBURSED_EXCEEDS', {}, ['reimbursed']) : undefined;
});

const openInstitution = withFacility<ServiceRow, 'facilityId'>('facilityId', ({ startedOn }, its) =>
  startedOn !== null && !isOpenOn(its, startedOn) ? healthError('HEALTH_NOT_OPEN', { field: 'startedOn' }, ['facilityId']) : undefined,
);

/** Rules of rehabilitation. */
export const rehabilitationRules: readonly Rule<ServiceRow>[] = [
  fixedOnce<ServiceRow>(new Set(['COMPLETED']), ['insured', 'cost', 'reimbursed', 'facilityId']),
  inOrder<ServiceRow>(['neededOn', 'startedOn', 'completedOn']),
  reimbursedWithinCost,
  openInstitution,
  householdInLine,
  livingMember<ServiceRow>('neededOn'),
  livingMember<ServiceRow>('startedOn'),
  ofDisabledPerson,
];
