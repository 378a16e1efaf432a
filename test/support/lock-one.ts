import { createSigner, createVerifier } from '../../src/access/tokens.ts';
import { createApp } from '../../src/app.ts';
import type { Database } from '../../src/db/database.ts';
import { allPlugins } from '../../src/plugins/index.ts';
import { type TestApp, wideGuards } from './app.ts';
import { testClock, testVault } from './template.ts';

const rules = { issuer: 'test', audience: 'test' };

/** The same data without row security: every scope enters as the whole province. */
const unlocked = (db: Database): Database => ({
  engine: db.engine,
  close: () => db.close(),
  transaction: (options, work) => db.transaction({ ...options, scope: options.scope === 'owner' ? 'owner' : { ...options.scope, counties: '*', domains: '*' } }, work),
});

/** Asks a platform whose second lock is open: only the conditions in its own statements keep counties apart. */
export const openLockOne = async ({ db }: TestApp): Promise<(query: string, as: string) => Promise<{ readonly text: string }>> => {
  const signer = await createSigner(rules);
  const app = createApp({ db: unlocked(db), plugins: allPlugins, vault: testVault(), verifier: createVerifier(signer.publicKeys, rules), clock: testClock, guards: wideGuards });
  return async (query, as) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${await signer.sign(as)}` };
    const response = await app.fetch(new Request('http://test/graphql', { method: 'POST', headers, body: JSON.stringify({ query }) }));
    return { text: await response.text() };
  };
};
