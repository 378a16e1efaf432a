import { educationLevel, healthState, labourAbility, povertyCause, relation, sex } from '../../../db/codes/people.ts';
import type { PlatformError } from '../../../errors.ts';
import { externalKeyInput } from '../../../records/external/input.ts';
import { bilingual, type TypeShelf } from '../../../records/kit.ts';
import { rowsById } from '../../../records/rows.ts';
import type { SaveResult } from '../../../records/save.ts';
import { coreRecords } from '../../../schema/core-records.ts';
import { asData, asUserErrors, type UserErrorRef } from '../../../schema/user-error.ts';
import type { ReportFailure } from '../settle.ts';
import type { GivenHousehold } from './given.ts';
import { saveHouseholds } from './save-many.ts';

interface Saved {
  readonly results: readonly SaveResult[];
  readonly errors: readonly PlatformError[];
}

const own = bilingual({ zh: '在外部系统中的标识:首次保存时登记', en: 'Its key in another system: kept when first saved' });

const memberInput = (shelf: TypeShelf) => shelf.builder.inputType('HouseholdMemberInput', {
  description: bilingual({ zh: '农户的一名成员;已在册的按身份证号或姓名和出生日期找到', en: 'A member; one who is there already is found by ID number, or by name and date of birth' }),
  fields: (t) => ({
    external: t.field({ type: externalKeyInput(shelf), description: own } as never),
    name: t.string({ required: true }),
    idNumber: t.string({}),
    relation: t.field({ type: shelf.enumOf(relation), required: true }),
    sex: t.field({ type: shelf.enumOf(sex) }),
    bornOn: t.field({ type: 'Date' }),
    labourAbility: t.field({ type: shelf.enumOf(labourAbility) }),
    healthState: t.field({ type: shelf.enumOf(healthState) }),
    education: t.field({ type: shelf.enumOf(educationLevel) }),
  }),
});

const householdInput = (shelf: TypeShelf) => {
  const member = memberInput(shelf);
  return shelf.builder.inputType('HouseholdInput', {
    description: bilingual({ zh: '农户及其成员;已在册的农户,未给出的内容保持不变', en: 'A household with its members; of one that is there, what is left out stays as it is' }),
    fields: (t) => ({
      external: t.field({ type: externalKeyInput(shelf), description: own } as never),
      registrationNumber: t.string({ description: bilingual({ zh: '户编号;已登记外部标识的可不填', en: 'Registration number; not needed where external finds it' }) }),
      villageCode: t.string({}),
      registeredOn: t.field({ type: 'Date' }),
      isRegisteredPoor: t.boolean({}),
      address: t.string({}),
      mainCause: t.field({ type: shelf.enumOf(povertyCause) }),
      otherCauses: t.field({ type: [shelf.enumOf(povertyCause)] }),
      members: t.field({ type: [member], required: true, defaultValue: [] }),
    }),
  });
};

const payloadType = (shelf: TypeShelf, userError: UserErrorRef) => {
  const outcome = shelf.inputOf('Outcome', () => shelf.builder.enumType('Outcome', { values: ['CREATED', 'UPDATED', 'UNCHANGED', 'REJECTED'] }) as never);
  const result = shelf.builder.objectRef<SaveResult>('SaveHouseholdResult').implement({
    description: bilingual({ zh: '一户的保存结果', en: 'What became of one household' }),
    fields: (t) => ({
      outcome: t.field({ type: outcome as never, resolve: (({ outcome: of }: SaveResult) => of) as never }),
      errors: t.field({ type: [userError], resolve: ({ errors }) => asData(errors) }),
      household: t.field({ type: shelf.typeOf(coreRecords.household), nullable: true, resolve: ({ id }, _, ctx) => (id === null ? null : rowsById(ctx, coreRecords.household).load(id)) }),
    }),
  });
  return shelf.builder.objectRef<Saved>('SaveHouseholdsPayload').implement({
    description: bilingual({ zh: '批量保存农户的结果,逐户给出', en: 'What became of the households, one by one' }),
    fields: (t) => ({
      results: t.field({ type: [result], resolve: ({ results }) => [...results] }),
      errors: t.field({ type: [userError], resolve: ({ errors }) => asData(errors) }),
    }),
  });
};

/** Many households with their members in one call, as a file of them. */
export const defineSaveHouseholds = (shelf: TypeShelf, userError: UserErrorRef, report: (requestId: string) => ReportFailure): void => {
  const [input, payload] = [householdInput(shelf), payloadType(shelf, userError)];
  shelf.builder.mutationField('saveHouseholds', (t) => t.field({
    type: payload,
    description: bilingual({ zh: '批量登记或更正农户及其成员,逐户给出结果;家庭变动请用相应的变更操作', en: 'Registers households with their members or puts right what is there; a refused one stops no other. Events in a household\'s life have mutations of their own' }),
    args: { rows: t.arg({ type: [input], required: true }) },
    resolve: async (_, args, ctx) => {
      const { value, errors } = await asUserErrors(ctx, () => saveHouseholds(ctx, args.rows as unknown as readonly GivenHousehold[], report(ctx.requestId)));
      ctx.loaders.clear();
      const results = (value ?? []).map((result, index) => ({ ...result, errors: result.errors.map((error) => error.at('rows', index, ...(error.path ?? []))) }));
      return { results, errors };
    },
  }));
};
