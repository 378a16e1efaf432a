import { PlatformError } from '../errors.ts';
import type { Database, Transaction } from './database.ts';
import type { PolicyForm } from './policy-form.ts';
import { accessRules } from './lint-access.ts';
import { columnRules } from './lint-columns.ts';
import { readFacts } from './lint-facts.ts';
import { householdRules } from './lint-household.ts';
import { keyRules } from './lint-keys.ts';
import { named, type Rule, type Violation, violationsOf } from './lint-rule.ts';
import { type Owner, qualifiedName } from './placement.ts';

export type { Violation } from './lint-rule.ts';

/** Schemas beside the owners': the way in, and the migration journals. */
const serviceSchemas = ['app', 'journal'];

const placing = named('placement', function* ({ facts, placements }) {
  for (const { kind, name } of facts.relations) {
    const isJournal = name.startsWith('journal.');
    if (kind === 'table' && !isJournal && !placements.has(name)) yield [name, 'is listed by no owner, so nothing says who may see it'];
    if (kind === 'other') yield [name, 'is a foreign table or of an unknown kind'];
  }
  for (const table of placements.keys()) if (!facts.relations.some(({ name }) => name === table)) yield [table, 'does not exist'];
});

const noTriggers = named('trigger', function* ({ facts }) {
  for (const { table, name } of facts.triggers) yield [table, `${name}: logic in triggers and rules does not run on a cluster`];
});

const rules: readonly Rule[] = [placing, ...householdRules, ...keyRules, ...columnRules, ...accessRules, noTriggers];

/** Names of all rules, so that a test can prove that each of them bites. */
export const ruleNames: readonly string[] = rules.map(({ name }) => name);

export interface LintOptions {
  readonly policyForm?: PolicyForm;
}

/** {@link lintCatalogue} as the open transaction sees the database. */
export const lintIn = async (tx: Transaction, owners: readonly Owner[], { policyForm = 'wrapped' }: LintOptions = {}): Promise<readonly Violation[]> => {
  const facts = await readFacts(tx, [...owners.map(({ id }) => id), ...serviceSchemas]);
  const placed = new Map(owners.flatMap(({ tables }) => tables.map((one) => [qualifiedName(one.table), one] as const)));
  const placements = new Map([...placed].map(([name, { placement }]) => [name, placement] as const));
  return rules.flatMap((rule) => violationsOf(rule, { facts, placements, placed, policyForm }));
};

/**
 * Compares the database's own catalogue with what the owners declare and with the rules that keep
 * the way to several servers open. Reads only.
 */
export const lintCatalogue = (db: Database, owners: readonly Owner[], options: LintOptions = {}): Promise<readonly Violation[]> =>
  db.transaction({ scope: 'owner', readOnly: true, deadlineMs: 60_000 }, (tx) => lintIn(tx, owners, options));

/** Refuses a database that breaks a rule, and names every place. */
export const assertCatalogue = async (db: Database, owners: readonly Owner[]): Promise<void> => {
  const violations = await lintCatalogue(db, owners);
  if (violations.length === 0) return;
  const list = violations.map(({ rule, subject, message }) => `\n  ${subject}: ${message} [${rule}]`).join('');
  throw new PlatformError('CATALOGUE_VIOLATED', { count: violations.length, list });
};
