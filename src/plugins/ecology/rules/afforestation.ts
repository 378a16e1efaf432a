import { Decimal } from 'decimal.js';
import { notInFuture, type Rule, rowsByIds } from '#records';
import { asDisbursed, byParameter, fixedOnce, inOrder, livingMember, registeredPoor, sameCounty, within } from '#rules';
import type { RequestContext } from '#schema';
import { ecologyError } from '../errors.ts';
import { cooperativePoorShare } from '../parameters.ts';
import { afforestationContract, afforestationCooperative, afforestationWage, type forestryPlan } from '../tables/afforestation.ts';

type ContractRow = typeof afforestationContract.$inferSelect;
type WageRow = typeof afforestationWage.$inferSelect;
type PlanRow = typeof forestryPlan.$inferSelect;
type CooperativeRow = typeof afforestationCooperative.$inferSelect;

const poorShare = ({ members, poorMembers }: CooperativeRow): Decimal => new Decimal(poorMembers).times(100).dividedBy(members);

/** Works are negotiated only with cooperatives that have enough poor members on the day of the award. */
const awardedToThePoor: Rule<ContractRow> = {
  name: 'awarded to a cooperative of the poor',
  check: async (ctx: RequestContext, drafts) => {
    const cooperatives = await rowsByIds(ctx, afforestationCooperative, drafts.map(({ after }) => after.cooperativeId));
    const held = byParameter<ContractRow>({
      parameter: cooperativePoorShare, field: 'cooperativeId', is: 'atLeast', on: ({ awardedOn }) => awardedOn,
      figure: ({ cooperativeId }) => {
        const its = cooperatives.get(cooperativeId);
        return its ? poorShare(its) : null;
      },
      when: ({ before, after }) => after.awardWay === 'NEGOTIATED' && after.awardedOn !== null && before?.awardedOn !== after.awardedOn,
    });
    return held.check(ctx, drafts);
  },
};

export const contractRules: readonly Rule<ContractRow>[] = [
  notInFuture('negotiatedOn'),
  inOrder<ContractRow>(['negotiatedOn', 'awardedOn', 'startedOn', 'completedOn', 'acceptedOn', 'paidOn']),
  fixedOnce<ContractRow>(new Set(['AWARDED', 'WORKING', 'ACCEPTED', 'PAID']), ['cooperativeId', 'awardWay', 'area', 'amount']),
  sameCounty<ContractRow>('cooperativeId', afforestationCooperative),
  awardedToThePoor,
];

const underAward: Rule<WageRow> = {
  name: 'under an awarded contract',
  check: async (ctx, drafts) => {
    const contracts = await rowsByIds(ctx, afforestationContract, drafts.map(({ after }) => after.contractId));
    return drafts.map(({ after: { contractId, paidOn } }) => {
      const its = contracts.get(contractId);
      const isAwarded = !its || (its.awardedOn !== null && its.awardedOn <= paidOn);
      return isAwarded ? undefined : ecologyError('ECOLOGY_CONTRACT_NOT_AWARDED', {}, ['contractId']);
    });
  },
};

/** Wages of poor members: theirs alone, and together no more than the contract. */
export const wageRules: readonly Rule<WageRow>[] = [
  notInFuture('paidOn'),
  sameCounty<WageRow>('contractId', afforestationContract),
  underAward,
  livingMember<WageRow>('paidOn'),
  registeredPoor<WageRow>(() => true),
  within<WageRow, ContractRow>({ table: afforestationWage, column: afforestationWage.contractId, by: 'contractId', parent: afforestationContract, amount: 'amount', limitOf: ({ amount }) => amount }),
  asDisbursed<WageRow>(afforestationWage, ({ amount }) => amount),
];

export const planRules: readonly Rule<PlanRow>[] = [inOrder<PlanRow>(['issuedOn', 'startedOn', 'completedOn'])];
