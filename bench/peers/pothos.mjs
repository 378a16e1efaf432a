// Pothos with its Drizzle plugin on yoga: the caller's role and settings in a transaction of each request, as row policies need them.
import { createServer } from 'node:http';
import { drizzle } from 'drizzle-orm/node-postgres';
import { sql } from 'drizzle-orm';
import { createYoga } from 'graphql-yoga';
import pg from 'pg';
import { createSignIn, orderOf } from '../servers/sign-in.ts';
import { buildSchema } from './pothos-schema.mjs';
import { relations } from './tables.mjs';

const order = orderOf(process.argv[2]);
const signIn = createSignIn(order);
const db = drizzle({ client: new pg.Pool({ connectionString: order.peerUrl, max: order.poolSize }), relations });

const enter = (tx, settings) => tx.execute(sql`select set_config(el->>0, el->>1, true) from json_array_elements(${JSON.stringify(Object.entries(settings))}::json) el`);

const inTransaction = {
  onExecute: ({ executeFn, setExecuteFn }) => setExecuteFn((args) => db.transaction(async (tx) => {
    await enter(tx, args.contextValue.settings);
    args.contextValue.tx = tx;
    return executeFn(args);
  })),
};

const from = performance.now();
const schema = buildSchema();
const yoga = createYoga({
  schema, graphiql: false, landingPage: false, logging: false, plugins: [inTransaction], batching: false,
  context: async ({ request }) => ({ settings: (await signIn(request.headers.get('authorization') ?? undefined)).settings }),
});
const schemaMs = Math.round(performance.now() - from);
const server = createServer(yoga);
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${server.address().port}/graphql`, schemaMs })}\n`));
