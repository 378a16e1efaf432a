import { createVerifier } from '../../src/access/tokens.ts';
import { createApp } from '../../src/app.ts';
import { connect } from '../../src/db/connect.ts';
import { allPlugins } from '../../src/plugins/index.ts';
import { startServer } from '../../src/server/http.ts';
import { benchClock, benchVault } from '../bench-server.ts';
import { orderOf, tokenRules } from './sign-in.ts';

/** The platform as it is served, but for the limits on how often one account may ask. */
const order = orderOf(process.argv[2]);
const db = await connect({ url: order.ownerUrl, poolSize: order.poolSize, deadlineMs: 120_000 });
const from = performance.now();
const app = createApp({
  db, plugins: allPlugins, vault: benchVault(), verifier: createVerifier(order.publicKeys, tokenRules), clock: benchClock,
  guards: { budget: 1e9, perMinute: 1e12, concurrent: 1_000, deadlineMs: 120_000 },
});
const schemaMs = Math.round(performance.now() - from);
const server = await startServer(app, { port: 0, host: '127.0.0.1', production: false });
process.stdout.write(`${JSON.stringify({ url: server.url, schemaMs })}\n`);
