import type { Transaction } from './database.ts';

/** Relation names are `schema.name` throughout. */
export interface RelationFact {
  readonly name: string;
  readonly kind: 'table' | 'view' | 'materialized view' | 'other';
  readonly rowSecurity: boolean;
  readonly forced: boolean;
  readonly options: readonly string[];
  readonly owner: string;
}

export interface ColumnFact {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly identity: boolean;
  /** Null for generated columns too: their expressions must be immutable anyway. */
  readonly defaultText: string | null;
}

export interface IndexFact {
  readonly table: string;
  readonly name: string;
  readonly primary: boolean;
  /** Unique, or an exclusion. */
  readonly unique: boolean;
  readonly partial: boolean;
  /** Null stands for an expression. */
  readonly columns: readonly (string | null)[];
}

export interface ForeignKeyFact {
  readonly table: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly toTable: string;
  readonly toColumns: readonly string[];
  readonly deferred: boolean;
  /** Has an action on update or delete other than refusing. */
  readonly acts: boolean;
}

export interface PolicyFact {
  readonly table: string;
  readonly name: string;
  readonly command: string;
  readonly permissive: boolean;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
}

/** A trigger or a rewrite rule. */
export interface TriggerFact {
  readonly table: string;
  readonly name: string;
}

export interface FunctionFact {
  readonly name: string;
  readonly definer: boolean;
  readonly options: readonly string[];
}

export interface GrantFact {
  readonly kind: 'schema' | 'relation' | 'column' | 'sequence' | 'function';
  readonly name: string;
  /** Empty for everybody. */
  readonly grantee: string;
  readonly privilege: string;
}

export interface RoleFact {
  readonly name: string;
  readonly superuser: boolean;
  readonly bypassesPolicies: boolean;
  readonly mayLogIn: boolean;
  /** The connecting role has its privileges without entering it. */
  readonly inherited: boolean;
}

/** What the catalogue says about the owned schemas. */
export interface Facts {
  readonly schemas: readonly string[];
  readonly relations: readonly RelationFact[];
  readonly columns: readonly ColumnFact[];
  readonly indexes: readonly IndexFact[];
  readonly foreignKeys: readonly ForeignKeyFact[];
  readonly policies: readonly PolicyFact[];
  readonly triggers: readonly TriggerFact[];
  readonly functions: readonly FunctionFact[];
  readonly grants: readonly GrantFact[];
  readonly roles: readonly RoleFact[];
  readonly volatileFunctions: readonly string[];
}

const columnsOf = (relation: string, numbers: string): string => `(
  select coalesce(json_agg(a.attname order by k.nth), '[]') from unnest(${numbers}) with ordinality as k(number, nth)
  left join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.number and k.number > 0)`;

const relation = (alias: string): string => `${alias}n.nspname || '.' || ${alias}.relname`;

const owned = (alias: string, oid: string): string =>
  `join pg_class ${alias} on ${alias}.oid = ${oid} join pg_namespace ${alias}n on ${alias}n.oid = ${alias}.relnamespace and ${alias}n.nspname = any($1::text[])`;

const aclOf = (kind: GrantFact['kind'], name: string, acl: string, from: string): string => `
  select '${kind}' as kind, ${name} as name, case when g.grantee = 0 then '' else g.grantee::regrole::text end as grantee,
    lower(g.privilege_type) as privilege
  from ${from}, aclexplode(${acl}) g where n.nspname = any($1::text[])`;

const inSchema = (catalogue: string, column: string): string => `${catalogue} c join pg_namespace n on n.oid = c.${column}`;

const queries: Readonly<Record<Exclude<keyof Facts, 'schemas'>, string>> = {
  relations: `
    select ${relation('c')} as name, c.relrowsecurity as "rowSecurity", c.relforcerowsecurity as forced,
      case when c.relkind in ('r', 'p') then 'table' when c.relkind = 'v' then 'view' when c.relkind = 'm' then 'materialized view' else 'other' end as kind,
      coalesce(to_json(c.reloptions), '[]') as options, c.relowner::regrole::text as owner
    from pg_class x ${owned('c', 'x.oid')} where x.relkind not in ('i', 'I', 'S', 'c', 't')`,
  columns: `
    select ${relation('c')} as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as "notNull",
      a.attidentity <> '' as identity, case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end as "defaultText"
    from pg_attribute a ${owned('c', 'a.attrelid')} left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p')`,
  indexes: `
    select ${relation('c')} as "table", i.indexrelid::regclass::text as name, i.indisprimary as primary, i.indisunique or i.indisexclusion as unique,
      i.indpred is not null as partial, ${columnsOf('i.indrelid', '(i.indkey::int2[])[0:i.indnkeyatts - 1]')} as columns
    from pg_index i ${owned('c', 'i.indrelid')}`,
  foreignKeys: `
    select ${relation('c')} as "table", f.conname as name, ${columnsOf('f.conrelid', 'f.conkey')} as columns,
      tn.nspname || '.' || t.relname as "toTable", ${columnsOf('f.confrelid', 'f.confkey')} as "toColumns", f.condeferred as deferred,
      not (f.confupdtype in ('a', 'r') and f.confdeltype in ('a', 'r')) as acts
    from pg_constraint f ${owned('c', 'f.conrelid')} join pg_class t on t.oid = f.confrelid join pg_namespace tn on tn.oid = t.relnamespace
    where f.contype = 'f'`,
  policies: `
    select ${relation('c')} as "table", p.policyname as name, lower(p.cmd) as command, p.permissive = 'PERMISSIVE' as permissive,
      to_json(p.roles) as roles, p.qual as using, p.with_check as check
    from pg_policies p ${owned('c', "to_regclass(quote_ident(p.schemaname) || '.' || quote_ident(p.tablename))")}`,
  triggers: `
    select ${relation('c')} as "table", t.tgname as name from pg_trigger t ${owned('c', 't.tgrelid')} where not t.tgisinternal
    union all select ${relation('c')}, r.rulename from pg_rewrite r ${owned('c', 'r.ev_class')} where r.rulename <> '_RETURN'`,
  functions: `
    select c.oid::regprocedure::text as name, c.prosecdef as definer, coalesce(to_json(c.proconfig), '[]') as options
    from ${inSchema('pg_proc', 'pronamespace')} where n.nspname = any($1::text[])`,
  grants: [
    aclOf('schema', 'n.nspname', 'n.nspacl', 'pg_namespace n'),
    aclOf('relation', "n.nspname || '.' || c.relname", 'c.relacl', inSchema('pg_class', 'relnamespace')).concat(" and c.relkind <> 'S'"),
    aclOf('sequence', "n.nspname || '.' || c.relname", 'c.relacl', inSchema('pg_class', 'relnamespace')).concat(" and c.relkind = 'S'"),
    aclOf('column', "n.nspname || '.' || c.relname", 'a.attacl', `${inSchema('pg_class', 'relnamespace')} join pg_attribute a on a.attrelid = c.oid`),
    // a function without grants of its own may be run by everybody
    aclOf('function', 'c.oid::regprocedure::text', "coalesce(c.proacl, acldefault('f', c.proowner))", inSchema('pg_proc', 'pronamespace')),
  ].join(' union all '),
  roles: `
    select r.rolname as name, r.rolsuper as superuser, r.rolbypassrls as "bypassesPolicies", r.rolcanlogin as "mayLogIn",
      pg_has_role(current_user, r.oid, 'USAGE') and not (select rolsuper from pg_roles where rolname = current_user) as inherited
    from pg_roles r where r.rolname in ('youyu_app', 'youyu_wide') and $1::text[] is not null`,
  volatileFunctions: `
    select distinct p.proname as name from pg_proc p where p.provolatile = 'v' and $1::text[] is not null`,
};

const rowsOf = async (tx: Transaction, text: string, schemas: string): Promise<readonly unknown[]> =>
  (await tx.query(`select to_json(x) from (${text}) x`, [schemas])).rows.map(([row]) => row);

/** Reads the catalogue of the given schemas. */
export const readFacts = async (tx: Transaction, schemas: readonly string[]): Promise<Facts> => {
  const names = `{${schemas.map((name) => JSON.stringify(name)).join(',')}}`;
  const facts: Record<string, unknown> = { schemas };
  for (const [fact, text] of Object.entries(queries)) facts[fact] = await rowsOf(tx, text, names);
  facts['volatileFunctions'] = (facts['volatileFunctions'] as readonly { name: string }[]).map(({ name }) => name);
  return facts as unknown as Facts;
};
