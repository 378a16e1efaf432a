import { isDeepStrictEqual } from 'node:util';
import { execute, type ExecutionResult, parse } from 'graphql';
import { createAccounts } from '../../../src/access/accounts.ts';
import { anonymous, type Identity } from '../../../src/access/identity.ts';
import { createSigner, createVerifier } from '../../../src/access/tokens.ts';
import { type App, createApp } from '../../../src/app.ts';
import type { Database } from '../../../src/db/database.ts';
import { allPlugins } from '../../../src/plugins/index.ts';
import { contextFacts } from '../../../src/server/context-facts.ts';
import { wideGuards } from '../app.ts';
import type { LeakPlatform, Reply } from '../leak/ask.ts';
import type { Request as Asked } from '../leak/document.ts';
import { operationStatements } from '../statements.ts';
import { testClock, testDay, testVault } from '../template.ts';

/** Somebody who answers over HTTP semantics. */
export interface Plain {
  readonly app: App;
  send(request: Asked, subject: string | undefined): Promise<Pick<Reply, 'status' | 'headers' | 'text'>>;
}

/** A platform over the same database that compiles nothing. */
export const openPlain = async (db: Database): Promise<Plain> => {
  const rules = { issuer: 'test', audience: 'test' };
  const signer = await createSigner(rules);
  const app = createApp({ db, plugins: allPlugins, vault: testVault(), verifier: createVerifier(signer.publicKeys, rules), clock: testClock, syntheticPeople: true, guards: wideGuards, compiled: false });
  const send: Plain['send'] = async ({ query, variables, headers }, subject) => {
    const response = await app.fetch(new Request('http://test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(subject ? { authorization: `Bearer ${await signer.sign(subject)}` } : {}), ...headers },
      body: JSON.stringify({ query, variables }),
    }));
    return { status: response.status, headers: [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n'), text: await response.text() };
  };
  return { app, send };
};

/** The document by graphql-js itself, with nothing around it. */
const byGraphqlJs = async ({ db }: LeakPlatform, { app }: Plain, subject: string | undefined, { query, variables }: Asked): Promise<unknown> => {
  const identity: Identity = subject === undefined ? anonymous : ((await createAccounts(db, allPlugins).find(subject, testDay)) as Identity);
  const { data } = await db.transaction({ scope: identity.scope, readOnly: true }, async (tx) => {
    const facts = contextFacts({ vault: testVault(), clock: testClock, syntheticPeople: true, unmaskDaily: 50 }, { identity, requestId: 'plain', operation: null });
    return execute({ schema: app.schema, document: parse(query), variableValues: variables, contextValue: { ...facts, tx } });
  });
  return JSON.parse(JSON.stringify(data));
};

/** Whether the compiled statement gave the answer, and nothing had to be asked again. */
const isByStatement = (reply: Reply): boolean => {
  const own = operationStatements(reply as never);
  return own.length === 4 && own[2]?.startsWith('select row_to_json(x) from (select ') === true;
};

/** Without ids of requests, and cursors that are sealed anew each time. */
const settled = (text: string): string => text.replaceAll(/(fast|slow|door)-\d+/g, 'id').replaceAll(/"[\w-]{200,}"/g, (sealed) => `"${sealed.length}"`);

export interface Compared {
  readonly request: Asked;
  /** What the two ways said differently. */
  readonly difference: string | undefined;
  readonly isFine: boolean;
  readonly isCompiled: boolean;
  readonly text: string;
}

const differenceOf = (what: string, a: unknown, b: unknown): string | undefined =>
  (isDeepStrictEqual(a, b) ? undefined : `${what}: ${JSON.stringify(a).slice(0, 1_500)}\n--- expected:\n${JSON.stringify(b).slice(0, 1_500)}`);

/**
 * Sends a document to the platform that compiles, twice where it could: the second time it comes by the short way in.
 * Answers, statuses and headers must be those of the platform that does not, and the data those of graphql-js itself.
 */
export const compareOne = async (fast: LeakPlatform, plain: Plain, subject: string | undefined, request: Asked, number: number): Promise<Compared> => {
  const named = (kind: string): Asked => ({ ...request, headers: { ...request.headers, 'x-request-id': `${kind}-${number}` } });
  const reply = await fast.send(named('fast'), subject);
  const isCompiled = isByStatement(reply); // before others send their statements over the same database
  const again = isCompiled ? await fast.send(named('door'), subject) : reply;
  const expected = await plain.send(named('slow'), subject);
  const { errors, data } = JSON.parse(reply.text) as ExecutionResult;
  const json = (text: string): unknown => JSON.parse(settled(text));
  const difference = differenceOf('answer', json(reply.text), json(expected.text))
    ?? differenceOf('status and headers', [reply.status, settled(reply.headers)], [expected.status, settled(expected.headers)])
    ?? differenceOf('by the short way in', [again.status, again.headers, settled(again.text)], [reply.status, reply.headers, settled(reply.text)])
    ?? (reply.reported === '' ? undefined : `reported: ${reply.reported}`)
    ?? (isCompiled ? differenceOf('graphql-js', data, await byGraphqlJs(fast, plain, subject, request)) : undefined);
  return { request, difference: difference && `${subject ?? 'nobody'}: ${request.query} ${JSON.stringify(request.variables)}\n${difference}`, isFine: !errors, isCompiled, text: reply.text };
};
