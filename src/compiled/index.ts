import { type DocumentNode, GraphQLError, getVariableValues, type OperationDefinitionNode } from 'graphql';
import type { Accesses } from '../access/audit/accesses.ts';
import type { Identity } from '../access/identity.ts';
import type { Vault } from '../access/vault.ts';
import type { Transaction } from '../db/database.ts';
import { PlatformError } from '../errors.ts';
import type { MaskedField } from '../schema/context.ts';
import { type Json, NotCompiled, type ObjectPlan } from './part.ts';
import { askPlan, type Planner, planOf, statementFor } from './plan.ts';
import { switchesOf } from './selection.ts';
import { createStatements } from './statements.ts';

export { NotCompiled } from './part.ts';

/** An operation as it was sent. */
export interface SentOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
}

/** For whom, and on which day. */
export interface Asker {
  readonly identity: Identity;
  readonly vault: Vault;
  readonly today: string;
}

/** Where an answer tells what it kept back, and what it showed. */
export interface Telling {
  readonly masked: MaskedField[];
  readonly accesses: Accesses;
}

/** One statement that answers an operation, as its transaction's last. @throws NotCompiled where its answer is one for the general path */
export type Answering = (tx: Transaction, telling: Telling) => Promise<Record<string, unknown>>;

export interface Compiler {
  /** How to answer an operation by one statement; undefined where only the general path can. */
  prepare(sent: SentOperation, asker: Asker): Answering | undefined;
}

interface Planned {
  readonly switches: readonly string[];
  /** By operation and setting of the switches; undefined for what cannot be planned. */
  readonly plans: Map<string, { readonly id: number; readonly plan: ObjectPlan } | undefined>;
}

/** What the general path will tell the caller, or do better. */
const isForGeneral = (error: unknown): boolean => error instanceof NotCompiled || error instanceof PlatformError || error instanceof GraphQLError;

const orGeneral = <T>(work: () => T): T | undefined => {
  try {
    return work();
  } catch (error) {
    if (isForGeneral(error)) return undefined;
    throw error;
  }
};

/**
 * Compiles whole documents into one statement each. Plans live as long as their document is kept; what cannot be compiled,
 * and whatever would be an error, is left to the general path.
 */
export const createCompiler = (planner: Planner): Compiler => {
  const documents = new WeakMap<DocumentNode, Planned>();
  const statements = createStatements();
  let plans = 0;
  const plannedOf = (document: DocumentNode): Planned => {
    const known = documents.get(document) ?? { switches: switchesOf(document), plans: new Map() };
    documents.set(document, known);
    return known;
  };
  const planFor = ({ document, operation }: SentOperation, variables: Readonly<Record<string, unknown>>) => {
    const { switches, plans: known } = plannedOf(document);
    const key = JSON.stringify([operation.name?.value, ...switches.map((name) => variables[name])]);
    if (!known.has(key)) {
      plans += 1;
      const plan = orGeneral(() => planOf(planner, document, operation, variables));
      known.set(key, plan && { id: plans, plan });
    }
    return known.get(key);
  };
  return {
    prepare: (sent, { identity, vault, today }) => {
      const { coerced } = getVariableValues(planner.schema, sent.operation.variableDefinitions ?? [], sent.variables ?? {}, { maxErrors: 1 });
      const planned = coerced && planFor(sent, coerced);
      if (!planned) return undefined;
      const asked = orGeneral(() => askPlan(planned.plan, { identity, vault, today, variables: coerced }));
      const statement = asked && orGeneral(() => statements.get(`${planned.id}\n${asked.shape}`, () => statementFor(planned.plan, asked)));
      if (!statement) return undefined;
      const { values } = asked;
      const parameters = statement.parameters.map((read) => read(values, identity.scope));
      return async (tx, telling) => {
        const { rows: [row] } = await tx.last(statement.text, parameters);
        const root = row?.[0] as Json;
        return statement.finish(root, { values, vault, root, masked: telling.masked, accesses: telling.accesses }, '') as Record<string, unknown>;
      };
    },
  };
};
