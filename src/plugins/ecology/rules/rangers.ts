import { notInFuture, type Rule, rowRule, rowsByIds } from '#records';
import { asDisbursed, byParameter, fixedOnce, inOrder, livingMember, oneLive, registeredPoor, sameCounty } from '#rules';
import { ecologyError } from '../errors.ts';
import { rangerWage } from '../parameters.ts';
import { forestRangerContract, forestRangerPost, forestRangerWage } from '../tables/rangers.ts';

type PostRow = typeof forestRangerPost.$inferSelect;
type ContractRow = typeof forestRangerContract.$inferSelect;
type WageRow = typeof forestRangerWage.$inferSelect;

export const postRules: readonly Rule<PostRow>[] = [inOrder<PostRow>(['recruitingOn', 'filledOn', 'endedOn'])];

const postIsOpen: Rule<ContractRow> = {
  name: 'post is open',
  check: async (ctx, drafts) => {
    const posts = await rowsByIds(ctx, forestRangerPost, drafts.map(({ after }) => after.postId));
    return drafts.map(({ before, after }) =>
      before === undefined && posts.get(after.postId)?.status === 'ENDED' ? ecologyError('ECOLOGY_POST_NOT_OPEN', {}, ['postId']) : undefined);
  },
};

const employed: ReadonlySet<string> = new Set(['EMPLOYED']);

/** An adult of a registered poor household, one post a person and one person a post, at the county's wage or better. */
export const rangerRules: readonly Rule<ContractRow>[] = [
  notInFuture('startsOn'),
  inOrder<ContractRow>(['startsOn', 'endedOn']),
  fixedOnce<ContractRow>(new Set(['EMPLOYED', 'ENDED']), ['yearlyWage', 'endsOn']),
  sameCounty<ContractRow>('postId', forestRangerPost),
  postIsOpen,
  registeredPoor<ContractRow>(({ before }) => before === undefined),
  livingMember<ContractRow>('startsOn', 'personId', { adult: true }),
  byParameter<ContractRow>({ parameter: rangerWage, field: 'yearlyWage', is: 'atLeast', on: ({ startsOn }) => startsOn }),
  oneLive<ContractRow>(forestRangerContract, forestRangerContract.personId, 'personId', employed),
  oneLive<ContractRow>(forestRangerContract, forestRangerContract.postId, 'postId', employed),
];

const lastOf = ({ endsOn, endedOn }: ContractRow): string => (endedOn !== null && endedOn < endsOn ? endedOn : endsOn);

const withinContract: Rule<WageRow> = {
  name: 'month of the contract',
  check: async (ctx, drafts) => {
    const contracts = await rowsByIds(ctx, forestRangerContract, drafts.map(({ after }) => after.contractId));
    return drafts.map(({ after: { contractId, personId, month } }) => {
      const its = contracts.get(contractId);
      if (!its) return undefined;
      const isOne = its.personId === personId && month >= `${its.startsOn.slice(0, 7)}-01` && month <= lastOf(its);
      return isOne ? undefined : ecologyError('ECOLOGY_WAGE_OUTSIDE_CONTRACT', {}, ['month']);
    });
  },
};

const notBeforeMonth = rowRule<WageRow>('paid in its month or later', ({ after: { month, paidOn } }) =>
  paidOn < month ? ecologyError('ECOLOGY_WAGE_OUTSIDE_CONTRACT', {}, ['paidOn']) : undefined);

/** Once a month, to the ranger of the contract, as the funds paid it. */
export const rangerWageRules: readonly Rule<WageRow>[] = [
  notInFuture('paidOn'), notBeforeMonth, withinContract, asDisbursed<WageRow>(forestRangerWage, ({ amount }) => amount),
];
