import { type ExecutionResult, graphql, type GraphQLSchema } from 'graphql';
import { createAccesses } from '../access/audit/accesses.ts';
import { anonymous, type Identity } from '../access/identity.ts';
import { createVault } from '../access/vault.ts';
import { connect } from '../db/connect.ts';
import { core } from '../db/core-schema.ts';
import type { Database } from '../db/database.ts';
import * as places from '../db/tables/places.ts';
import * as policy from '../db/tables/policy.ts';
import * as programmes from '../db/tables/programmes.ts';
import * as reference from '../db/tables/reference.ts';
import { createTypeShelf, type TypeShelf } from '../records/kit.ts';
import { loadReference } from '../reference/load.ts';
import { ddlOf } from '../reference/test-database.ts';
import { createBuilder } from './builder.ts';
import type { RequestContext } from './context.ts';

/** For tests: a part of the core graph over the reference data, with its statements counted. */
export interface TestGraph {
  readonly schema: GraphQLSchema;
  run(query: string, options?: { readonly variables?: Record<string, unknown>; readonly identity?: Identity }): Promise<ExecutionResult>;
  /** The data of a query that must not fail. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read what they asked for
  data(query: string, variables?: Record<string, unknown>): Promise<any>;
  /** The codes of the errors of a query that must fail. */
  codes(query: string, variables?: Record<string, unknown>, identity?: Identity): Promise<readonly unknown[]>;
  /** How many statements a query sends, `begin` and `commit` left out. */
  statements(query: string, identity?: Identity): Promise<number>;
  close(): Promise<void>;
}

const contextOf = (tx: RequestContext['tx'], identity: Identity): RequestContext => ({
  requestId: 'test',
  identity,
  tx,
  today: '2019-06-15',
  now: '2019-06-15T02:00:00.000Z',
  vault: createVault(Buffer.alloc(32)),
  loaders: new Map(),
  operation: null,
  accesses: createAccesses(),
  masked: [],
  syntheticPeople: false,
  unmaskDaily: 0,
});

/** For tests: opens the reference data in memory and builds the schema that `define` describes. */
export const openTestGraph = async (define: (shelf: TypeShelf) => void): Promise<TestGraph> => {
  let sent: string[] = [];
  const db: Database = await connect({ onStatement: (text) => sent.push(text) });
  const ddl = await ddlOf({ core, ...places, ...policy, ...programmes, ...reference });
  await db.transaction({ scope: 'owner', deadlineMs: 60_000 }, async (tx) => {
    for (const statement of ddl) await tx.query(statement);
  });
  await loadReference(db);
  const builder = createBuilder();
  define(createTypeShelf(builder));
  builder.mutationField('nothing', (t) => t.boolean({ resolve: () => true }));
  builder.subscriptionField('nothing', (t) => t.boolean({ subscribe: async function* () { /* never any */ }, resolve: () => true }) as never);
  const schema = builder.toSchema();
  const run: TestGraph['run'] = (source, { variables, identity = anonymous } = {}) =>
    db.transaction({ scope: 'owner', readOnly: true }, (tx) =>
      graphql({ schema, source, contextValue: contextOf(tx, identity), ...(variables ? { variableValues: variables } : {}) }));
  return {
    schema,
    run,
    data: async (query, variables) => {
      const { data, errors } = await run(query, variables ? { variables } : {});
      if (errors) throw errors[0]?.originalError ?? errors[0];
      return data;
    },
    codes: async (query, variables = {}, identity = anonymous) =>
      ((await run(query, { variables, identity })).errors ?? []).map(({ extensions, originalError }) =>
        extensions.code ?? (originalError as { code?: string } | undefined)?.code),
    statements: async (query, identity = anonymous) => {
      sent = [];
      const { errors } = await run(query, { identity });
      if (errors) throw errors[0];
      return sent.filter((text) => !/^(begin|commit)/i.test(text)).length;
    },
    close: () => db.close(),
  };
};
