import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A network between client and server that harms connections at random. */
export interface FlakyNetwork {
  readonly port: number;
  /** Share of data chunks that end or stall their connection. 0 leaves all in peace. */
  harm: number;
  readonly harmed: number;
  close(): Promise<void>;
}

type Harm = (near: Socket, far: Socket, chunk: Buffer) => void;

const destroyBoth: Harm = (near, far) => { near.destroy(); far.destroy(); };
const harms: readonly Harm[] = [
  destroyBoth,
  (near, far) => { near.resetAndDestroy(); far.resetAndDestroy(); },
  // half a message arrives, then the end
  (near, far, chunk) => { far.end(chunk.subarray(0, chunk.length >> 1)); near.destroy(); },
  (near, far, chunk) => { far.write(chunk.subarray(0, chunk.length >> 1), () => far.resetAndDestroy()); near.destroy(); },
  // silence in one direction: nothing arrives and nothing ends
  (near) => { near.removeAllListeners('data').pause(); },
];

/** Starts a network in front of a server on a loopback port. */
export const flakyNetwork = async (target: number): Promise<FlakyNetwork> => {
  const state = { harm: 0, harmed: 0 };
  const open = new Set<Socket>();
  const relay = (near: Socket, far: Socket): void => {
    open.add(near);
    near.on('error', () => far.destroy()).on('close', () => { open.delete(near); far.destroy(); });
    near.on('end', () => far.end());
    near.on('data', (chunk) => {
      if (Math.random() >= state.harm) return void (far.writable && far.write(chunk));
      state.harmed += 1;
      harms[state.harmed % harms.length]?.(near, far, chunk);
    });
  };
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    relay(client, upstream);
    relay(upstream, client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    get harm() { return state.harm; },
    set harm(share) { state.harm = share; },
    get harmed() { return state.harmed; },
    async close() {
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, 'close');
    },
  };
};
