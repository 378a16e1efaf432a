import { createHash } from 'node:crypto';
import type { Database, Transaction } from './database.ts';
import { ensureRoles, entryStatements, isEnterable, serviceRoles } from './derived-access.ts';
import { areaKey, olderKeyName, sqlName, tableStatements } from './derived-table.ts';
import { exclusively, withPatience } from './migrate.ts';
import { withRowsInReach } from './migrate-rows.ts';
import { type Owner, type PlacedTable, qualifiedName } from './placement.ts';
import type { PolicyForm } from './policy-form.ts';
import { literal, quoted } from './quoted.ts';

export interface DerivedOptions {
  /** Form of the row policies; `wrapped` unless the database is a cluster. */
  readonly policyForm?: PolicyForm;
}

const print = (statements: readonly string[]): string =>
  `youyu:${createHash('sha256').update(statements.join(';\n')).digest('hex').slice(0, 16)}`;

/** What a database says it has, in one statement: prints of schemas and tables, roles that can be entered. */
const presentState = `
  select n.nspname, obj_description(n.oid, 'pg_namespace') from pg_namespace n where n.nspname = any($1::text[])
  union all
  select n.nspname || '.' || c.relname, obj_description(c.oid, 'pg_class')
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = any($1::text[]) and c.relkind in ('r', 'p')
  union all
  select 'role ' || rolname, 'entered' from pg_roles
  where rolname in ('youyu_app', 'youyu_wide') and ${isEnterable}`;

/** One thing to bring into its wanted state, named as {@link presentState} names it. */
interface Part {
  readonly name: string;
  readonly print: string;
  readonly apply: (tx: Transaction) => Promise<void>;
}

const runAll = async (tx: Transaction, statements: readonly string[]): Promise<void> => {
  for (const statement of statements) await tx.query(statement);
};

const rolePart = (role: string): Part => ({ name: `role ${role}`, print: 'entered', apply: ensureRoles });

const schemaPart = (name: string, statements: readonly string[]): Part => ({
  name,
  print: print(statements),
  apply: (tx) => runAll(tx, [...statements, `comment on schema ${quoted(name)} is ${literal(print(statements))}`]),
});

const ownerPart = ({ id }: Owner): Part =>
  schemaPart(id, [
    `revoke all on schema ${quoted(id)} from public, youyu_app, youyu_wide`,
    `grant usage on schema ${quoted(id)} to youyu_app, youyu_wide`,
  ]);

const dropPolicies = async (tx: Transaction, table: string): Promise<void> => {
  const { rows } = await tx.query('select polname from pg_policy where polrelid = $1::regclass', [table]);
  await runAll(tx, rows.map(([name]) => `drop policy ${quoted(String(name))} on ${table}`));
};

const hasConstraint = async (tx: Transaction, table: string, name: string): Promise<boolean> =>
  (await tx.query('select from pg_constraint where conrelid = $1::regclass and conname = $2', [table, name])).count > 0;

const tablePart = (placed: PlacedTable, form: PolicyForm): Part => {
  const statements = tableStatements(placed, form);
  const key = areaKey(placed);
  const table = sqlName(placed.table);
  const wanted = print(key ? [...statements, key.statement] : statements);
  const apply = async (tx: Transaction): Promise<void> => {
    if (key && !(await hasConstraint(tx, table, key.name))) {
      await tx.query(`alter table ${table} drop constraint if exists ${quoted(olderKeyName(placed.table))}`);
      await withRowsInReach(tx, key.statement, () => tx.query(key.statement));
    }
    await dropPolicies(tx, table);
    await runAll(tx, [...statements, `comment on table ${table} is ${literal(wanted)}`]);
  };
  return { name: qualifiedName(placed.table), print: wanted, apply };
};

const partsOf = (owners: readonly Owner[], form: PolicyForm): readonly Part[] => [
  ...serviceRoles.map(rolePart),
  schemaPart('app', entryStatements),
  ...owners.map(ownerPart),
  ...owners.flatMap(({ tables }) => tables.map((placed) => tablePart(placed, form))),
];

const outdated = async (tx: Transaction, parts: readonly Part[], schemas: readonly string[]): Promise<readonly Part[]> => {
  const { rows } = await tx.query(presentState, [`{${schemas.map((name) => JSON.stringify(name)).join(',')}}`]);
  const present = new Map(rows.map(([name, said]) => [String(name), said]));
  return parts.filter((part) => present.get(part.name) !== part.print);
};

/**
 * Brings roles, the way in, grants, row policies and the households' county keys to what follows
 * from the placements. A print of it stands as a comment on every table, so that a start that finds
 * nothing to do costs one statement. Returns what was done, by name.
 */
export const applyDerived = async (
  db: Database,
  owners: readonly Owner[],
  { policyForm = 'wrapped' }: DerivedOptions = {},
): Promise<readonly string[]> => {
  const parts = partsOf(owners, policyForm);
  const schemas = ['app', ...owners.map(({ id }) => id)];
  const late = await db.transaction({ scope: 'owner' }, (tx) => outdated(tx, parts, schemas));
  if (late.length === 0) return [];
  return withPatience(() => exclusively(db, async (tx) => {
    const still = await outdated(tx, parts, schemas);
    for (const part of still) await part.apply(tx);
    return still.map(({ name }) => name);
  }));
};
