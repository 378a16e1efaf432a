import type { PlatformError } from '../errors.ts';
import { bilingual, type TypeShelf } from '../records/kit.ts';
import { asData, asUserErrors, type UserErrorRef } from '../schema/user-error.ts';
import type { PublicationRefs, TableRelease } from './graphql-refs.ts';
import { publishTables } from './publish.ts';
import type { OwnedTable } from './tables.ts';

interface Payload {
  readonly release: TableRelease | null;
  readonly releases: readonly TableRelease[];
  readonly errors: readonly PlatformError[];
}

export interface Publishing {
  readonly tables: readonly OwnedTable[];
  readonly threshold: number;
}

/** `publishTable`: for publishers of the whole province. */
export const definePublishMutation = ({ builder }: TypeShelf, refs: PublicationRefs, userError: UserErrorRef, { tables, threshold }: Publishing): void => {
  const payload = builder.objectRef<Payload>('PublishTablePayload').implement({
    description: bilingual({ zh: '公布结果', en: 'What became of a publication' }),
    fields: (t) => ({
      release: t.field({ type: refs.release, nullable: true, description: '公布的一期 / The release', resolve: ({ release }) => release }),
      releases: t.field({ type: [refs.release], description: '一并公布的各期 / All that were released: tables that are linked are published together', resolve: ({ releases }) => [...releases] }),
      errors: t.field({ type: [userError], description: '未公布的原因 / Why nothing was published', resolve: ({ errors }) => asData(errors) }),
    }),
  });
  builder.mutationField('publishTable', (t) =>
    t.field({
      type: payload,
      description: bilingual({
        zh: '公布一张表及其关联表某日的数字;须为全省范围的发布角色,同一表同一日只能公布一次',
        en: 'Publishes a table as of a date, and the tables linked with it; for publishers of the whole province, and once for each date',
      }),
      args: {
        table: t.arg.string({ required: true, description: '公布表标识 / Id of the table' }),
        asOf: t.arg({ type: 'Date', required: true, description: '统计日期 / The date to publish' }),
      },
      resolve: async (_, { table: id, asOf }, ctx) => {
        const { value, errors } = await asUserErrors(ctx, () => publishTables(ctx, { tables, wanted: [id], asOf, threshold }));
        ctx.loaders.clear();
        const releases = (value ?? []).map((release) => ({ release, table: tables.find((one) => one.id === release.tableId) as OwnedTable }));
        return { release: releases.find(({ table }) => table.id === id) ?? null, releases, errors };
      },
    }));
};
