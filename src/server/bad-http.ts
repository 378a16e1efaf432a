import type { IncomingMessage, Server } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { randomUUID } from 'node:crypto';
import type { Bilingual } from '../errors.ts';
import { protectiveHeaders } from './protective-headers.ts';

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly messages: Bilingual;
}

const notHttp: Refusal = { status: 400, code: 'BAD_REQUEST', messages: { zh: '不是有效的 HTTP 请求', en: 'This is no HTTP request' } };

/** What node's parser and its timers complain of. */
const refusals: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: { status: 431, code: 'HEADERS_TOO_LARGE', messages: { zh: '请求头过大', en: 'The headers of the request are too large' } },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, code: 'REQUEST_ENTITY_TOO_LARGE', messages: { zh: '请求过大', en: 'The request is too large' } },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'REQUEST_TIMEOUT', messages: { zh: '请求发送过慢', en: 'The request took too long to arrive' } },
};

const noTunnel: Refusal = { status: 405, code: 'BAD_REQUEST', messages: { zh: '不提供代理', en: 'This is no proxy' } };
const unexpected: Refusal = { status: 417, code: 'BAD_REQUEST', messages: { zh: '不能满足请求头 expect 的要求', en: 'What the header expect asks for cannot be done' } };

const written = ({ status, code, messages }: Refusal, production: boolean): string => {
  const body = JSON.stringify({ errors: [{ message: messages.zh, extensions: { code, messages, requestId: randomUUID() } }] });
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': String(Buffer.byteLength(body)), connection: 'close', 'cache-control': 'no-store', ...protectiveHeaders(production) };
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
};

const hangUp = (socket: Socket, refusal: Refusal, production: boolean): void => {
  socket.end(written(refusal, production));
  socket.destroySoon();
};

/** An answer of ours on this connection that has begun; a second one in the middle of it would be taken for its rest. */
const isAnswering = (socket: Socket): boolean => (socket as Socket & { readonly _httpMessage?: { readonly headersSent: boolean } | null })._httpMessage?.headersSent === true;

/** Every request names the host it is for; node would refuse it without a word. */
export const refusedForHost = ({ headers, socket }: IncomingMessage, production: boolean): boolean => {
  if (headers.host !== undefined) return false;
  hangUp(socket, notHttp, production);
  return true;
};

/** Answers what is no HTTP, or comes too slowly, like any other refusal, and hangs up. */
export const answerBadHttp = (server: Server, production: boolean): void => {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (!socket.writable || error.code === 'ECONNRESET' || isAnswering(socket)) {
      socket.destroy();
      return;
    }
    hangUp(socket, refusals[error.code ?? ''] ?? notHttp, production);
  });
  server.on('connect', (_, socket) => hangUp(socket as Socket, noTunnel, production));
  server.on('checkExpectation', ({ socket }) => hangUp(socket, unexpected, production));
};
