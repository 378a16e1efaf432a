import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** A change as a message tells it. */
export interface Told {
  readonly id: string;
  readonly kind: string;
  readonly recordType: string;
  readonly recordId: string;
  readonly version: number;
}

export interface Received {
  readonly headers: Record<string, string>;
  readonly text: string;
  readonly body: { readonly type: string; readonly data: { readonly changes?: readonly Told[]; readonly cursor?: string } };
}

/** What the receiver does with a message. */
export type Answering = (message: Received, response: ServerResponse, request: IncomingMessage) => void;

export const take: Answering = (_, response) => { response.writeHead(204).end(); };
export const refuse: Answering = (_, response) => { response.writeHead(422).end('no'); };

export interface Receiver {
  readonly url: string;
  /** Everything that came, taken or not. */
  readonly received: Received[];
  /** What came and was answered in the two hundreds, change by change. */
  readonly kept: Told[];
  answer: Answering;
  close(): Promise<void>;
}

/** A receiver of webhooks over real HTTP. */
export const openReceiver = async (answer: Answering = take): Promise<Receiver> => {
  const received: Received[] = [];
  const kept: Told[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const message: Received = { headers: request.headers as Record<string, string>, text, body: JSON.parse(text) };
      received.push(message);
      response.on('finish', () => { if (response.statusCode < 300) kept.push(...(message.body.data.changes ?? [])); });
      receiver.answer(message, response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received, kept, answer,
    close: () => new Promise((resolve) => {
      if (!server.listening) return resolve();
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
  return receiver;
};

/** Whether a message is signed with a secret, as receivers' libraries check it. */
export const isSignedWith = (secret: string, { headers, text }: Received, at: Date): boolean => {
  const real = Date.now;
  Date.now = () => at.getTime(); // the library reads the clock itself
  try {
    new Webhook(secret).verify(text, headers);
    return true;
  } catch {
    return false;
  } finally {
    Date.now = real;
  }
};
