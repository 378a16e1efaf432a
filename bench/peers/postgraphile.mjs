// PostGraphile over the platform's own tables, in its usual secured set-up: a role that row policies bind, and the
// caller's settings in a transaction of each request. Plain JavaScript, because its packages are installed by the
// benchmark only.
import { createServer } from 'node:http';
import { PgAggregatesPreset } from '@graphile/pg-aggregates';
import { PgSimplifyInflectionPreset } from '@graphile/simplify-inflection';
import { grafserv } from 'postgraphile/grafserv/node';
import { makePgService } from 'postgraphile/adaptors/pg';
import { postgraphile } from 'postgraphile';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { jsonPgSmartTags } from 'postgraphile/utils';
import { PostGraphileConnectionFilterPreset } from 'postgraphile-plugin-connection-filter';
import { createSignIn, orderOf } from '../servers/sign-in.ts';
import { smartTags } from './smart-tags.mjs';

const order = orderOf(process.argv[2]);
const signIn = createSignIn(order);
const from = performance.now();

/** @type {import('graphile-config').GraphileConfig.Preset} */
const preset = {
  extends: [PostGraphileAmberPreset, PgSimplifyInflectionPreset, PostGraphileConnectionFilterPreset, PgAggregatesPreset],
  plugins: [jsonPgSmartTags(await smartTags(order.peerUrl))],
  pgServices: [makePgService({ connectionString: order.peerUrl, schemas: ['core', 'relocation', 'health', 'bench'], poolConfig: { max: order.poolSize } })],
  schema: { connectionFilterRelations: true, connectionFilterAllowNullInput: false },
  grafserv: { port: 0, graphiql: false, watch: false, graphqlPath: '/graphql', maxRequestLength: 1_000_000 },
  grafast: {
    explain: false,
    context: async ({ node }) => ({ pgSettings: (await signIn(node?.req.headers.authorization)).settings }),
  },
};

const pgl = postgraphile(preset);
const serv = pgl.createServ(grafserv);
const server = createServer();
await serv.addTo(server);
const schema = await pgl.getSchema();
const schemaMs = Math.round(performance.now() - from);
if (process.argv[3] === '--schema') {
  const { printSchema } = await import('graphql');
  process.stdout.write(printSchema(schema), () => process.exit());
  await new Promise(() => undefined);
}
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${server.address().port}/graphql`, schemaMs })}\n`));
