import type { exitPath, householdStatus, relapseCause } from '../db/codes/people.ts';
import { dayBetween } from './days.ts';
import type { Cause } from './family.ts';
import { noExit } from './outline.ts';
import type { Random } from './random.ts';
import type { Story } from './story.ts';

export type Status = (typeof householdStatus.values)[number];
export type ExitPath = (typeof exitPath.values)[number];
type RelapseCause = (typeof relapseCause.values)[number];

/** A decision about a household's poverty. */
export interface StatusStep {
  readonly status: Status;
  readonly year: number;
  readonly decidedOn: string;
  readonly exitPath?: ExitPath;
  readonly relapseCause?: RelapseCause;
  readonly reason?: string;
}

const paths: Partial<Record<Cause, readonly (readonly [ExitPath, number])[]>> = {
  ILLNESS: [['INDUSTRY', 45], ['SAFETY_NET', 30], ['ECOLOGY', 15], ['RELOCATION', 10]],
  DISABILITY: [['SAFETY_NET', 60], ['INDUSTRY', 25], ['ECOLOGY', 15]],
  LACK_OF_LABOUR: [['SAFETY_NET', 60], ['INDUSTRY', 25], ['ECOLOGY', 15]],
  SCHOOLING: [['EDUCATION', 70], ['INDUSTRY', 30]],
};
const usualPaths: readonly (readonly [ExitPath, number])[] = [['INDUSTRY', 60], ['RELOCATION', 18], ['ECOLOGY', 17], ['EDUCATION', 5]];

/** The way out that suits the cause. */
export const drawPath = (rng: Random, cause: Cause | null): ExitPath => rng.weighted((cause && paths[cause]) ?? usualPaths);

const relapses: readonly (readonly [RelapseCause, number])[] = [
  ['ILLNESS', 45], ['JOB_LOSS', 15], ['INDUSTRY_FAILURE', 15], ['DISASTER', 10], ['DISABILITY', 8], ['SCHOOLING', 7],
];

/** Exits are decided at the end of the year they count for. */
const exitIn = (rng: Random, year: number, exitPath: ExitPath): StatusStep =>
  ({ status: 'EXITED', year, decidedOn: dayBetween(rng, `${year}-11-10`, `${year}-12-28`), exitPath });

const relapse = (rng: Random, exitYear: number, path: ExitPath): readonly StatusStep[] => {
  const year = rng.between(exitYear + 1, 2020);
  const step: StatusStep = { status: 'RELAPSED', year, decidedOn: dayBetween(rng, `${year}-05-10`, `${year}-10-20`), relapseCause: rng.weighted(relapses) };
  return year < 2020 && rng.chance(0.7) ? [step, exitIn(rng, year + 1, path)] : [step];
};

/** A few fall back, a third of the early exits is looked at again two years later and holds. */
const afterExit = (rng: Random, exitYear: number, path: ExitPath): readonly StatusStep[] => {
  if (exitYear > 2018) return [];
  if (rng.chance(0.03)) return relapse(rng, exitYear, path);
  if (!rng.chance(0.35)) return [];
  const year = exitYear + 2;
  return [{ status: 'CONSOLIDATED', year, decidedOn: dayBetween(rng, `${year}-12-01`, `${year}-12-28`) }];
};

/** A household that was split off goes on where the old one stood. */
const inherited = (from: readonly StatusStep[], on: string): readonly StatusStep[] => {
  const last = from.findLast(({ decidedOn }) => decidedOn <= on);
  const later = from.filter(({ decidedOn }) => decidedOn > on);
  return last ? [{ ...last, year: Number(on.slice(0, 4)), decidedOn: on, reason: '分户承接原户状态' }, ...later] : later;
};

const told = (rng: Random, { exitYear, registeredOn, mainCause }: Story): readonly StatusStep[] => {
  if (exitYear === 0) return [];
  const registered: StatusStep = { status: 'REGISTERED', year: Number(registeredOn.slice(0, 4)), decidedOn: registeredOn };
  if (exitYear === noExit) return [registered];
  const path = drawPath(rng, mainCause);
  return [registered, exitIn(rng, exitYear, path), ...afterExit(rng, exitYear, path)];
};

/** The decisions about a household in order of days; `of` gives those about the household it was split from. */
export const statusSteps = (rng: Random, story: Story, of: (story: Story) => readonly StatusStep[]): readonly StatusStep[] =>
  story.splitFrom ? inherited(of(story.splitFrom), story.registeredOn) : told(rng, story);

/** What still holds of the decisions: a household that ended is decided on no more. */
export const untilEnd = (steps: readonly StatusStep[], { endedOn }: Story): readonly StatusStep[] =>
  endedOn === undefined ? steps : steps.filter(({ decidedOn }) => decidedOn < endedOn);

/** Year of the first exit, if there was one; a household that was split off has that of the old one. */
export const firstExitYear = ({ exitYear }: Story, steps: readonly StatusStep[]): number | null =>
  steps.some(({ status }) => status !== 'REGISTERED') ? exitYear : null;

/** Whether the household counts as poor at the end of a year. */
export const isPoorIn = (steps: readonly StatusStep[], year: number): boolean => {
  const last = steps.findLast((step) => step.year <= year)?.status;
  return last === undefined || last === 'REGISTERED' || last === 'RELAPSED';
};
