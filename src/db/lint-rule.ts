import type { ColumnFact, Facts } from './lint-facts.ts';
import type { PolicyForm } from './policy-form.ts';
import type { PlacedTable, Placement } from './placement.ts';

/** What a rule found. */
export interface Violation {
  readonly rule: string;
  /** Table, function, schema or role, with its schema. */
  readonly subject: string;
  readonly message: string;
}

/** What rules look at: the catalogue, and the placements that the owners declare. */
export interface Catalogue {
  readonly facts: Facts;
  readonly placements: ReadonlyMap<string, Placement>;
  /** The same with the tables as declared. */
  readonly placed: ReadonlyMap<string, PlacedTable>;
  readonly policyForm: PolicyForm;
}

type Finding = readonly [subject: string, message: string];

export interface Rule {
  readonly name: string;
  readonly find: (catalogue: Catalogue) => Iterable<Finding>;
}

export const named = (name: string, find: Rule['find']): Rule => ({ name, find });

export const violationsOf = ({ name, find }: Rule, catalogue: Catalogue): readonly Violation[] =>
  [...find(catalogue)].map(([subject, message]) => ({ rule: name, subject, message }));

/** Names of the tables of these placements that exist. */
export const tablesOf = ({ facts, placements }: Catalogue, ...wanted: readonly Placement[]): readonly string[] =>
  facts.relations
    .filter(({ kind, name }) => kind === 'table' && placements.has(name) && wanted.includes(placements.get(name) as Placement))
    .map(({ name }) => name);

export const columnOf = ({ facts }: Catalogue, table: string, name: string): ColumnFact | undefined =>
  facts.columns.find((column) => column.table === table && column.name === name);

export const householdTable = 'core.household';
