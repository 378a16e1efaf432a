import { PlatformError } from '../../../errors.ts';
import { type CheckedMember, checkMember, checkRelations, checkRepeats, type MemberInput } from '../../../people/member-input.ts';
import { requireRegistrar } from '../../../people/household-row.ts';
import { inputFaults, type RegisterInput } from '../../../people/register.ts';
import { type Registration, registerMany } from '../../../people/register-many.ts';
import type { RequestContext } from '../../../schema/context.ts';
import { coreRecords } from '../../../schema/core-records.ts';
import { householdsByNumber } from '../../resolve-keys.ts';
import type { Importer, IntakeRow, Settled } from '../importer.ts';
import { householdColumns, keptColumns, memberColumns } from './columns.ts';
import { compareGroups } from './compare.ts';
import { type Group, groupsOf, idNumberFault, numberOf, type ReadRow, requireWhole } from './read.ts';

/** Rows of one transaction; a household's rows stay together. */
const batchRows = 2_000;

/** Where in the rows a fault of a registration belongs: to the row of a member, or to the first. */
const place = ({ rows }: Group, faults: readonly PlatformError[]): void => {
  for (const fault of faults) {
    const path = fault.path ?? [];
    const at = path[0] === 'members' && typeof path[1] === 'number' ? path[1] : 0;
    const column = path[0] === 'members' ? (path[2] ?? 'relation') : path[0];
    rows[at]?.row.faults.push(column === undefined ? fault : fault.at(column));
  }
};

const isSound = ({ rows }: Group): boolean => rows.every(({ row }) => row.faults.length === 0);

/** The member of a row, checked; a number that a spreadsheet has rounded is told so. */
const checkedMember = (ctx: RequestContext, { row, member }: ReadRow): CheckedMember => {
  const faults: PlatformError[] = [];
  const checked = checkMember(ctx, member as unknown as MemberInput, [], faults);
  for (const fault of faults) {
    const lost = idNumberFault(fault.code, String(member.idNumber ?? ''));
    row.faults.push(lost === undefined ? fault : new PlatformError(lost, {}, { path: ['idNumber'] }));
  }
  return checked;
};

const registrationOf = (ctx: RequestContext, group: Group): Registration => {
  const members = group.rows.map(({ member }) => member as unknown as MemberInput);
  const input = { ...group.household, members } as unknown as RegisterInput & { readonly registrationNumber: string };
  const checked = group.rows.map((row) => checkedMember(ctx, row));
  place(group, [...inputFaults(ctx, input), ...checkRepeats(checked, ['members']), ...checkRelations(checked.map(({ relation }) => relation), ['members'])]);
  return { input, members: checked };
};

const register = async (ctx: RequestContext, groups: readonly Group[]): Promise<void> => {
  const sound = groups.flatMap((group) => {
    const registration = registrationOf(ctx, group);
    return isSound(group) ? [{ group, registration }] : [];
  });
  const refused = await registerMany(ctx, sound.map(({ registration }) => registration));
  sound.forEach(({ group }, at) => place(group, refused[at] ?? []));
};

/** A household is stored whole or not at all: rows without fault of one with a fault wait with it. */
const hold = (group: Group): void => {
  if (isSound(group)) return;
  for (const { row } of group.rows) if (row.faults.length === 0) row.faults.push(new PlatformError('IMPORT_HOUSEHOLD_HELD'));
};

const save = async (ctx: RequestContext, rows: readonly IntakeRow[]): Promise<readonly Settled[]> => {
  const groups = groupsOf(rows);
  const known = await householdsByNumber(ctx, groups.filter(isSound).map(({ number }) => number));
  const readable = groups.filter(isSound);
  const fresh = readable.filter(({ number }) => !known.has(number));
  fresh.forEach(requireWhole);
  await register(ctx, fresh.filter(isSound));
  const there = readable.filter(({ number }) => known.has(number));
  for (const { rows: some } of there) for (const row of some) if (row.hasMember) checkedMember(ctx, row);
  const changed = await compareGroups(ctx, there.filter(isSound), known);
  groups.forEach(hold);
  const created = new Set(fresh.flatMap((group) => group.rows.map(({ row }) => row)));
  return rows.map((row): Settled => {
    if (row.faults.length > 0) return { outcome: 'QUARANTINED', faults: row.faults };
    return { outcome: created.has(row) ? 'CREATED' : changed.has(row) ? 'UPDATED' : 'UNCHANGED', faults: [] };
  });
};

/**
 * Households with their members, a row for each member: new ones are registered, and of those that are there
 * what may be put right is. What is an event in a household's life is recorded as one, not by a file.
 */
export const householdImporter: Importer = {
  name: 'Household',
  record: coreRecords.household,
  columns: [...householdColumns, ...memberColumns, ...keptColumns],
  batchRows,
  groupOf: numberOf,
  admit: (ctx) => requireRegistrar(ctx, 'CLERK', 'INTEGRATOR'),
  save,
};
