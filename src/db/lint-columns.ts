import type { ColumnFact } from './lint-facts.ts';
import { named, type Rule, tablesOf } from './lint-rule.ts';

const floats = named('float-column', function* ({ facts }) {
  for (const { table, name, type } of facts.columns) {
    if (/^(real|double precision)(\[\])?$/.test(type)) yield [table, `${name} is ${type}; use numeric`];
  }
});

const moneyNames = /(^|_)(amount|budget|cost|subsidy|income|price|wage|rent|loan|fee|payment)$/;

const isMoneyMisfit = ({ name, type }: ColumnFact): boolean =>
  /^money\b/.test(type) || (moneyNames.test(name) && /^(numeric|integer|bigint|smallint)\b/.test(type) && type !== 'numeric(18,2)');

const money = named('money-column', function* ({ facts }) {
  for (const column of facts.columns) {
    if (isMoneyMisfit(column)) yield [column.table, `${column.name} is ${column.type}; an amount of money is numeric(18,2)`];
  }
});

const identities = named('identity-column', function* (catalogue) {
  const journals = new Set(tablesOf(catalogue, 'journal', 'audit'));
  for (const { table, name, type, identity, defaultText } of catalogue.facts.columns) {
    if (identity) yield [table, `${name} is an identity column, which starts anew when a cluster takes the table over`];
    const serial = defaultText?.startsWith('nextval(') ?? false;
    if (serial && !(journals.has(table) && type === 'bigint')) yield [table, `${name} draws from a sequence; only journals may, as bigserial`];
  }
});

/** On a cluster these are copied to every server, and each copy would get another value. */
const volatileDefaults = named('volatile-default', function* (catalogue) {
  const copied = new Set(tablesOf(catalogue, 'reference', 'county', 'open', 'published'));
  const isVolatile = new Set(catalogue.facts.volatileFunctions);
  for (const { table, name, defaultText } of catalogue.facts.columns) {
    if (!defaultText || !copied.has(table)) continue;
    const called = [...defaultText.replaceAll(/'(?:[^']|'')*'/g, '').matchAll(/(\w+)\(/g)].map(([, called]) => called ?? '');
    const found = called.find((one) => one !== 'nextval' && isVolatile.has(one));
    if (found) yield [table, `${name} has the default ${found}(), which gives each copy another value`];
  }
});

/** What columns may be. */
export const columnRules: readonly Rule[] = [floats, money, identities, volatileDefaults];
