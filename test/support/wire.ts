import { expect } from 'vitest';
import type { TestApp } from './app.ts';

/** What came back over HTTP, whatever it is. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly errors: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

export interface Letter {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends a request as it stands, for those that no GraphQL client would send. */
export const send = async ({ app, tokenOf }: TestApp, as: string, { method = 'POST', path = '/graphql', headers = { 'content-type': 'application/json' }, body }: Letter): Promise<Reply> => {
  const response = await app.fetch(new Request(`http://test${path}`, {
    method,
    headers: { authorization: `Bearer ${await tokenOf(as)}`, ...headers },
    ...(body === undefined ? {} : { body }),
  }));
  const text = await response.text();
  return { status: response.status, text, errors: (text.startsWith('{') ? JSON.parse(text) : {}).errors ?? [] };
};

/** What every error of the API has: a stable code, both languages, and the request's id. */
export const expectTyped = ({ errors }: Pick<Reply, 'errors'>): void => {
  expect(errors.length).toBeGreaterThan(0);
  for (const { message, extensions } of errors) {
    const { code, messages, requestId } = extensions as { code?: unknown; messages?: { zh?: string; en?: string }; requestId?: unknown };
    expect(code).toMatch(/^[A-Z][A-Z_]+$/);
    expect(code).not.toBe('INTERNAL_ERROR');
    expect(messages?.zh).toMatch(/\p{Script=Han}/u);
    expect(messages?.en).toMatch(/[a-z]/);
    expect(message).not.toBe('');
    expect(requestId).toMatch(/^[\w-]{36}$/);
  }
};

/** The codes of an answer's errors, each of which is well formed. */
export const codesOf = (reply: Pick<Reply, 'errors'>): readonly unknown[] => {
  expectTyped(reply);
  return reply.errors.map(({ extensions }) => extensions['code']);
};
