import type { Answer } from './app.ts';

/** Statements of the operation alone: who asks may have been looked up before, in a transaction of its own. */
export const operationStatements = ({ statements }: Answer): readonly string[] =>
  statements.slice(statements.findLastIndex((text) => text.startsWith('begin')));

export const statementCount = (answer: Answer): number => operationStatements(answer).length;
