import type { PgTable } from 'drizzle-orm/pg-core';
import { changeMembers } from '../people/change-members.ts';
import { changeStatus } from '../people/change-status.ts';
import { mergeHouseholds } from '../people/merge.ts';
import { moveHousehold } from '../people/move.ts';
import { movePerson } from '../people/move-person.ts';
import { registerHousehold } from '../people/register.ts';
import { splitHousehold } from '../people/split.ts';
import type { PlatformError } from '../errors.ts';
import { bilingual, type TypeShelf } from '../records/kit.ts';
import { rowsById } from '../records/rows.ts';
import type { RequestContext } from './context.ts';
import { coreRecords } from './core-records.ts';
import { householdInputs } from './household-inputs.ts';
import { asData, asUserErrors, type UserErrorRef } from './user-error.ts';

/** What a mutation on a household answers: the household, or why nothing was changed. */
interface Payload {
  readonly ids: readonly string[];
  readonly errors: readonly PlatformError[];
}

const run = async (ctx: RequestContext, work: () => Promise<string | readonly string[]>): Promise<Payload> => {
  const { value, errors } = await asUserErrors(ctx, work);
  ctx.loaders.clear();
  return { ids: [value ?? []].flat(), errors };
};

/** The mutations that change households; each refuses with typed errors and then changes nothing. */
export const defineHouseholdMutations = (shelf: TypeShelf, userError: UserErrorRef, householdTables: readonly PgTable[]): void => {
  const { builder } = shelf;
  const inputs = householdInputs(shelf);
  const household = shelf.typeOf(coreRecords.household);
  const payload = builder.objectRef<Payload>('HouseholdPayload').implement({
    description: bilingual({ zh: '农户变更结果', en: 'What became of a change to a household' }),
    fields: (t) => ({
      household: t.field({
        type: household,
        nullable: true,
        resolve: ({ ids: [id] }, _, ctx) => (id === undefined ? null : rowsById(ctx, coreRecords.household).load(id)),
      }),
      otherHousehold: t.field({
        type: household,
        nullable: true,
        description: bilingual({ zh: '分户产生的新户、并户中销户的户,或人员转出的户', en: 'The new household of a split, the one that ended in a merger, or the one a person left' }),
        resolve: ({ ids: [, id] }, _, ctx) => (id === undefined ? null : rowsById(ctx, coreRecords.household).load(id)),
      }),
      errors: t.field({ type: [userError], resolve: ({ errors }) => asData(errors) }),
    }),
  });
  const mutation = <Input>(name: string, input: object, [zh, en]: readonly [string, string], work: (ctx: RequestContext, given: Input) => Promise<string | readonly string[]>): void =>
    builder.mutationField(name, (t) =>
      t.field({
        type: payload,
        description: bilingual({ zh, en }),
        args: { input: t.arg({ type: input as never, required: true }) },
        resolve: (_, args, ctx) => run(ctx, () => work(ctx, (args as { input: Input }).input)),
      }));
  mutation('registerHousehold', inputs.register, ['登记农户', 'Registers a household with its members'], registerHousehold);
  mutation('changeMembers', inputs.changeMembers, ['登记家庭成员变动', 'Records births, deaths, marriages and other changes of members'], changeMembers);
  mutation('changeHouseholdStatus', inputs.changeStatus, ['变更脱贫状态', 'Records exit, consolidation or relapse'], changeStatus);
  mutation('moveHousehold', inputs.move, ['农户迁移', 'Moves a household to another village'], (ctx, input: Parameters<typeof moveHousehold>[1]) => moveHousehold(ctx, input, householdTables));
  mutation('splitHousehold', inputs.split, ['分户', 'Splits a household'], splitHousehold);
  mutation('movePerson', inputs.movePerson, ['人员转户(婚嫁等)', 'Takes a person from one household to another, e.g. by marriage'], movePerson);
  mutation('mergeHouseholds', inputs.merge, ['并户', 'Merges one household into another'], mergeHouseholds);
};
