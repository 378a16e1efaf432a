import { randomUUID } from 'node:crypto';
import type { Plugin } from 'graphql-yoga';
import { mayHoldIdNumber } from '../access/id-number-text.ts';
import type { Accounts } from '../access/accounts.ts';
import { anonymous, type Identity } from '../access/identity.ts';
import type { TokenVerifier } from '../access/tokens.ts';
import { PlatformError } from '../errors.ts';

const requestIds = new WeakMap<Request, string>();

/** The id of a request: the caller's `x-request-id` where it is a harmless one, else a new one. */
export const requestIdOf = (request: Request): string => {
  const known = requestIds.get(request);
  if (known) return known;
  const given = request.headers.get('x-request-id');
  const id = given && /^[\w-]{1,64}$/.test(given) && !mayHoldIdNumber(given) ? given : randomUUID(); // it is written into journals
  requestIds.set(request, id);
  return id;
};

const bearer = (request: Request): string | undefined => {
  const header = request.headers.get('authorization');
  if (header === null) return undefined;
  const [, token] = /^Bearer (\S+)$/i.exec(header) ?? [];
  if (!token) throw new PlatformError('TOKEN_INVALID');
  return token;
};

export interface IdentityOptions {
  readonly verifier: TokenVerifier;
  readonly accounts: Accounts;
  today(): string;
}

/** Who asks, and until when their token says so. */
interface Caller {
  readonly identity: Identity;
  readonly signedInUntil: number;
}

const nobody: Caller = { identity: anonymous, signedInUntil: Number.POSITIVE_INFINITY };

const callers = new WeakMap<Request, Caller>();

/** Who sends a request; nobody until that is settled. */
export const identityOf = (request: Request): Identity => (callers.get(request) ?? nobody).identity;

/** Who asks: the account behind the token. A token that names no open account is as bad as a forged one. */
const identify = async (request: Request, { verifier, accounts, today }: IdentityOptions): Promise<Caller> => {
  const token = bearer(request);
  if (token === undefined) return nobody;
  const { subject, until } = await verifier.check(token);
  const identity = await accounts.find(subject, today());
  if (!identity) throw new PlatformError('TOKEN_INVALID');
  return { identity, signedInUntil: until };
};

/** Settles who sends a request that is not for the graph. @throws PlatformError TOKEN_INVALID */
export const settleIdentity = async (request: Request, options: IdentityOptions): Promise<Identity> => {
  const caller = await identify(request, options);
  callers.set(request, caller);
  return caller.identity;
};

const refusal = (error: PlatformError, requestId: string): Response =>
  new Response(
    JSON.stringify({ errors: [{ message: error.messages.zh, extensions: { code: error.code, messages: error.messages, requestId } }] }),
    {
      status: error.code === 'TOKEN_INVALID' ? 401 : 503,
      headers: { 'content-type': 'application/json; charset=utf-8', ...(error.code === 'TOKEN_INVALID' ? { 'www-authenticate': 'Bearer error="invalid_token"' } : { 'retry-after': '1' }) },
    },
  );

/** Settles the caller's identity once a request, before anything else, and refuses bad tokens with 401. */
export const useIdentity = (options: IdentityOptions): Plugin => ({
  onRequestParse: async ({ request, endResponse }) => {
    try {
      callers.set(request, await identify(request, options));
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      endResponse(refusal(error, requestIdOf(request)));
    }
  },
  onContextBuilding: ({ context, extendContext }) => {
    const { request } = context as unknown as { request: Request };
    extendContext({ requestId: requestIdOf(request), ...(callers.get(request) ?? nobody) } as never);
  },
});
