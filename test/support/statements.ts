import type { Answer } from './app.ts';

const ofLog = /^(begin|commit|select app\.enter)|access_entry|access_household|audit_head/;

/** Statements from each begin to the next. */
const transactionsOf = (statements: readonly string[]): readonly (readonly string[])[] => {
  const begins = statements.flatMap((text, at) => (text.startsWith('begin') ? [at] : []));
  return begins.map((at, index) => statements.slice(at, begins[index + 1]));
};

/**
 * Statements of the operation alone: who asks may have been looked up before, and what a query answered
 * of persons is recorded after it, each in a transaction of its own.
 */
export const operationStatements = ({ statements }: Answer): readonly string[] =>
  transactionsOf(statements).findLast((texts) => !texts.every((text) => ofLog.test(text))) ?? [];

/** Statements that recorded what a query answered of persons. */
export const logStatements = ({ statements }: Answer): readonly string[] =>
  transactionsOf(statements).filter((texts) => texts.some((text) => text.includes('access_entry')) && texts.every((text) => ofLog.test(text))).flat();

export const statementCount = (answer: Answer): number => operationStatements(answer).length;
