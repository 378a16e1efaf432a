import { showProgress } from '../cli-progress.ts';
import type { Config } from '../config.ts';
import { demoAccounts } from '../demo/accounts.ts';
import { openPlatform, type Platform } from '../platform.ts';
import { firstQuery, publicQuery } from '../server/examples.ts';
import { type RunningServer, startServer } from '../server/http.ts';

const say = (text = ''): void => {
  process.stdout.write(`${text}\n`);
};

const sayTokens = async ({ keys }: Platform): Promise<void> => {
  if (!keys.signer) return;
  say('演示令牌(30 天) / Demo tokens (30 days), sent as "Authorization: Bearer <token>":');
  for (const { subject, description } of demoAccounts) {
    say(`\n  ${subject}: ${description.zh} / ${description.en}`);
    say(`  ${await keys.signer.sign(subject)}`);
  }
  say();
};

const greet = async (config: Config, platform: Platform, url: string): Promise<void> => {
  say();
  if (config.demo.on) await sayTokens(platform);
  say('两个查询 / Two queries to try:');
  say(`\n# 公开,不需要令牌 / public, no token\n${publicQuery}`);
  say(`\n# 灵丘县经办 / as demo-county-clerk${config.ide ? '; the query page sends its token' : ''}\n${firstQuery}\n`);
  say(`就绪 / Ready: ${url}`);
};

/** Ends the service in order: no new requests, those under way finish, then the database is let go. */
const drainOn = (signals: readonly NodeJS.Signals[], server: RunningServer, platform: Platform, draining: () => void): Promise<void> =>
  new Promise((resolve) => {
    const end = async (): Promise<void> => {
      draining();
      await server.drain();
      await platform.db.close();
      resolve();
    };
    for (const signal of signals) process.once(signal, () => void end());
  });

/** Runs the service until it is told to stop. */
export const serve = async (config: Config): Promise<void> => {
  let ready = true;
  const platform = await openPlatform(config, showProgress(), () => ready);
  const server = await startServer(platform.app, config).catch(async (error: unknown) => {
    await platform.db.close();
    throw error;
  });
  const ended = drainOn(['SIGTERM', 'SIGINT'], server, platform, () => {
    ready = false;
  });
  await greet(config, platform, server.url);
  await ended;
};
