import type { AnyRecord } from '../records/define.ts';
import { bilingual, type TypeShelf } from '../records/kit.ts';
import { rowsById } from '../records/rows.ts';
import type { PlatformError } from '../errors.ts';
import type { RequestContext } from './context.ts';
import { asData, asUserErrors, type UserErrorRef } from './user-error.ts';

/** A mutation beside the declared saves: it writes what belongs together, or refuses and writes nothing. */
export interface Operation<Input> {
  readonly name: string;
  readonly title: readonly [zh: string, en: string];
  /** A Pothos input type. */
  readonly input: object;
  /** The record that the answer shows. */
  readonly record: AnyRecord;
  /** Does the work and answers the id of that record's row; expected failures are thrown as PlatformError(s). */
  work(ctx: RequestContext, input: Input): Promise<string>;
}

interface Payload {
  readonly id: string | null;
  readonly errors: readonly PlatformError[];
}

const run = async (ctx: RequestContext, work: () => Promise<string>): Promise<Payload> => {
  const { value, errors } = await asUserErrors(ctx, work);
  ctx.loaders.clear(); // rows read before the write
  return { id: value, errors };
};

/** Adds an operation to the graph: `name(input): { <record>, errors }`. */
export const addOperation = <Input>(
  shelf: TypeShelf & { readonly userError: UserErrorRef },
  { name, title: [zh, en], input, record, work }: Operation<Input>,
): void => {
  const description = bilingual({ zh, en });
  const payload = shelf.builder.objectRef<Payload>(`${name.charAt(0).toUpperCase()}${name.slice(1)}Payload`).implement({
    description,
    fields: (t) => ({
      [record.single]: t.field({
        type: shelf.typeOf(record),
        nullable: true,
        resolve: ({ id }, _, ctx) => (id === null ? null : rowsById(ctx, record).load(id)) as never,
      }),
      errors: t.field({ type: [shelf.userError], resolve: ({ errors }) => asData(errors) }),
    }),
  });
  shelf.builder.mutationField(name, (t) =>
    t.field({
      type: payload,
      description,
      args: { input: t.arg({ type: input as never, required: true }) },
      resolve: (_, args, ctx) => run(ctx, () => work(ctx, (args as { input: Input }).input)),
    }));
};
