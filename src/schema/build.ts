import type { PgTable } from 'drizzle-orm/pg-core';
import { type GraphQLSchema, lexicographicSortSchema } from 'graphql';
import type { Plugin } from '../plugins/define.ts';
import { createOwnership } from '../plugins/ownership.ts';
import { attachRecord } from '../records/attach.ts';
import { attachGroups } from '../records/groups/graphql.ts';
import type { AnyRecord } from '../records/define.ts';
import { implementRecord } from '../records/graphql-type.ts';
import { createTypeShelf, type TypeShelf } from '../records/kit.ts';
import { defineMutations } from '../records/mutations.ts';
import { defineChanges } from '../sync/feed/graphql.ts';
import { defineWebhooks } from '../sync/webhooks/graphql.ts';
import { defineAdministration } from './administration/index.ts';
import { definePublications } from '../publication/graphql.ts';
import { publishedTablesOf } from '../publication/tables.ts';
import { defineAudit } from './audit.ts';
import { createBuilder } from './builder.ts';
import { allCoreRecords, coreRecords } from './core-records.ts';
import { defineHouseholdGraph } from './household.ts';
import { defineHouseholdMutations } from './household-mutations.ts';
import { defineParameters } from '../parameters/graphql.ts';
import { defineIndicators } from './indicator.ts';
import { definePlace } from './place.ts';
import { definePluginList } from './plugin-list.ts';
import { defineProgrammes } from './programme.ts';
import { defineProgrammeGroups } from './programme-groups.ts';
import { defineUnmask } from './unmask.ts';
import { defineComparisons } from '../sync/matching/graphql-comparison.ts';
import { defineDuplicates } from '../duplicates/graphql.ts';
import { defineExternalIds } from '../sync/external-ids/graphql.ts';
import { defineSaveHouseholds } from '../sync/intake/households/graphql.ts';
import { createImporters } from '../sync/intake/importers.ts';
import { defineImportRuns } from '../sync/intake/runs/graphql.ts';
import { defineUserError } from './user-error.ts';
import { defineViewer } from './viewer.ts';

const ownedRecords = (plugins: readonly Plugin[]) => [
  ...allCoreRecords.map((record) => ({ owner: 'core', record })),
  ...plugins.flatMap(({ id, records }) => records.map((record) => ({ owner: id, record }))),
];

/** Every record that the core and these plugins declare. */
export const recordsOf = (plugins: readonly Plugin[]): readonly AnyRecord[] => ownedRecords(plugins).map(({ record }) => record);

/** What the schema is told by the settings. */
export interface SchemaSettings {
  /** Published counts from 1 to below this are hidden. */
  readonly smallCellThreshold?: number;
  /** Private networks that webhooks may reach. */
  readonly webhookNetworks?: readonly string[];
  /** Told of what nobody foresaw. */
  readonly report?: ((error: unknown, requestId: string) => void) | undefined;
}

/** The schema of the core and these plugins. Any subset of plugins gives a schema; their order does not matter. */
export const buildSchema = (plugins: readonly Plugin[], { smallCellThreshold = 5, webhookNetworks = [], report }: SchemaSettings = {}): GraphQLSchema => {
  const builder = createBuilder();
  const ownership = createOwnership(builder);
  const shelfOf = (owner: string): TypeShelf => ownership.shelf(owner, coreShelf);
  const coreShelf = createTypeShelf(builder);
  const core = shelfOf('core');
  const userError = defineUserError(core);
  const coreTypes = { Place: definePlace(core) as never, ...coreRecords };
  const records = ownedRecords(plugins);
  for (const { owner, record } of records) ownership.run(owner, () => implementRecord(shelfOf(owner), record, coreTypes));
  for (const { owner, record } of records) {
    ownership.run(owner, () => attachRecord(shelfOf(owner), record, coreTypes));
    ownership.run(owner, () => attachGroups(shelfOf(owner), record, coreTypes));
    ownership.run(owner, () => defineMutations(shelfOf(owner), record, userError));
  }
  defineHouseholdGraph(core, coreTypes);
  defineAudit(core, coreTypes);
  const householdTables = records.map(({ record }) => record).filter(({ about }) => about === 'household').map(({ table }) => table as PgTable);
  defineHouseholdMutations(core, userError, householdTables.filter((table) => table !== coreRecords.household.table));
  defineExternalIds(core, userError, records.map(({ record }) => record));
  defineComparisons(core, coreTypes, userError);
  defineSaveHouseholds(core, userError, (requestId) => (error) => report?.(error, requestId));
  defineImportRuns(core, userError, { importers: createImporters(plugins), report });
  defineDuplicates(core, userError, records.map(({ record }) => record));
  defineUnmask(core, userError, records.map(({ record }) => record));
  defineProgrammes(core);
  defineProgrammeGroups(core, plugins.flatMap(({ records: own }) => own), coreTypes);
  definePluginList(core, plugins);
  defineAdministration(core, userError, coreTypes, plugins);
  defineChanges(core, records.map(({ record }) => record));
  defineWebhooks(core, userError, { records: records.map(({ record }) => record), networks: webhookNetworks });
  defineViewer(core, coreTypes.Place, coreTypes.household, records.map(({ record }) => record));
  defineParameters(core, plugins.flatMap(({ parameters = [] }) => parameters));
  defineIndicators(core, plugins.flatMap(({ id, indicators = [] }) => indicators.map((indicator) => ({ ...indicator, owner: id }))), coreTypes);
  definePublications(core, publishedTablesOf(plugins), coreTypes, userError, smallCellThreshold);
  for (const plugin of plugins) ownership.run(plugin.id, () => plugin.graphql?.({ ...shelfOf(plugin.id), core: coreTypes, userError }));
  return lexicographicSortSchema(ownership.build());
};
