import { type IdNumberCheck, checkIdNumber } from '../access/id-number.ts';
import { mayHoldIdNumber } from '../access/id-number-text.ts';
import { PlatformError } from '../errors.ts';
import type { RequestContext } from '../schema/context.ts';

/** A person as given by a clerk. Sex and date of birth follow from the ID number where there is one. */
export interface MemberInput {
  readonly name: string;
  readonly idNumber?: string | null;
  readonly sex?: 'MALE' | 'FEMALE' | null;
  readonly bornOn?: string | null;
  readonly relation: string;
  readonly labourAbility: string;
  readonly healthState: string;
  readonly education: string;
}

/** A person whose facts hold together. */
export interface CheckedMember extends Omit<MemberInput, 'idNumber' | 'sex' | 'bornOn'> {
  readonly idNumber: string | null;
  readonly sex: 'MALE' | 'FEMALE';
  readonly bornOn: string;
}

type Path = readonly (string | number)[];

const mismatches = (member: MemberInput, checked: IdNumberCheck & { ok: true }, path: Path): PlatformError[] => [
  ...(member.sex && member.sex !== checked.sex ? [new PlatformError('ID_NUMBER_MISMATCH', { field: '性别 sex' }, { path: [...path, 'sex'] })] : []),
  ...(member.bornOn && member.bornOn !== checked.bornOn ? [new PlatformError('ID_NUMBER_MISMATCH', { field: '出生日期 bornOn' }, { path: [...path, 'bornOn'] })] : []),
];

/** Checks a given person; every fault is added to `errors` with its place in the input. */
export const checkMember = (ctx: RequestContext, member: MemberInput, path: Path, errors: PlatformError[]): CheckedMember => {
  const { idNumber, sex, bornOn, ...rest } = member;
  const unknown = { ...rest, idNumber: null, sex: sex ?? 'MALE', bornOn: bornOn ?? ctx.today } as CheckedMember;
  if (rest.name.trim() === '') errors.push(new PlatformError('FIELD_REQUIRED', { field: 'name', title: '姓名' }, { path: [...path, 'name'] }));
  if (mayHoldIdNumber(rest.name)) errors.push(new PlatformError('ID_NUMBER_IN_TEXT', {}, { path: [...path, 'name'] }));
  if (bornOn && bornOn > ctx.today) errors.push(new PlatformError('DATE_IN_FUTURE', { date: bornOn }, { path: [...path, 'bornOn'] }));
  if (!idNumber) {
    if (!sex || !bornOn) errors.push(new PlatformError('SEX_AND_BIRTH_REQUIRED', {}, { path: [...path, 'idNumber'] }));
    return unknown;
  }
  const checked = checkIdNumber(idNumber, { today: ctx.today, allowSynthetic: ctx.syntheticPeople });
  if (!checked.ok) {
    errors.push(new PlatformError(checked.code, {}, { path: [...path, 'idNumber'] }));
    return unknown;
  }
  errors.push(...mismatches(member, checked, path));
  return { ...rest, idNumber: checked.value, sex: checked.sex, bornOn: checked.bornOn };
};

/** Refuses the same ID number given twice in one input. */
export const checkRepeats = (members: readonly CheckedMember[], path: Path): PlatformError[] => {
  const seen = new Set<string>();
  return members.flatMap(({ idNumber }, index) => {
    if (idNumber === null || !seen.has(idNumber)) {
      if (idNumber !== null) seen.add(idNumber);
      return [];
    }
    return [new PlatformError('ID_NUMBER_REPEATED', {}, { path: [...path, index, 'idNumber'] })];
  });
};

/** One head, at most one spouse. */
export const checkRelations = (relations: readonly string[], path: Path): PlatformError[] => {
  const heads = relations.filter((relation) => relation === 'HEAD').length;
  const spouses = relations.filter((relation) => relation === 'SPOUSE').length;
  return [
    ...(heads === 1 ? [] : [new PlatformError('HEAD_COUNT', { count: heads }, { path })]),
    ...(spouses > 1 ? [new PlatformError('SPOUSE_COUNT', {}, { path })] : []),
  ];
};
