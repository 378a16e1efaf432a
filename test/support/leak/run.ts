import { createRandom, type Random } from '../../../src/demo/random.ts';
import type { GraphQLSchema } from 'graphql';
import type { LeakPlatform, Reply } from './ask.ts';
import type { Request } from './document.ts';
import { everyField, everyFilter, everyList, everyNode, randomMutation, randomQuery } from './generate.ts';
import { everyGroup } from './groups.ts';
import { everyImport } from './imports.ts';
import type { Caller } from './oracle.ts';
import type { Planted } from './planting.ts';
import { foundIn, leaksIn } from './scan.ts';
import type { Pools } from './values.ts';

/** Something that a caller got and may not have; seed and request say how to get it again. */
export interface Leak {
  readonly caller: string;
  readonly seed: string;
  readonly what: string;
  readonly request: Request;
  readonly answer: string;
}

const shown = (text: string): string => (text.length > 1_500 ? `${text.slice(0, 1_500)}…` : text);

/** An average of amounts may be just what another amount is marked with; averages are seen where two databases are compared. */
const withoutAverages = (text: string, { query }: Request): string => {
  const names = ['avg', ...[...query.matchAll(/(\w+): avg\b/g)].map(([, alias]) => alias)];
  return text.replaceAll(new RegExp(`"(${names.join('|')})":"[\\d.]+"`, 'g'), '"$1":""');
};

/** What a caller is told in an error of what they themselves have sent says nothing new. */
const withoutEcho = (text: string, request: Request): string => {
  if (!text.startsWith('{')) return text;
  const answer = JSON.parse(text) as { data?: unknown; errors?: readonly unknown[]; extensions?: unknown };
  const sent = `${request.query} ${JSON.stringify(request.variables)}`;
  const told = (answer.errors ?? []).map((error) => JSON.stringify(error).replace(/ZQ\d+x\d+x\d+QZ|\d{10,18}X?|[\w+/=-]{16,}/g, (token) => (sent.includes(token) ? '' : token)));
  return `${JSON.stringify(answer.data ?? null)} ${JSON.stringify(answer.extensions ?? null)} ${told.join(' ')}`;
};

/** Statements carry no values at all, theirs or anybody's: parameters travel apart. */
const valuesInStatements = (planted: Planted, { statements }: Reply): readonly string[] =>
  statements.filter((text) => !text.startsWith('set local app.sought')).flatMap((text) => foundIn(planted, text).cells.map(({ row, column }) => `statement text: ${row.table.name}.${column.name}`));

/** Everything in a reply that the caller may not see, in any byte of it. */
export const leaksOfReply = (planted: Planted, caller: Caller, request: Request, reply: Reply): readonly string[] => [
  ...leaksIn(planted, caller, withoutAverages(withoutEcho(reply.text, request), request), /\bunmask\(/.test(request.query)),
  ...leaksIn(planted, caller, reply.headers).map((what) => `header: ${what}`),
  ...foundIn(planted, reply.reported).cells.map(({ row, column }) => `log: ${row.table.name}.${column.name}`),
  ...valuesInStatements(planted, reply),
  ...(reply.text.includes('INTERNAL_ERROR') ? [`INTERNAL_ERROR: ${reply.reported.slice(0, 400)}`] : []),
];

export interface Plan {
  readonly schema: GraphQLSchema;
  readonly pools: Pools;
  readonly seed: string;
  /** Most requests a caller makes. */
  readonly requests: number;
}

const collectCursors = (pools: Pools, text: string, random: Random): void => {
  for (const [, cursor] of text.matchAll(/"(?:cursor|endCursor|startCursor)":"([\w-]+)"/g)) {
    if (pools.cursors.length < 400) pools.cursors.push(cursor as string);
    else if (random.chance(0.05)) pools.cursors[random.between(0, 399)] = cursor as string;
  }
};

/** What a caller asks: everything the schema has once, then by chance until the number is reached. */
export const requestsFor = ({ schema, pools, seed, requests }: Plan, caller: Caller): readonly Request[] => {
  const random = createRandom(`${seed}/${caller.name}`);
  const lists = everyList(schema, random, 20);
  const whole = random.shuffled([...everyField(schema, pools, random), ...everyNode(schema, pools, random, 2), ...everyFilter(schema, pools, random), ...everyGroup(schema, random)]);
  const all: Request[] = [...everyImport(pools), ...lists, ...whole.slice(0, Math.ceil(requests * 0.6))];
  while (all.length < requests) all.push(randomQuery(schema, pools, random));
  return all;
};

/** What is asked about one kind of record: its rows by id, its list, and that list below a place. */
export const requestsAbout = ({ schema, pools, seed }: Plan, record: string): Request[] => {
  const random = createRandom(`${seed}/${record}`);
  const lists = everyList(schema, random, 100).filter((one) => one.record === record);
  const nodes = everyNode(schema, { ...pools, types: [record] }, random, 40);
  return [...lists, ...nodes];
};

export interface Asked {
  readonly request: Request;
  readonly reply: Reply;
}

/** Opens a household beyond the caller's places, on purpose: for an hour, with a reason, before everybody's eyes. */
export const beyondPlaces: ReadonlySet<string> = new Set(['breakGlass']);

/** Requests that change things, with ids, numbers and keys of everybody's rows. */
export const mutationsFor = ({ schema, pools, seed }: Plan, caller: Caller, most: number): Request[] => {
  const random = createRandom(`${seed}/mutations/${caller.name}`);
  const fields = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(({ name }) => !beyondPlaces.has(name));
  return Array.from({ length: most }, (_, at) => randomMutation(schema, pools, random, fields[(at + random.between(0, fields.length - 1)) % fields.length] as never));
};

/** Sends requests as a caller and answers what leaked; what was answered is handed on for comparison. */
export const hunt = async (platform: LeakPlatform, planted: Planted, caller: Caller, plan: Plan, requests: readonly Request[], each: (asked: Asked) => void = () => undefined): Promise<readonly Leak[]> => {
  const leaks: Leak[] = [];
  const random = createRandom(`${plan.seed}/cursors/${caller.name}`);
  for (const request of requests) {
    const reply = await platform.send(request, caller.subject);
    collectCursors(plan.pools, reply.text, random);
    for (const what of new Set(leaksOfReply(planted, caller, request, reply))) leaks.push({ caller: caller.name, seed: plan.seed, what, request, answer: shown(reply.text) });
    each({ request, reply });
  }
  return leaks;
};

/** Cursors of the feed are sealed and never twice the same; that there is one is compared, and what is in it is not. */
const withoutSeals = (text: string): string => text.replaceAll(/"(cursor|endCursor|startCursor)":"([\w-]{200,})"/g, (all, name: string, cursor: string) =>
  (/^[\w-]{8}:[\w-]+:[\w-]+:[\w-]+$/.test(Buffer.from(cursor, 'base64url').toString()) ? `"${name}":"${cursor.length}"` : all));

/** Sends what was asked of the whole database to one with nothing but the caller's own: the answers must be the same. */
export const compare = async (reduced: LeakPlatform, caller: Caller, seed: string, asked: readonly Asked[]): Promise<readonly Leak[]> => {
  const leaks: Leak[] = [];
  for (const { request, reply } of asked) {
    const again = await reduced.send(request, caller.subject);
    if (withoutSeals(again.text) === withoutSeals(reply.text) && again.status === reply.status && again.headers === reply.headers) continue;
    leaks.push({ caller: caller.name, seed, what: 'the answer depends on what the caller may not see', request, answer: `${shown(reply.text)}\n--- with the caller's own rows alone:\n${shown(again.text)}` });
  }
  return leaks;
};

/** The first few leaks, each once, as a message. */
export const reportOf = (leaks: readonly Leak[]): string => {
  const kinds = new Map(leaks.map((leak) => [`${leak.caller}: ${leak.what}`, leak]));
  return [...kinds].slice(0, 12).map(([kind, { request, seed, answer }]) => `${kind}\n  seed ${seed}\n  ${request.query}\n  ${JSON.stringify(request.variables)}\n  ${answer}`).join('\n\n');
};
