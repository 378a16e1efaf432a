import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from '../app.ts';

export interface RunningServer {
  readonly url: string;
  /** Takes no new requests, lets those under way finish, then closes; ends them after the grace time. */
  drain(graceMs?: number): Promise<void>;
}

const listening = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });

const homePage = (handler: App['handler']): App['handler'] => (request, response) => {
  if (request.url === '/') {
    response.writeHead(302, { location: '/graphql' }).end();
    return;
  }
  handler?.(request, response);
};

/** Serves the app over HTTP. @throws Error with code EADDRINUSE when the port is taken */
export const startServer = async (app: App, { port, host }: { readonly port: number; readonly host: string }): Promise<RunningServer> => {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, homePage(app.handler));
  await listening(server, port, host);
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${actual}/graphql`,
    drain: (graceMs = 25_000) =>
      new Promise((resolve) => {
        const late = setTimeout(() => server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(late);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
};
