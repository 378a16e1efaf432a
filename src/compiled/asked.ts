import type { Identity } from '../access/identity.ts';
import type { Vault } from '../access/vault.ts';
import { treeDate } from '../reference/vintages.ts';
import type { Variables } from '../server/list-bounds.ts';

/** What one request brings to a plan. */
export interface Asking {
  readonly identity: Identity;
  readonly vault: Vault;
  readonly today: string;
  readonly variables: Variables;
}

/** A day in a statement: as it was asked for, and as the place tree knows it. */
export interface Day {
  readonly at: number;
  readonly tree: number;
}

const shapes = new WeakMap<Identity, string>();

/** Everything of a caller that decides the text of a statement: what there is, not which it is. */
const shapeOf = (identity: Identity): string => {
  const known = shapes.get(identity);
  if (known !== undefined) return known;
  const { accountId, roles, domains, scope: { counties, villages = [], households = [] } } = identity;
  const shape = JSON.stringify([
    accountId === null, [...roles].sort(), [...domains].sort(), counties === '*' ? '*' : counties.length > 0, villages.length > 0, households.length > 0,
  ]);
  shapes.set(identity, shape);
  return shape;
};

/**
 * The values of one request, in the order in which the plan asks for them, and the shape of the statement they go into:
 * two requests of one shape differ in values alone.
 */
export class Asked {
  readonly asking: Asking;
  readonly values: unknown[] = [];
  readonly today: Day;
  /** The place whose fields are being read, where its level is known. */
  place: { readonly level: string; readonly asOf: string } | undefined;
  readonly #shape: string[];
  readonly #notes = new Map<object, unknown>();

  constructor(asking: Asking) {
    this.asking = asking;
    this.#shape = [shapeOf(asking.identity)];
    this.today = this.day(asking.today);
  }

  /** Takes a value for the statement or for the answer. */
  slot(value: unknown): number {
    return this.values.push(value) - 1;
  }

  day(day: string): Day {
    return { at: this.slot(day), tree: this.slot(treeDate(day)) };
  }

  /** Says something that the text of the statement depends on. */
  shaped(part: unknown): void {
    this.#shape.push(typeof part === 'string' ? part : JSON.stringify(part));
  }

  get shape(): string {
    return this.#shape.join('\n');
  }

  /** Reads what is asked below a place of a known level; only right there. */
  below(place: Asked['place'], read: () => void): void {
    const outer = this.place;
    this.place = place;
    read();
    this.place = outer;
  }

  /** Keeps what a part of the plan read, for the making of the statement. */
  note<T>(part: object, found: T): void {
    this.#notes.set(part, found);
  }

  noted<T>(part: object): T {
    return this.#notes.get(part) as T;
  }
}
