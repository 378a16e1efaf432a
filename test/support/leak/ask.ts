import { openTestApp, type TestApp, type TestOptions } from '../app.ts';
import type { Request as Asked } from './document.ts';

/** All that leaves the service for a request: what the caller gets, and what the operator does. */
export interface Reply {
  readonly status: number;
  readonly headers: string;
  readonly text: string;
  readonly statements: readonly string[];
  /** What was written to the log. */
  readonly reported: string;
}

export interface LeakPlatform extends TestApp {
  send(request: Asked, subject: string | undefined): Promise<Reply>;
}

/** A platform whose every byte is heard: answers, statements, reports, and the standard error of the process. */
export const openLeakPlatform = async (options: TestOptions): Promise<LeakPlatform> => {
  let [statements, reported]: [string[], string[]] = [[], []];
  const platform = await openTestApp({
    ...options,
    onStatement: (text) => statements.push(text),
    onReport: (error) => reported.push(error instanceof Error ? `${error.stack} ${String(error.cause ?? '')}` : String(error)),
  });
  const { write } = process.stderr;
  process.stderr.write = ((text: string | Uint8Array, ...rest: never[]) => {
    reported.push(String(text));
    return write.call(process.stderr, text, ...rest);
  }) as never;
  return {
    ...platform,
    close: async () => {
      process.stderr.write = write;
      await platform.close();
    },
    send: async ({ query, variables, headers }, subject) => {
      [statements, reported] = [[], []];
      const response = await platform.app.fetch(new Request('http://test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(subject ? { authorization: `Bearer ${await platform.tokenOf(subject)}` } : {}), ...headers },
        body: JSON.stringify({ query, variables }),
      }));
      const text = await response.text();
      return { status: response.status, headers: [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n'), text, statements, reported: reported.join('\n') };
    },
  };
};
