import { serviceRoles } from './derived-access.ts';
import { isForced, policiesOf, type Policy, privilegesOf } from './derived-table.ts';
import type { PolicyFact } from './lint-facts.ts';
import { type Catalogue, named, type Rule } from './lint-rule.ts';
import type { PlacedTable } from './placement.ts';

/** The server prints an expression in its own way: spaces, brackets and casts of constants are its. */
const bare = (expression: string | null | undefined): string =>
  (expression ?? '').toLowerCase().replaceAll('::text[]', '').replaceAll('::text', '').replaceAll(/as (string_to_array|current_setting)|[()\s]/g, '');

const isSame = (found: PolicyFact, wanted: Policy): boolean =>
  found.permissive && found.command === wanted.command && found.roles.join() === wanted.role
  && bare(found.using) === bare(wanted.using) && bare(found.check) === bare(wanted.check);

const policyFaults = ({ facts, placed, policyForm }: Catalogue, table: string): readonly string[] => {
  const wanted = policiesOf(placed.get(table) as PlacedTable, policyForm);
  const found = facts.policies.filter((policy) => policy.table === table);
  const extra = found.filter(({ name }) => !wanted.some((policy) => policy.name === name)).map(({ name }) => `has the policy ${name}, which does not follow from its placement`);
  const wrong = wanted
    .filter((policy) => !found.some((one) => one.name === policy.name && isSame(one, policy)))
    .map(({ name }) => `lacks the policy ${name} in its generated form`);
  return [...extra, ...wrong];
};

const rowSecurity = named('row-security', function* (catalogue) {
  for (const { name, rowSecurity, forced } of catalogue.facts.relations) {
    const placement = catalogue.placements.get(name);
    if (!placement) continue;
    const wanted = policiesOf(catalogue.placed.get(name) as PlacedTable, catalogue.policyForm).length > 0;
    if (wanted && !rowSecurity) yield [name, 'has no row level security'];
    if (wanted && !forced && isForced(catalogue.placed.get(name) as PlacedTable)) yield [name, 'does not force row level security on its owner'];
    if (!wanted && rowSecurity) yield [name, `has row level security, which no ${placement} table has`];
    for (const fault of policyFaults(catalogue, name)) yield [name, fault];
  }
});

const privileges = named('grants', function* ({ facts, placements }) {
  for (const [table, placement] of placements) {
    for (const role of serviceRoles) {
      const found = facts.grants.filter(({ kind, name, grantee }) => kind === 'relation' && name === table && grantee === role).map(({ privilege }) => privilege);
      const wanted = privilegesOf[placement];
      const wrong = [...found.filter((one) => !wanted.includes(one)).map((one) => `has ${one}`), ...wanted.filter((one) => !found.includes(one)).map((one) => `lacks ${one}`)];
      if (wrong.length > 0) yield [table, `${role} ${wrong.join(', ')}`];
    }
  }
  for (const { kind, name, grantee, privilege } of facts.grants) {
    const excess = kind === 'column' || (kind === 'schema' && privilege !== 'usage') || kind === 'function';
    if (excess && serviceRoles.some((role) => role === grantee)) yield [name, `${grantee} has ${privilege} on the ${kind}`];
  }
});

const publicGrants = named('public-grant', function* ({ facts }) {
  for (const { kind, name, grantee, privilege } of facts.grants) {
    if (grantee === '') yield [name, `everybody has ${privilege} on the ${kind}`];
  }
});

const roles = named('service-role', function* ({ facts }) {
  for (const { name, superuser, bypassesPolicies, mayLogIn, inherited } of facts.roles) {
    if (superuser) yield [name, 'is a superuser'];
    if (bypassesPolicies) yield [name, 'bypasses row policies'];
    if (mayLogIn) yield [name, 'may log in'];
    if (inherited) yield [name, 'is inherited by the connecting role, which would see rows without entering'];
    const table = facts.relations.find(({ owner }) => owner === name);
    if (table) yield [name, `owns ${table.name}`];
  }
  for (const role of serviceRoles) if (!facts.roles.some(({ name }) => name === role)) yield [role, 'does not exist'];
});

const views = named('security-invoker', function* ({ facts }) {
  for (const { kind, name, options } of facts.relations) {
    if (kind === 'materialized view') yield [name, 'is a materialized view, which shows its owner\'s rows to every reader'];
    if (kind === 'view' && !options.some((option) => /^security_invoker=(true|on|1|yes)$/.test(option))) yield [name, 'needs security_invoker = true'];
  }
});

const definers = named('security-definer', function* ({ facts }) {
  for (const { name, definer, options } of facts.functions) {
    if (definer && !options.some((option) => option.startsWith('search_path='))) yield [name, 'is security definer without a search_path of its own'];
  }
});

/** Who may see and do what. */
export const accessRules: readonly Rule[] = [rowSecurity, privileges, publicGrants, roles, views, definers];
