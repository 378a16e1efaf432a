import type { GraphQLSchema } from 'graphql';
import type { Builder } from '../schema/builder.ts';
import type { TypeShelf } from '../records/kit.ts';

/** Two owners want the same name; the message names both. */
export class NameClash extends Error {
  constructor(what: string, first: string, second: string) {
    super(
      first === second
        ? `${second} defines ${what} twice`
        : `${second} defines ${what}, which ${first} has defined already. Prefix the name with the subject of one of them.`,
    );
    this.name = 'NameClash';
  }
}

type AnyFunction = (...args: never[]) => unknown;

/** Methods that add one named field to a type; the plural forms hide the names and are not offered to plugins. */
const fieldMethods: Readonly<Record<string, (args: readonly unknown[]) => string>> = {
  queryField: ([name]) => `Query.${name}`,
  mutationField: ([name]) => `Mutation.${name}`,
  objectField: ([type, name]) => `${(type as { name?: string }).name ?? String(type)}.${name}`,
};
const hiddenMethods = new Set(['queryFields', 'mutationFields', 'objectFields', 'subscriptionFields', 'subscriptionField', 'toSchema']);

/**
 * Knows which owner defined which type and field, so that a clash names both sides; Pothos itself
 * knows only the name.
 */
export const createOwnership = (builder: Builder) => {
  const owners = new Map<string, string>();
  const claim = (what: string, owner: string): void => {
    const first = owners.get(what);
    if (first !== undefined) throw new NameClash(what, first, owner);
    owners.set(what, owner);
  };
  const typeNames = (): readonly string[] => [...builder.configStore.typeConfigs.keys()];
  let current = 'core';
  /** Runs an owner's definitions; the types that appear are its own. */
  const run = <T>(owner: string, define: () => T): T => {
    const before = new Set(typeNames());
    current = owner;
    try {
      return define();
    } catch (error) {
      const [, name] = /Duplicate typename: Another type with name (\w+)/.exec((error as Error).message) ?? [];
      if (name) throw new NameClash(`the type ${name}`, owners.get(`type ${name}`) ?? 'core', owner);
      throw error;
    } finally {
      for (const name of typeNames()) if (!before.has(name)) owners.set(`type ${name}`, owner);
      current = 'core';
    }
  };
  const guarded = new Proxy(builder, {
    get: (target, property: string) => {
      const value = Reflect.get(target, property) as unknown;
      if (hiddenMethods.has(property) && current !== 'core') {
        throw new Error(`${current} uses builder.${property}; add fields one by one, so that each has a known owner`);
      }
      const nameOf = fieldMethods[property];
      if (!nameOf) return typeof value === 'function' ? (value as AnyFunction).bind(target) : value;
      return (...args: unknown[]) => {
        claim(nameOf(args), current);
        return (value as (...given: unknown[]) => unknown).apply(target, args);
      };
    },
  });
  /** Builds the schema; a field that a plugin and the core both define shows only now. */
  const build = (): GraphQLSchema => {
    try {
      return builder.toSchema();
    } catch (error) {
      const [, field, type] = /Duplicate field (\w+) on (\w+)/.exec((error as Error).message) ?? [];
      const owner = owners.get(`${type}.${field}`);
      throw field && owner && owner !== 'core' ? new NameClash(`${type}.${field}`, 'core', owner) : error;
    }
  };
  return { run, build, shelf: (_owner: string, shelf: TypeShelf): TypeShelf => ({ ...shelf, builder: guarded }) };
};
