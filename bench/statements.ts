import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A door in front of a database server that counts the statements going through. */
export interface CountingDoor {
  readonly port: number;
  /** Statements since the last time it was asked. */
  take(): number;
  close(): void;
}

const executeOrQuery = new Set(['E'.charCodeAt(0), 'Q'.charCodeAt(0)]);

/** Counts messages that run something, in what a client sends: the first message has no type, all others have. */
const counter = (count: () => void): ((chunk: Buffer) => void) => {
  let rest: Buffer = Buffer.alloc(0);
  let started = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const head = started ? 1 : 0;
      if (rest.length < head + 4) return;
      const length = head + rest.readInt32BE(head);
      if (rest.length < length) return;
      if (started && executeOrQuery.has(rest[0] as number)) count();
      started ||= rest.readInt32BE(4) === 196_608; // version 3.0; before it a client may ask for TLS
      rest = rest.subarray(length);
    }
  };
};

const joined = (client: Socket, server: Socket): void => {
  client.pipe(server).pipe(client);
  for (const [one, other] of [[client, server], [server, client]] as const) one.on('error', () => other.destroy()).on('close', () => other.destroy());
};

/** Opens a door to the server at this port of this machine. */
export const openCountingDoor = async (port: number): Promise<CountingDoor> => {
  let statements = 0;
  const door = createServer((client) => {
    const see = counter(() => { statements += 1; });
    client.on('data', see);
    joined(client, connect(port, '127.0.0.1'));
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  const take = (): number => {
    const taken = statements;
    statements = 0;
    return taken;
  };
  return { port: (door.address() as AddressInfo).port, take, close: () => void door.close() };
};
