import { showProgress } from '../cli-progress.ts';
import { type Config, ConfigError } from '../config.ts';
import { keepForgetting } from '../sync/forget.ts';
import { openPlatform, type Platform } from '../platform.ts';
import { probeAddress, type RunningServer, startServer } from '../server/http.ts';
import { greet } from './greet.ts';
import { explain, remark } from './say.ts';

const addressFaults: Record<string, (config: Config) => string> = {
  EADDRINUSE: ({ port, host }) => `PORT: ${port} on ${host} is in use by another program; set PORT to a free one`,
  EACCES: ({ port }) => `PORT: this user may not listen on ${port}`,
  EADDRNOTAVAIL: ({ host }) => `HOST: ${host} is not an address of this machine`,
  ENOTFOUND: ({ host }) => `HOST: ${host} is not an address of this machine`,
};

const named = (config: Config) => (error: unknown): never => {
  const fault = addressFaults[(error as NodeJS.ErrnoException).code ?? ''];
  throw fault ? new ConfigError(fault(config)) : error;
};

/** Whoever started us is gone: npm's shell dies of a stop signal and does not pass it on. */
const whenAlone = (then: () => void): void => {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    then();
  }, 500).unref();
};

/** Resolves at the first signal to stop; a second one ends the process at once. */
const stopAsked = (config: Config): Promise<string> =>
  new Promise((resolve) => {
    const signals = ['SIGTERM', 'SIGINT'] as const;
    const stop = (why: string): void => {
      for (const signal of signals) process.removeListener(signal, stop);
      resolve(why);
    };
    for (const signal of signals) process.once(signal, stop);
    if (config.underNpm) whenAlone(() => stop('npm'));
  });

/** Ends the service in order: requests under way finish, then the database is let go. */
const end = async (server: RunningServer, platform: Platform, config: Config): Promise<void> => {
  remark({ zh: '正在停止,等待未完成的请求', en: 'Stopping; requests under way finish first' });
  platform.app.endStreams();
  await platform.webhooks.stop();
  await server.drain({ delayMs: config.drainDelayMs });
  await platform.db.close();
  remark({ zh: '已停止', en: 'Stopped' });
};

/** What nobody caught ends the process, as it would by itself, but is printed like every other error. */
const printUncaught = (): void => {
  process.once('uncaughtException', (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  });
};

/** Runs the service until it is told to stop. */
export const serve = async (config: Config): Promise<void> => {
  let ready = true;
  printUncaught();
  await probeAddress(config).catch(named(config));
  const platform = await openPlatform(config, showProgress(), () => ready);
  const server = await startServer(platform.app, config).catch(async (error: unknown) => {
    await platform.db.close();
    return named(config)(error);
  });
  const forgetting = keepForgetting(platform.db);
  const asked = stopAsked(config);
  await greet(config, platform, server.url);
  platform.webhooks.start();
  await asked;
  ready = false;
  forgetting.stop();
  await end(server, platform, config);
};
