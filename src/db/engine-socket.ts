import { connect as dial, type Socket } from 'node:net';
import { databaseUnavailable } from './engine-errors.ts';

/** What the driver hands to its `socket` option; its types leave the option out. */
export interface Address {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path?: string | false;
}

/** A server process, as a cancel request names it. */
export interface Backend {
  readonly pid: number;
  readonly secret: number;
}

const ignore = (): void => undefined;

const dialTo = ({ host, port, path }: Address): Socket => (path ? dial(path) : dial(port[0] ?? 5432, host[0]));

/** A socket of our own, which can be destroyed at a deadline, and is never opened a second time. */
export const socketOnce = (): { readonly socket: (address: Address) => Promise<Socket>; destroy(): void } => {
  let socket: Socket | undefined;
  let used = false;
  const open = (address: Address): Promise<Socket> => {
    // the driver would reconnect in silence and go on, outside the transaction
    if (used) return Promise.reject(databaseUnavailable());
    used = true;
    const opened = dialTo(address);
    socket = opened;
    opened.setNoDelay(true);
    // stays for good: an error between two listeners of the driver would end the process
    opened.on('error', ignore);
    return new Promise((resolve, reject) => {
      opened.once('connect', () => resolve(Object.assign(opened, { host: address.host[0] })));
      opened.once('close', () => reject(databaseUnavailable()));
      opened.once('error', reject);
    });
  };
  return { socket: open, destroy: () => { used = true; socket?.destroy(); } };
};

/** Asks the server to stop what a connection is doing. Best effort, on a connection of its own. */
export const requestCancel = (address: Address, backend: Backend): void => {
  const message = Buffer.alloc(16);
  [16, 80_877_102, backend.pid, backend.secret].forEach((word, at) => message.writeUInt32BE(word >>> 0, at * 4));
  const socket = dialTo(address);
  socket.on('error', ignore).setTimeout(2_000, () => socket.destroy()).unref().end(message);
};
