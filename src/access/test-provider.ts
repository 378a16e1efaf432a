import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

/** For tests: a key of an identity provider, and tokens signed with it. */
export interface ProviderKey {
  readonly publicJwk: JWK;
  sign(claims?: Readonly<Record<string, unknown>>, header?: Readonly<Record<string, unknown>>): Promise<string>;
}

export const rules = { issuer: 'https://id.example', audience: 'youyu' } as const;

export const secondsFromNow = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;

const good = () => ({ sub: 'someone', iss: rules.issuer, aud: rules.audience, exp: secondsFromNow(600) });

/** Makes a key; a claim that is undefined is left out of the token. */
export const providerKey = async (kid: string, alg = 'EdDSA'): Promise<ProviderKey> => {
  const { publicKey, privateKey } = await generateKeyPair(alg);
  return {
    publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' },
    sign: (claims = {}, header = {}) =>
      new SignJWT(JSON.parse(JSON.stringify({ ...good(), ...claims })) as Record<string, unknown>).setProtectedHeader({ alg, kid, ...header }).sign(privateKey),
  };
};

/** For tests: the endpoint of an identity provider, whose keys and health can be changed. */
export interface ProviderEndpoint {
  readonly url: URL;
  /** How often it was asked. */
  asked(): number;
  serve(keys: readonly ProviderKey[]): void;
  /** How it answers: with its keys, with an error, with something else, or never. */
  behave(how: 'well' | 'error' | 'nonsense' | 'silent'): void;
  close(): Promise<void>;
}

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

export const providerEndpoint = async (keys: readonly ProviderKey[]): Promise<ProviderEndpoint> => {
  let [served, how, count] = [keys, 'well', 0];
  const server = createServer((_, response) => {
    count += 1;
    if (how === 'silent') return;
    if (how === 'error') response.writeHead(500).end();
    else response.end(how === 'nonsense' ? '<html>' : JSON.stringify({ keys: served.map(({ publicJwk }) => publicJwk) }));
  });
  const port = await listening(server);
  return {
    url: new URL(`http://127.0.0.1:${port}/jwks`),
    asked: () => count,
    serve: (next) => { served = next; },
    behave: (next) => { how = next; },
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
};
