import { isDeepStrictEqual } from 'node:util';
import type { Question, Way } from './queries/question.ts';

type Plain = Readonly<Record<string, unknown>>;

/** Connections are taken for the lists in them; a count beside the list stays. */
const flattened = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(flattened);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value as Plain);
  if (entries.length === 1 && entries[0]?.[0] === 'nodes') return flattened(entries[0][1]);
  return Object.fromEntries(entries.map(([name, inner]) => [name, flattened(inner)]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
};

/**
 * The compared form of a body that came back.
 * @throws Error when it holds errors
 */
export const comparedForm = (way: Way, { name, part, unordered = false }: Question, body: string): unknown => {
  const { data, errors } = JSON.parse(body) as { data?: Plain; errors?: unknown };
  if (errors || !data) throw new Error(`${name} by ${way}: ${JSON.stringify(errors).slice(0, 2_000)}`);
  const own = part?.[way];
  const answer = flattened(own ? own(data as never) : Object.values(data)[0]);
  return unordered && Array.isArray(answer) ? answer.map((one) => JSON.stringify(one)).sort() : answer;
};

/** Where two values differ first, as a path with both values; undefined where they are equal. */
export const firstDifference = (one: unknown, other: unknown, path = ''): string | undefined => {
  if (isDeepStrictEqual(one, other)) return undefined;
  const bothObjects = one !== null && other !== null && typeof one === 'object' && typeof other === 'object' && Array.isArray(one) === Array.isArray(other);
  if (!bothObjects) return `${path || 'the answer'}: ${JSON.stringify(one)} and ${JSON.stringify(other)}`.slice(0, 600);
  const [a, b] = [one as Plain, other as Plain];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => firstDifference(a[key], b[key], `${path}/${key}`)).find((found) => found !== undefined);
};

/** Whether an answer has nothing in it: two empty answers prove little. */
export const isEmpty = (answer: unknown): boolean =>
  answer === null || answer === undefined || (Array.isArray(answer) && answer.length === 0) || (typeof answer === 'object' && 'nodes' in answer && isEmpty(answer.nodes));
