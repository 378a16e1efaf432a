import {
  educationLevel, exitPath, healthState, householdStatus, labourAbility, povertyCause, relapseCause, relation, sex,
} from '../db/codes/people.ts';
import { bilingual, type TypeShelf } from '../records/kit.ts';

const on = bilingual({ zh: '发生日期', en: 'Day it happened' });
const reason = bilingual({ zh: '原因', en: 'Reason' });
const number = bilingual({ zh: '户编号', en: 'Registration number' });

const memberInput = ({ builder, enumOf }: TypeShelf) =>
  builder.inputType('MemberInput', {
    description: bilingual({ zh: '家庭成员;有身份证号时性别和出生日期由号码得出', en: 'A member; sex and date of birth follow from the ID number where there is one' }),
    fields: (t) => ({
      name: t.string({ required: true }),
      idNumber: t.string({ description: bilingual({ zh: '18 位身份证号', en: 'ID number of 18 characters' }) }),
      sex: t.field({ type: enumOf(sex) }),
      bornOn: t.field({ type: 'Date' }),
      relation: t.field({ type: enumOf(relation), required: true }),
      labourAbility: t.field({ type: enumOf(labourAbility), required: true }),
      healthState: t.field({ type: enumOf(healthState), required: true }),
      education: t.field({ type: enumOf(educationLevel), required: true }),
    }),
  });

const relationInput = ({ builder, enumOf }: TypeShelf) =>
  builder.inputType('MemberRelationInput', {
    description: bilingual({ zh: '成员的新关系', en: 'The new relation of a member' }),
    fields: (t) => ({ personId: t.id({ required: true }), relation: t.field({ type: enumOf(relation), required: true }) }),
  });

const registerInput = ({ builder, enumOf }: TypeShelf, member: ReturnType<typeof memberInput>) =>
  builder.inputType('RegisterHouseholdInput', {
    fields: (t) => ({
      registrationNumber: t.string({ description: bilingual({ zh: '户编号,不填则由平台编号', en: 'Registration number; made by the platform unless given' }) }),
      villageCode: t.string({ required: true, description: bilingual({ zh: '村代码(12 位)', en: 'Village code, 12 digits' }) }),
      registeredOn: t.field({ type: 'Date', required: true }),
      isRegisteredPoor: t.boolean({ required: true, defaultValue: true }),
      address: t.string({}),
      mainCause: t.field({ type: enumOf(povertyCause) }),
      otherCauses: t.field({ type: [enumOf(povertyCause)] }),
      members: t.field({ type: [member], required: true }),
    }),
  });

const changeMembersInput = ({ builder }: TypeShelf, member: ReturnType<typeof memberInput>, rel: ReturnType<typeof relationInput>) => {
  const joinKind = builder.enumType('JoinKind', { values: ['BIRTH', 'MARRIAGE_IN', 'JOIN'] as const });
  const leaveKind = builder.enumType('LeaveKind', { values: ['DEATH', 'MARRIAGE_OUT', 'LEAVE'] as const });
  const join = builder.inputType('JoinInput', {
    fields: (t) => ({ kind: t.field({ type: joinKind, required: true }), member: t.field({ type: member, required: true }) }),
  });
  const leave = builder.inputType('LeaveInput', {
    fields: (t) => ({ kind: t.field({ type: leaveKind, required: true }), personId: t.id({ required: true }) }),
  });
  return builder.inputType('ChangeMembersInput', {
    fields: (t) => ({
      registrationNumber: t.string({ required: true, description: number }),
      on: t.field({ type: 'Date', required: true, description: on }),
      reason: t.string({ required: true, description: reason }),
      join: t.field({ type: [join] }),
      leave: t.field({ type: [leave] }),
      relations: t.field({ type: [rel] }),
    }),
  });
};

const changeStatusInput = ({ builder, enumOf }: TypeShelf) =>
  builder.inputType('ChangeHouseholdStatusInput', {
    fields: (t) => ({
      registrationNumber: t.string({ required: true, description: number }),
      to: t.field({ type: enumOf(householdStatus), required: true }),
      year: t.int({ required: true, description: bilingual({ zh: '年度', en: 'Year it counts for' }) }),
      decidedOn: t.field({ type: 'Date', required: true }),
      exitPath: t.field({ type: enumOf(exitPath) }),
      relapseCause: t.field({ type: enumOf(relapseCause) }),
      reason: t.string({ description: reason }),
    }),
  });

const moveInput = ({ builder }: TypeShelf) =>
  builder.inputType('MoveHouseholdInput', {
    fields: (t) => ({
      registrationNumber: t.string({ required: true, description: number }),
      toVillageCode: t.string({ required: true }),
      on: t.field({ type: 'Date', required: true, description: on }),
      reason: t.string({ required: true, description: reason }),
    }),
  });

const splitInput = ({ builder }: TypeShelf, rel: ReturnType<typeof relationInput>) =>
  builder.inputType('SplitHouseholdInput', {
    fields: (t) => ({
      registrationNumber: t.string({ required: true, description: number }),
      on: t.field({ type: 'Date', required: true, description: on }),
      reason: t.string({ required: true, description: reason }),
      going: t.field({ type: [rel], required: true }),
      staying: t.field({ type: [rel] }),
    }),
  });

const mergeInput = ({ builder }: TypeShelf, rel: ReturnType<typeof relationInput>) =>
  builder.inputType('MergeHouseholdsInput', {
    fields: (t) => ({
      registrationNumber: t.string({ required: true, description: bilingual({ zh: '将销户的户编号', en: 'Number of the household that ends' }) }),
      intoRegistrationNumber: t.string({ required: true }),
      on: t.field({ type: 'Date', required: true, description: on }),
      reason: t.string({ required: true, description: reason }),
      coming: t.field({ type: [rel], required: true }),
    }),
  });

const movePersonInput = ({ builder, enumOf }: TypeShelf, rel: ReturnType<typeof relationInput>) => {
  const kind = builder.enumType('MovePersonKind', { values: ['MARRIAGE', 'JOIN'] as const });
  return builder.inputType('MovePersonInput', {
    fields: (t) => ({
      kind: t.field({ type: kind, required: true }),
      personId: t.id({ required: true }),
      toRegistrationNumber: t.string({ required: true }),
      relation: t.field({ type: enumOf(relation), required: true }),
      on: t.field({ type: 'Date', required: true, description: on }),
      reason: t.string({ required: true, description: reason }),
      staying: t.field({ type: [rel] }),
    }),
  });
};

/** The inputs of the mutations on households, made once for a schema. */
export const householdInputs = (shelf: TypeShelf) => {
  const member = memberInput(shelf);
  const rel = relationInput(shelf);
  return {
    register: registerInput(shelf, member),
    changeMembers: changeMembersInput(shelf, member, rel),
    changeStatus: changeStatusInput(shelf),
    move: moveInput(shelf),
    split: splitInput(shelf, rel),
    merge: mergeInput(shelf, rel),
    movePerson: movePersonInput(shelf, rel),
  };
};
