import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '../app.ts';
import { answerBadHttp, refusedForHost } from './bad-http.ts';
import { protectiveHeaders } from './protective-headers.ts';

export interface RunningServer {
  readonly url: string;
  /**
   * Goes on for a while, so that a load balancer can turn away; then takes no new requests, lets
   * those under way finish, and closes. After the grace time they are ended.
   */
  drain(options?: { readonly delayMs?: number; readonly graceMs?: number }): Promise<void>;
}

export interface ServerOptions {
  readonly port: number;
  readonly host: string;
  readonly production: boolean;
}

const listening = (server: Server, { port, host }: Omit<ServerOptions, 'production'>): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });

const closed = (server: Server, graceMs: number): Promise<void> =>
  new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), graceMs);
    // a connection whose last answer has just gone out is kept open for a next request
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(late);
      clearInterval(idle);
      resolve();
    });
  });

const urlOf = (server: Server, host: string): string => {
  const { port } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}/graphql`;
};

const homePage = (handler: App['handler'], production: boolean): App['handler'] => (request, response) => {
  if (refusedForHost(request, production)) return;
  if (request.url === '/') {
    response.writeHead(302, { location: '/graphql', 'cache-control': 'no-store', ...protectiveHeaders(production) }).end();
    return;
  }
  handler?.(request, response);
};

/** Finds out early whether the address can be had. @throws Error with a code such as EADDRINUSE */
export const probeAddress = async (options: Omit<ServerOptions, 'production'>): Promise<void> => {
  const server = createServer();
  await listening(server, options);
  await new Promise((resolve) => server.close(resolve));
};

/** Serves the app over HTTP. @throws Error with a code such as EADDRINUSE */
export const startServer = async (app: App, options: ServerOptions): Promise<RunningServer> => {
  const { production } = options;
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, connectionsCheckingInterval: 1_000, maxHeaderSize: 16_384, requireHostHeader: false }, homePage(app.handler, production));
  answerBadHttp(server, production);
  await listening(server, options);
  return {
    url: urlOf(server, options.host),
    drain: async ({ delayMs = 0, graceMs = 25_000 } = {}) => {
      await sleep(delayMs);
      await closed(server, graceMs);
    },
  };
};
