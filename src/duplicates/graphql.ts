import { duplicateStatus } from '../db/codes/duplicates.ts';
import type { PlatformError } from '../errors.ts';
import type { AnyRecord } from '../records/define.ts';
import { bilingual, type TypeShelf } from '../records/kit.ts';
import { rowsById } from '../records/rows.ts';
import type { RequestContext } from '../schema/context.ts';
import { duplicateRecord } from '../schema/records/duplicate.ts';
import { asData, asUserErrors, type UserErrorRef } from '../schema/user-error.ts';
import { decide, type DuplicateDecision, undoMerge } from './decide.ts';
import { findDuplicates, type Search } from './find.ts';

interface Searched {
  readonly search: Search | null;
  readonly errors: readonly PlatformError[];
}

interface Decided {
  readonly id: string | null;
  readonly errors: readonly PlatformError[];
}

const defineSearch = ({ builder }: TypeShelf, userError: UserErrorRef): void => {
  const payload = builder.objectRef<Searched>('FindDuplicatesPayload').implement({
    description: bilingual({ zh: '查重结果', en: 'What a search for duplicates found' }),
    fields: (t) => ({
      found: t.int({ description: bilingual({ zh: '疑似重复的对数,含此前发现的', en: 'Pairs that may be one, those found before included' }), resolve: ({ search }) => search?.found ?? 0 }),
      created: t.int({ description: bilingual({ zh: '新发现的对数', en: 'Pairs that are new' }), resolve: ({ search }) => search?.created ?? 0 }),
      hasMore: t.boolean({ description: bilingual({ zh: '是否还有未登记的,可再次查重', en: 'Whether there are more; the next search goes on' }), resolve: ({ search }) => search?.hasMore ?? false }),
      errors: t.field({ type: [userError], resolve: ({ errors }) => asData(errors) }),
    }),
  });
  builder.mutationField('findDuplicates', (t) => t.field({
    type: payload,
    description: bilingual({ zh: '在一个县内查找重复登记的人员和农户;只列出疑似,不改动登记', en: 'Searches a county for persons and households that were recorded twice; nothing of the register is changed' }),
    args: { place: t.arg.string({ required: true, description: bilingual({ zh: '县代码', en: 'Code of the county' }) }) },
    resolve: async (_, { place }, ctx) => {
      const { value, errors } = await asUserErrors(ctx, () => findDuplicates(ctx, place));
      ctx.loaders.clear();
      return { search: value, errors };
    },
  }));
};

const run = async (ctx: RequestContext, work: () => Promise<string>): Promise<Decided> => {
  const { value, errors } = await asUserErrors(ctx, work);
  ctx.loaders.clear();
  return { id: value, errors };
};

const defineDecision = (shelf: TypeShelf, userError: UserErrorRef, records: readonly AnyRecord[]): void => {
  const { builder } = shelf;
  const payload = builder.objectRef<Decided>('DuplicatePayload').implement({
    description: bilingual({ zh: '核对结果', en: 'What became of a decision about a pair' }),
    fields: (t) => ({
      duplicateCandidate: t.field({ type: shelf.typeOf(duplicateRecord), nullable: true, resolve: ({ id }, _, ctx) => (id === null ? null : rowsById(ctx, duplicateRecord).load(id)) }),
      errors: t.field({ type: [userError], resolve: ({ errors }) => asData(errors) }),
    }),
  });
  builder.mutationField('decideDuplicate', (t) => t.field({
    type: payload,
    description: bilingual({ zh: '审核员对疑似重复作出结论', en: 'Decides about a pair, by a reviewer who did not make the case' }),
    args: {
      id: t.arg.id({ required: true }),
      to: t.arg({ type: shelf.enumOf(duplicateStatus), required: true, description: bilingual({ zh: '结论', en: 'Decision' }) }),
      verdict: t.arg.string({ required: true, description: bilingual({ zh: '核对意见', en: 'Verdict' }) }),
      keep: t.arg.id({ description: bilingual({ zh: '认定同一时保留的人员或农户', en: 'Where they are one, the person or household that is kept' }) }),
    },
    resolve: (_, args, ctx) => run(ctx, () => decide(ctx, args as DuplicateDecision, records)),
  }));
  builder.mutationField('undoMerge', (t) => t.field({
    type: payload,
    description: bilingual({ zh: '由另一名审核员撤销合并,合并所动的一律复原', en: 'Takes a merge back, by another reviewer: what it moved is as it was' }),
    args: { id: t.arg.id({ required: true }), reason: t.arg.string({ required: true, description: bilingual({ zh: '原因', en: 'Reason' }) }) },
    resolve: (_, { id, reason }, ctx) => run(ctx, () => undoMerge(ctx, id, reason, records)),
  }));
};

/** Persons and households that were recorded twice: found by a search, decided by a person. */
export const defineDuplicates = (shelf: TypeShelf, userError: UserErrorRef, records: readonly AnyRecord[]): void => {
  defineSearch(shelf, userError);
  defineDecision(shelf, userError, records);
};
