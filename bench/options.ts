import { parseArgs } from 'node:util';
import { questions } from './queries/index.ts';
import { type Question, type Way, ways } from './queries/question.ts';

/** What is to be measured. */
export interface BenchOptions {
  readonly folder: string;
  /** Households of the comparison. */
  readonly households: number;
  /** Sizes of the growth, ascending; none leaves it out. */
  readonly sizes: readonly number[];
  readonly ways: readonly Way[];
  readonly questions: readonly Question[];
  readonly rounds: number;
  readonly load: { readonly concurrency: number; readonly seconds: number };
  /** For so many seconds the platform is asked everything, to see its memory. */
  readonly soak: number;
  readonly starts: boolean;
  /** Households of the demo that larger sizes are copies of; see `ensureData`. */
  readonly base?: number;
  /** Goes on with data of an earlier release, migrated to this one, instead of making it anew. */
  readonly keep: boolean;
}

const listed = (text: string): readonly string[] => text.split(',').map((one) => one.trim()).filter(Boolean);

const chosen = <T>(what: string, text: string | undefined, all: readonly T[], nameOf: (one: T) => string): readonly T[] => {
  if (text === undefined) return all;
  return listed(text).map((name) => {
    const found = all.find((one) => nameOf(one) === name);
    if (found === undefined) throw new Error(`no ${what} ${name}; there are ${all.map(nameOf).join(', ')}`);
    return found;
  });
};

/** Reads the command line. @throws Error for what it does not know */
export const readOptions = (args: readonly string[]): BenchOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      folder: { type: 'string', default: '.bench' }, households: { type: 'string', default: '300000' }, sizes: { type: 'string', default: '' },
      ways: { type: 'string' }, questions: { type: 'string' }, rounds: { type: 'string', default: '9' }, seconds: { type: 'string', default: '1' },
      concurrency: { type: 'string', default: '8' }, soak: { type: 'string', default: '0' }, starts: { type: 'boolean', default: false }, keep: { type: 'boolean', default: false },
      base: { type: 'string' },
    },
  });
  return {
    folder: values.folder,
    households: Number(values.households),
    sizes: listed(values.sizes).map(Number).sort((a, b) => a - b),
    ways: chosen('way', values.ways, ways, (way) => way),
    questions: chosen('question', values.questions, questions, ({ name }) => name),
    rounds: Number(values.rounds),
    load: { concurrency: Number(values.concurrency), seconds: Number(values.seconds) },
    soak: Number(values.soak),
    starts: values.starts,
    keep: values.keep,
    ...(values.base === undefined ? {} : { base: Number(values.base) }),
  };
};
