import { PlatformError } from '../../../errors.ts';
import { requireRegistrar } from '../../../people/household-row.ts';
import type { SaveResult } from '../../../records/save.ts';
import type { RequestContext } from '../../../schema/context.ts';
import type { InCell } from '../../formats/cells.ts';
import { householdsByNumber } from '../../resolve-keys.ts';
import type { IntakeRow, Settled } from '../importer.ts';
import { type ReportFailure, settleRows } from '../settle.ts';
import type { GivenHousehold } from './given.ts';
import { householdImporter } from './importer.ts';
import { memberColumns } from './columns.ts';
import { type Asked, keepKeys, KeysRefused, openKeys } from './keyed.ts';

/** Most members that one call brings, of all its households together. */
const mostMembers = 2_000;

const cells = (given: object, without: readonly string[]): Record<string, InCell> =>
  Object.fromEntries(Object.entries(given).filter(([name, value]) => !without.includes(name) && value != null)) as Record<string, InCell>;

/** The rows that a file would have of it: one for each member, or one without any. */
const rowsOf = ({ given, number }: Asked): IntakeRow[] => {
  const common = { ...cells(given, ['members', 'external']), registrationNumber: number as string };
  const members = given.members.length > 0 ? given.members : [{}];
  return members.map((member, line) => ({ line, cells: { ...common, ...cells(member, ['external']) }, faults: [] }));
};

const memberNames = new Set(memberColumns.map(({ name }) => name));

const isHeld = ({ code }: PlatformError): boolean => code === 'IMPORT_HOUSEHOLD_HELD';

/** Faults of the row of a member, or of the household, where they stand in the input. */
const faultsOf = ({ given }: Asked, at: number, { faults }: Settled): readonly PlatformError[] => {
  const own = faults.filter((fault) => !isHeld(fault));
  const isOfMember = ({ path }: PlatformError): boolean => memberNames.has(String(path?.[0]));
  const isLacking = given.members.length === 0 && own.some(isOfMember);
  return [
    ...own.filter((fault) => !isOfMember(fault)),
    ...(isLacking ? [new PlatformError('FIELD_REQUIRED', { field: 'members', title: '家庭成员' }, { path: ['members'] })] : own.filter(isOfMember).map((fault) => fault.at('members', at, ...(fault.path ?? [])))),
  ];
};

const outcomeOf = (settled: readonly Settled[]): SaveResult['outcome'] => {
  const of = (outcome: Settled['outcome']): boolean => settled.some((one) => one.outcome === outcome);
  if (of('QUARANTINED')) return 'REJECTED';
  return of('CREATED') ? 'CREATED' : of('UPDATED') ? 'UPDATED' : 'UNCHANGED';
};

const isSound = ({ faults }: Asked): boolean => faults.length === 0;

/** Stores those that are sound, and their keys. Where a key is refused nothing of it is stored, and the others are tried anew. */
const store = async (ctx: RequestContext, all: readonly Asked[], report: ReportFailure): Promise<ReadonlyMap<Asked, SaveResult['outcome']>> => {
  const sound = all.filter(isSound);
  if (sound.length === 0) return new Map();
  ctx.loaders.clear();
  try {
    return await ctx.tx.savepoint(async () => {
      const rows = sound.map((one) => [one, rowsOf(one)] as const);
      const settled = await settleRows(ctx, householdImporter, rows.flatMap(([, some]) => some), report);
      let from = 0;
      const outcomes = rows.map(([one, some]) => {
        const own = settled.slice(from, (from += some.length));
        one.faults.push(...own.flatMap((settledRow, at) => faultsOf(one, at, settledRow)));
        return [one, outcomeOf(own)] as const;
      });
      await keepKeys(ctx, sound.filter(isSound));
      return new Map(outcomes);
    });
  } catch (error) {
    if (!(error instanceof KeysRefused)) throw error;
    return store(ctx, all, report);
  }
};

const ask = (given: GivenHousehold): Asked => ({ given, number: given.registrationNumber?.trim() || undefined, faults: [] });

const refuseRepeats = (all: readonly Asked[]): void => {
  const seen = new Set<string>();
  for (const { number, faults } of all) {
    if (number === undefined) faults.push(new PlatformError('FIELD_REQUIRED', { field: 'registrationNumber', title: '户编号' }, { path: ['registrationNumber'] }));
    else if (seen.has(number)) faults.push(new PlatformError('DUPLICATE_IN_BATCH', {}, { path: ['registrationNumber'] }));
    else seen.add(number);
  }
};

/**
 * Saves households with their members as a file of them would: new ones are registered, of those that are there what
 * may be put right is, what is an event is refused. Each is stored whole or not at all and stops no other. Statements
 * do not grow with them.
 * @throws PlatformError FORBIDDEN, DEPARTMENT_NOT_IN_CHARGE, BATCH_TOO_LARGE
 */
export const saveHouseholds = async (ctx: RequestContext, given: readonly GivenHousehold[], report: ReportFailure): Promise<readonly SaveResult[]> => {
  await requireRegistrar(ctx, 'CLERK', 'INTEGRATOR');
  if (given.reduce((sum, { members }) => sum + members.length, 0) > mostMembers) throw new PlatformError('BATCH_TOO_LARGE', { max: mostMembers });
  const all = given.map(ask);
  await openKeys(ctx, all);
  refuseRepeats(all);
  const outcomes = await store(ctx, all, report);
  const ids = await householdsByNumber(ctx, all.filter(isSound).map(({ number }) => number as string));
  return all.map((one): SaveResult => {
    if (!isSound(one)) return { outcome: 'REJECTED', id: null, errors: one.faults };
    return { outcome: outcomes.get(one) ?? 'REJECTED', id: ids.get(one.number as string) ?? null, errors: [] };
  });
};
