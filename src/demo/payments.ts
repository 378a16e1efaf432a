import { disbursement } from '../db/tables/funds.ts';
import type { Batch } from './batch.ts';
import { dayBetween } from './days.ts';
import { fundYears, type Funds } from './funds.ts';
import type { Random } from './random.ts';
import type { ExitPath, StatusStep } from './status.ts';
import type { Story } from './story.ts';

const purposes: Readonly<Record<ExitPath, readonly string[]>> = {
  INDUSTRY: ['产业发展奖补', '小额信贷贴息', '务工交通补助'],
  RELOCATION: ['搬迁户产业扶持', '务工交通补助'],
  ECOLOGY: ['造林劳务补助', '护林岗位补助'],
  EDUCATION: ['雨露计划补助', '技能培训补助'],
  SAFETY_NET: ['产业分红补助', '公益岗位补助'],
};

const paidShare = 0.35;
/** Below what the county has for each household in a year, so that no allocation is ever exceeded. */
const largestPayment = 2_500;

/** Payments to a poor household: at most one a year, from its county's special funds of that year. */
export const writePayments = (batch: Batch, rng: Random, ids: () => string, funds: Funds, story: Story, steps: readonly StatusStep[]): void => {
  const path = steps.find(({ exitPath }) => exitPath)?.exitPath ?? 'INDUSTRY';
  for (const year of fundYears) {
    const paidOn = dayBetween(rng, `${year}-05-01`, `${year}-10-28`);
    const lives = paidOn > story.registeredOn && (!story.endedOn || paidOn < story.endedOn);
    if (!rng.chance(paidShare) || !lives || story.splitFrom) continue;
    const { allocationId, countyCode } = funds.potOf(story.county.code, year, 'special');
    batch.add(disbursement, {
      id: ids(), countyCode, allocationId, paymentNumber: `ZF-${story.registrationNumber}-${year}`, beneficiary: 'HOUSEHOLD', householdId: story.householdId,
      amount: `${rng.between(5, largestPayment / 100) * 100}.00`, paidOn, purpose: rng.pick(purposes[path]),
    });
  }
};
