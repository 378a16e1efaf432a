import { connect } from 'node:net';
import { dice } from './hostile-shapes.ts';

/** Bytes that are no HTTP, or HTTP that is not as it should be. */
export interface HostileBytes {
  readonly what: string;
  readonly bytes: string | Uint8Array;
  /** Status of the last answer; what came before in the same connection may have been right. */
  readonly status: readonly number[];
  readonly codes: readonly string[];
}

const head = (lines: readonly string[]): string => `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`;
const body = '{"query":"{ __typename }"}';
const bad = { status: [400], codes: ['BAD_REQUEST'] };
const tooLarge = { status: [431], codes: ['HEADERS_TOO_LARGE'] };

type Maker = (roll: ReturnType<typeof dice>) => HostileBytes;

const makers: readonly Maker[] = [
  (roll) => ({ what: 'chunks that are none', bytes: head(['transfer-encoding: chunked']) + roll.pick(['zz\r\n{}\r\n0\r\n\r\n', '-1\r\n{}\r\n', '5\r\n{}\r\nmore', 'ffffffffffffffffff\r\n{}\r\n', '\0\0\0\r\n']), ...bad }),
  (roll) => ({ what: 'two lengths', bytes: head([`content-length: ${body.length}`, roll.pick(['transfer-encoding: chunked', 'content-length: 5', 'transfer-encoding: gzip, chunked, x'])]) + body, ...bad }),
  (roll) => ({ what: 'a length that is none', bytes: head([`content-length: ${roll.pick(['-5', 'x', '1e3', '99999999999999999999', '0x10', '5, 5'])}`]) + body, ...bad }),
  (roll) => ({ what: 'a length that is too short', bytes: head([`content-length: ${roll.between(1, body.length - 1)}`]) + body, ...bad }),
  (roll) => ({ what: 'a large header', bytes: head([`x-large: ${'x'.repeat(roll.between(17_000, 200_000))}`, `content-length: ${body.length}`]) + body, ...tooLarge }),
  (roll) => ({ what: 'many headers', bytes: head([...Array.from({ length: roll.between(3_000, 9_000) }, (_, at) => `x-${at}: 1`), `content-length: ${body.length}`]) + body, ...tooLarge }),
  (roll) => ({ what: 'a long address', bytes: `GET /graphql?query=${'x'.repeat(roll.between(17_000, 100_000))} HTTP/1.1\r\nhost: x\r\n\r\n`, ...tooLarge }),
  (roll) => ({ what: 'rubbish', bytes: Uint8Array.from({ length: roll.between(5, 3_000) }, () => roll.between(1, 255)), ...bad }),
  (roll) => ({ what: 'rubbish after a right request', bytes: `GET /health HTTP/1.1\r\nhost: x\r\n\r\n${roll.pick(['\0\0\0\0\r\n\r\n', 'GARBAGE\r\n\r\n', '}}}}{{{{ / HTTP/9.9\r\n\r\n'])}`, ...bad }),
  (roll) => ({ what: 'another protocol', bytes: roll.pick<string | Uint8Array>([Uint8Array.from([22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3, 0, 0]), 'SSH-2.0-OpenSSH_9.2\r\n', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'EHLO x\r\n', 'GET /graphql HTTP/7.0\r\n\r\n', 'FOO /graphql HTTP/1.1\r\nhost: x\r\n\r\n']), ...bad }),
  (roll) => ({ what: 'signs in a header', bytes: head([`x-a: ${roll.pick(['a\0b', 'a\rb', '\u0001'])}`, `content-length: ${body.length}`]) + body, ...bad }),
  (roll) => ({ what: 'a name that is none', bytes: head([`${roll.pick(['x y', 'x(y)', ' lead', '\0', ''])}: 1`, `content-length: ${body.length}`]) + body, ...bad }),
  () => ({ what: 'no host', bytes: 'GET /graphql HTTP/1.1\r\n\r\n', ...bad }),
  () => ({ what: 'a tunnel', bytes: 'CONNECT example.com:443 HTTP/1.1\r\nhost: example.com\r\n\r\n', status: [405], codes: ['BAD_REQUEST'] }),
  () => ({ what: 'an expectation', bytes: head(['expect: nothing-good', `content-length: ${body.length}`]) + body, status: [417], codes: ['BAD_REQUEST'] }),
];

/** So many connections with bad bytes, every kind equally often. */
export const hostileBytes = (count: number, seed: number): readonly HostileBytes[] => {
  const roll = dice(seed);
  return Array.from({ length: count }, (_, at) => (makers[at % makers.length] as Maker)(roll));
};

/** Requests that never end: their first bytes, and one more now and then. */
export const slowRequests: readonly (readonly [what: string, bytes: string, more: string])[] = [
  ['a body that does not come', head(['content-length: 1000']), ''],
  ['a body drop by drop', head(['content-length: 100000']), ' '],
  ['chunks drop by drop', head(['transfer-encoding: chunked']), '1\r\n \r\n'],
  ['headers that do not end', 'POST /graphql HTTP/1.1\r\nhost: x\r\n', ''],
  ['headers drop by drop', 'POST /graphql HTTP/1.1\r\nhost: x\r\nx-a: ', 'a'],
];

export interface Answered {
  readonly status: number;
  readonly text: string;
}

/** The last answer in what a connection brought. */
const lastAnswer = (text: string): Answered => {
  const at = text.lastIndexOf('HTTP/1.1 ');
  const [first = '', ...rest] = text.slice(Math.max(at, 0)).split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(first)?.[1] ?? 0), text: rest.join('\r\n\r\n') };
};

/** Sends bytes and waits until the server has hung up. `more` is sent every second until then. */
export const sendBytes = (port: number, bytes: string | Uint8Array, more = ''): Promise<Answered> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const received: Buffer[] = [];
    const drip = more === '' ? undefined : setInterval(() => { if (socket.writable) socket.write(more); }, 1_000);
    socket.on('data', (chunk) => received.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(drip);
      resolve(lastAnswer(Buffer.concat(received).toString()));
    });
    socket.write(bytes);
  });
