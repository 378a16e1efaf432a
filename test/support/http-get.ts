import type { TestApp } from './app.ts';

/** An answer of an address beside the graph. */
export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly bytes: Buffer;
}

/** Gets an address as the account with this subject, or without a token. */
export const getFrom = async ({ app, tokenOf }: Pick<TestApp, 'app' | 'tokenOf'>, path: string, as?: string, more: Readonly<Record<string, string>> = {}): Promise<Got> => {
  const headers = { ...(as ? { authorization: `Bearer ${await tokenOf(as)}` } : {}), ...more };
  const response = await app.fetch(new Request(`http://test${path}`, { headers }));
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, text: bytes.toString('utf8'), bytes };
};

/** Status and code of a refusal. */
export const refusalOf = ({ status, text }: Got): readonly [status: number, code: string] => [status, JSON.parse(text).errors[0].extensions.code];
