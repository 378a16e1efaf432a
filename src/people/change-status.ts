import { and, desc, eq, lte } from 'drizzle-orm';
import { assuranceKind } from '../db/codes/people.ts';
import { assuranceCheck, householdStatusChange } from '../db/tables/people.ts';
import { PlatformError, throwIfAny } from '../errors.ts';
import { refuseOwnFacts } from '../records/author.ts';
import { scopeOf } from '../records/listing.ts';
import type { RequestContext } from '../schema/context.ts';
import { householdRecord } from '../schema/records/household.ts';
import { assuranceRecord, statusChangeRecord } from '../schema/records/welfare.ts';
import { dayFault, type HouseholdRow, lockHousehold, requireRegistrar } from './household-row.ts';
import { createWork } from './work.ts';

/** What it is called in the journal. */
const deed = 'changeHouseholdStatus';

type Status = 'REGISTERED' | 'EXITED' | 'CONSOLIDATED' | 'RELAPSED';

export interface ChangeStatusInput {
  readonly registrationNumber: string;
  readonly to: Status;
  readonly year: number;
  readonly decidedOn: string;
  readonly exitPath?: string | null;
  readonly relapseCause?: string | null;
  readonly reason?: string | null;
}

/** What may follow what. Nobody is struck off: every state stays in the history. */
const next: Record<Status, readonly Status[]> = {
  REGISTERED: ['EXITED'],
  EXITED: ['CONSOLIDATED', 'RELAPSED'],
  CONSOLIDATED: ['RELAPSED'],
  RELAPSED: ['EXITED'],
};

const stepFaults = (row: HouseholdRow, { to, year, decidedOn, exitPath, relapseCause }: ChangeStatusInput): PlatformError[] => {
  const faults: PlatformError[] = [];
  if (!row.isRegisteredPoor || row.status === null) return [new PlatformError('STATUS_NOT_POOR', {}, { path: ['registrationNumber'] })];
  if (!next[row.status].includes(to)) faults.push(new PlatformError('STATUS_STEP_NOT_ALLOWED', { from: row.status, to }, { path: ['to'] }));
  const decisionYear = Number(decidedOn.slice(0, 4));
  if (year !== decisionYear && year !== decisionYear - 1) faults.push(new PlatformError('STATUS_YEAR_INVALID', {}, { path: ['year'] }));
  if (to === 'EXITED' && !exitPath) faults.push(new PlatformError('EXIT_PATH_REQUIRED', {}, { path: ['exitPath'] }));
  if (to === 'RELAPSED' && !relapseCause) faults.push(new PlatformError('RELAPSE_CAUSE_REQUIRED', {}, { path: ['relapseCause'] }));
  return faults;
};

const orderFault = async (ctx: RequestContext, { householdId }: HouseholdRow, decidedOn: string): Promise<PlatformError[]> => {
  const [last] = await ctx.tx.orm.select({ on: householdStatusChange.decidedOn }).from(householdStatusChange)
    .where(and(eq(householdStatusChange.householdId, householdId), scopeOf(ctx.identity, householdStatusChange)))
    .orderBy(desc(householdStatusChange.decidedOn)).limit(1);
  return last && decidedOn <= last.on ? [new PlatformError('STATUS_OUT_OF_ORDER', { date: last.on }, { path: ['decidedOn'] })] : [];
};

/** An exit needs all five assurances shown to be met by their latest check: no exit on paper. */
const assuranceFault = async (ctx: RequestContext, { householdId }: HouseholdRow, decidedOn: string): Promise<PlatformError[]> => {
  const latest = await ctx.tx.orm.selectDistinctOn([assuranceCheck.kind], { kind: assuranceCheck.kind, met: assuranceCheck.met }).from(assuranceCheck)
    .where(and(eq(assuranceCheck.householdId, householdId), lte(assuranceCheck.checkedOn, decidedOn), scopeOf(ctx.identity, assuranceCheck)))
    .orderBy(assuranceCheck.kind, desc(assuranceCheck.checkedOn));
  const met = new Set(latest.filter((check) => check.met).map(({ kind }) => kind));
  const missing = assuranceKind.values.filter((kind) => !met.has(kind)).map((kind) => `${assuranceKind.titles[kind].zh} ${kind}`);
  return missing.length > 0 ? [new PlatformError('EXIT_ASSURANCES_NOT_MET', { kinds: missing.join(', ') }, { path: ['to'] })] : [];
};

/**
 * Records that a household exited, was consolidated or relapsed. A reviewer decides, who wrote neither
 * the household nor its checks; the history keeps every step.
 * @returns the household's id
 */
export const changeStatus = async (ctx: RequestContext, input: ChangeStatusInput): Promise<string> => {
  await requireRegistrar(ctx, 'REVIEWER');
  const row = await lockHousehold(ctx, input.registrationNumber);
  await refuseOwnFacts(ctx, row.householdId, [householdRecord, assuranceRecord], deed);
  const { to, year, decidedOn } = input;
  throwIfAny([
    ...stepFaults(row, input),
    ...[dayFault(ctx, row, decidedOn, 'decidedOn') ?? []].flat(),
    ...(await orderFault(ctx, row, decidedOn)),
    ...(to === 'EXITED' ? await assuranceFault(ctx, row, decidedOn) : []),
  ]);
  const work = createWork(ctx);
  work.change(householdRecord, row, { status: to });
  work.add(statusChangeRecord, row, {
    year, status: to, decidedOn,
    relapseCause: to === 'RELAPSED' ? input.relapseCause : null,
    exitPath: to === 'EXITED' ? input.exitPath : null,
    reason: input.reason ?? null,
  });
  await work.commit(deed, input.reason ?? undefined);
  return row.householdId;
};
