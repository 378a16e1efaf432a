import type postgres from 'postgres';

/** A table of which every household's rows are copied, and what stands in each column of a copy. */
export interface CopiedTable {
  /** Quoted, with its schema. */
  readonly table: string;
  readonly columns: readonly string[];
  /** One expression a column, over the row `b`, the number of the copy `k` and its seals `s`. */
  readonly expressions: readonly string[];
  readonly needsSeals: boolean;
  readonly where: string;
}

/** Kept by others than the households: what was looked up, found or said about them. Copies begin without. */
const left = new Set([
  'core.access_household', 'core.access_entry', 'core.audit_entry', 'core.change_entry', 'core.break_glass', 'core.external_id', 'core.comparison_hit',
  'core.duplicate_candidate', 'core.import_quarantine', 'core.webhook_dead_letter',
]);

/** Columns of the catalogue, with the table a foreign key of theirs alone or in a pair leads to. */
const catalogue = `
  select n.nspname || '.' || c.relname as name, quote_ident(n.nspname) || '.' || quote_ident(c.relname) as quoted, a.attname as "column",
    format_type(a.atttypid, a.atttypmod) as type, a.attidentity <> '' as generated,
    (select array_agg(distinct (rn.nspname || '.' || rc.relname)) from pg_constraint f join pg_class rc on rc.oid = f.confrelid join pg_namespace rn on rn.oid = rc.relnamespace
      where f.conrelid = c.oid and f.contype = 'f' and a.attnum = any(f.conkey)) as leads,
    (select coalesce(json_agg(array(select ia.attname from pg_attribute ia where ia.attrelid = c.oid and ia.attnum = any(i.indkey::int2[]))), '[]')
      from pg_index i where i.indrelid = c.oid and i.indisunique and a.attnum = any(i.indkey::int2[])) as "uniqueWith"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relkind = 'r' and n.nspname = any($1::text[])
  order by c.oid, a.attnum`;

interface Column {
  readonly name: string;
  readonly quoted: string;
  readonly column: string;
  readonly type: string;
  readonly generated: boolean;
  readonly leads: readonly string[] | null;
  readonly uniqueWith: readonly (readonly string[])[];
}

const ident = (name: string): string => `"${name}"`;

/** A number of digits stays one; other texts get the number of the copy behind them. */
const otherText = (column: string): string =>
  `case when b.${ident(column)} ~ '^[0-9]+$' then lpad((b.${ident(column)}::numeric + k * 1000000)::text, length(b.${ident(column)}), '0') else b.${ident(column)} || '-' || k end`;

/** Whether the ids in a column are those of rows that are copied too. */
const isCopiedId = ({ type, leads }: Column, copied: ReadonlySet<string>): boolean =>
  type === 'uuid' && (leads === null || leads.every((table) => copied.has(table)));

const sealed: Readonly<Record<string, string>> = {
  'core.person.id_number_cipher': 's.cipher', 'core.person.id_number_tail': 's.tail', 'core.person_identity.id_hash': 's.id_hash',
};

/** Columns of texts that are unique in the province: their copies must read otherwise, wherever they stand. */
const uniqueTexts = (columns: readonly Column[], copied: ReadonlySet<string>): ReadonlySet<string> => {
  const kinds = new Map(columns.map((column) => [`${column.name}.${column.column}`, column]));
  const isSafe = (table: string, one: string): boolean => isCopiedId(kinds.get(`${table}.${one}`) as Column, copied);
  return new Set(columns
    .filter(({ name, column, type, uniqueWith }) => type === 'text' && !(`${name}.${column}` in sealed)
      && uniqueWith.some((index) => !index.some((one) => isSafe(name, one))))
    .map(({ column }) => column));
};

const expressionOf = (column: Column, copied: ReadonlySet<string>, texts: ReadonlySet<string>): string => {
  const own = `b.${ident(column.column)}`;
  const seal = sealed[`${column.name}.${column.column}`];
  if (seal) return `coalesce(${seal}, ${own})`;
  if (isCopiedId(column, copied)) return `bench.copy_id(${own}, k)`;
  return texts.has(column.column) && column.type === 'text' ? otherText(column.column) : own;
};

/**
 * How the households of a database and all that belongs to them are copied, read from its catalogue: so that
 * tables of plugins to come are copied too.
 */
export const copyPlan = async (sql: postgres.Sql, schemas: readonly string[]): Promise<readonly CopiedTable[]> => {
  const columns = (await sql.unsafe(catalogue, [schemas as string[]])) as unknown as readonly Column[];
  const tables = Map.groupBy(columns, ({ name }) => name);
  const isHouseholds = (own: readonly Column[]): boolean => own.some(({ column }) => column === 'household_id');
  const chosen = new Map([...tables].filter(([name, own]) => isHouseholds(own) && !left.has(name)));
  const copied = new Set(chosen.keys());
  const texts = uniqueTexts([...chosen.values()].flat(), copied);
  return [...chosen.values()].map((all) => {
    const own = all.filter(({ generated }) => !generated);
    const expressions = own.map((column) => expressionOf(column, copied, texts));
    return {
      table: own[0]?.quoted as string,
      columns: own.map(({ column }) => ident(column)),
      expressions,
      needsSeals: expressions.some((text) => text.startsWith('coalesce(s.')),
      where: 'b.household_id is not null',
    };
  });
};
