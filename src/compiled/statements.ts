import type { Statement } from './plan.ts';

const mostCharacters = 10_000_000;

/** Statements by plan and shape, those used last kept: callers choose documents, so their number is not ours. */
export const createStatements = () => {
  const kept = new Map<string, Statement>();
  let characters = 0;
  const forget = (key: string): void => {
    characters -= kept.get(key)?.text.length ?? 0;
    kept.delete(key);
  };
  return {
    /** The statement under this key, made where there is none. */
    get: (key: string, make: () => Statement): Statement => {
      const statement = kept.get(key) ?? make();
      if (kept.delete(key)) characters -= statement.text.length;
      kept.set(key, statement);
      characters += statement.text.length;
      for (const oldest of kept.keys()) {
        if (characters <= mostCharacters || oldest === key) break;
        forget(oldest);
      }
      return statement;
    },
  };
};
