import type { Scope } from '../db/database.ts';

/** Stands in a statement for a value that each request brings. */
export class Slot {
  readonly at: number;
  constructor(at: number) {
    this.at = at;
  }
}

/** A slot where a helper of the records wants the value itself: they only pass it on into the statement. */
export const standIn = <T>(at: number): T => new Slot(at) as T;

/** Reads one parameter of a statement from the values of a request and its caller's scope. */
export type Reader = (values: readonly unknown[], scope: Scope) => unknown;

/**
 * How a parameter is read. Lists of the scope that the statement was made with stand for those of whoever asks next;
 * everything else but slots is a constant of the text.
 */
export const readerOf = (parameter: unknown, madeWith: Scope): Reader => {
  if (parameter instanceof Slot) return (values) => values[parameter.at];
  if (!Array.isArray(parameter)) return () => parameter;
  if (parameter === madeWith.counties) return (_, { counties }) => counties;
  if (parameter === madeWith.villages) return (_, { villages }) => villages;
  if (parameter === madeWith.households) return (_, { households }) => households;
  const items = parameter.map((item) => readerOf(item, madeWith));
  return (values, scope) => items.map((read) => read(values, scope));
};
