import { assuranceCheck, helperAssignment, householdIncome, householdNeed, householdPlan, householdStatusChange } from '../db/tables/people.ts';
import { helpers, needs, plans } from './assistance.ts';
import { checks } from './assurance.ts';
import { incomes } from './income.ts';
import { type Pen, recordOf } from './people-rows.ts';
import type { StatusStep } from './status.ts';
import type { Story } from './story.ts';

/** Writes what was done for a poor household and how it fared. */
export const writeWelfare = (pen: Pen, story: Story, steps: readonly StatusStep[]): void => {
  const { batch, rng } = pen;
  const own = <R extends object>(rows: readonly R[]) => rows.map((row) => ({ ...recordOf(pen, story), ...row }));
  batch.add(householdStatusChange, ...own(steps).map((step) => ({ ...step, exitPath: step.exitPath ?? null, relapseCause: step.relapseCause ?? null, reason: step.reason ?? null })));
  batch.add(householdIncome, ...own(incomes(rng, story, steps)));
  batch.add(assuranceCheck, ...own(checks(rng, story, steps)));
  batch.add(householdNeed, ...own(needs(rng, story, steps)));
  batch.add(householdPlan, ...own(plans(rng, story, steps)));
  batch.add(helperAssignment, ...own(helpers(rng, story)));
};
