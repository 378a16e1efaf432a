import type { ObjectRef } from '@pothos/core';
import { type Bilingual, PlatformError, PlatformErrors } from '../errors.ts';
import { withoutIdNumbers } from '../access/id-number-text.ts';
import type { Types } from './builder.ts';
import type { TypeShelf } from '../records/kit.ts';
import { language } from './field-args.ts';

/** An expected failure as data. graphql-js takes any `Error` among values as thrown, so these are none. */
export type UserError = Pick<PlatformError, 'code' | 'messages' | 'path'>;
export type UserErrorRef = ObjectRef<Types, UserError, UserError>;

const inBoth = ({ zh, en }: Bilingual): Bilingual => ({ zh: withoutIdNumbers(zh), en: withoutIdNumbers(en) });

/** Errors as the `errors` field of a payload answers them. */
export const asData = (errors: readonly PlatformError[]): UserError[] => errors.map(({ code, messages, path }) => ({ code, messages: inBoth(messages), path }));

/** The type of an expected failure of a mutation: a stable code, both languages, and where in the input. */
export const defineUserError = (shelf: TypeShelf): UserErrorRef =>
  shelf.builder.objectRef<UserError>('UserError').implement({
    description: '可预期的错误 / An expected failure; the code is stable',
    fields: (t) => ({
      code: t.exposeString('code', { description: '错误代码 / Stable code' }),
      message: t.string({
        description: '说明 / Message in the language asked for',
        args: { lang: t.arg({ type: shelf.enumOf(language), required: true, defaultValue: 'ZH' }) },
        resolve: ({ messages }, { lang }) => (lang === 'EN' ? messages.en : messages.zh),
      }),
      messageZh: t.string({ description: '中文说明 / In Chinese', resolve: ({ messages }) => messages.zh }),
      messageEn: t.string({ description: '英文说明 / In English', resolve: ({ messages }) => messages.en }),
      path: t.stringList({ description: '输入中的位置 / Path in the input', resolve: ({ path }) => (path ?? []).map(String) }),
    }),
  });

/** Runs a mutation's work in a savepoint; an expected failure becomes errors, and what it wrote is undone. */
export const asUserErrors = async <T>(
  ctx: { readonly tx: { savepoint<R>(work: () => Promise<R>): Promise<R> } },
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly errors: readonly [] } | { readonly value: null; readonly errors: readonly PlatformError[] }> => {
  try {
    return { value: await ctx.tx.savepoint(work), errors: [] };
  } catch (error) {
    if (error instanceof PlatformErrors) return { value: null, errors: error.errors };
    if (!(error instanceof PlatformError) || outage.has(error.code)) throw error;
    return { value: null, errors: [error] };
  }
};

/** Failures that are nobody's input: they end the operation as GraphQL errors. */
const outage = new Set(['DATABASE_UNAVAILABLE', 'DATABASE_BUSY', 'DEADLINE_EXCEEDED', 'WRONG_ROW_COUNT', 'UNAUTHENTICATED', 'FORBIDDEN']);
