const quotes = ["'", "''", "'''", '"', '""', '`', '\\', "\\'", '\\"', "'--", "'#", "'/*", '";--', "');--", "'));--", "' ;", '$$', '$q$', "E'\\''", "U&'\\0027'", '\u2019', '\u02bc', '\uff07', '\u0000x', '%27', '%2527', '&#39;', '\\x27', '\\u0027', '\u00bf\'', '\u0127\''];
const conditions = ['1=1', "'1'='1", "'a'='a", '1=2', 'true', 'false', 'null is null', "'' like ''", '(select 1)=1', 'exists(select 1)', "current_user='youyu_owner'", '1::int=1'];
const comments = ['--', '-- ', '--+', '/*', '/**/', '/*!', '#', ';', ';--', '\n--', '\r\n', '\t', '\u00a0', '\u2028', '\u000b'];
const stacked = [
  'drop table core.household', 'delete from core.person', "update core.account set disabled_at = now()", 'truncate core.audit_entry', "insert into core.account_role values ()",
  'select pg_sleep(5)', "select set_config('app.counties','*',false)", 'reset role', 'set role youyu_wide', 'set local role youyu_owner', 'rollback', 'commit', 'begin', "copy core.person to '/tmp/x'",
  "copy core.person from program 'id'", 'create role x superuser', 'alter role youyu_app superuser', 'grant all on all tables in schema core to public', 'alter table core.household disable row level security',
  'drop policy app_scope on core.household', 'lock table core.household', 'listen x', 'notify x', 'vacuum', 'checkpoint', 'do $$ begin perform pg_sleep(5); end $$', "select lo_import('/etc/passwd')", "select pg_read_file('/etc/passwd')",
  'savepoint s1', 'rollback to s1', 'discard all', 'deallocate all', "select app.enter('{}')", 'prepare p as select 1', 'execute p',
];
const unions = ['null', 'null,null', 'null,null,null', '1,version(),3', 'name from core.person', 'id_number_cipher from core.person', 'registration_number from core.household', 'usename from pg_user', 'table_name from information_schema.tables', "string_agg(name, ',') from core.person"];
const functions = ["pg_sleep(5)", "version()", 'current_user', "current_setting('app.counties')", "chr(39)||'x'", "convert_from('\\x27','UTF8')", "query_to_xml('select 1',true,true,'')", "cast((select name from core.person limit 1) as int)", '1/0', "1/(case when 1=1 then 0 else 1 end)", "(select count(*) from generate_series(1,1e8))", "repeat('x',1000000000)", "xmlparse(document '<x>')", "dblink('host=x','select 1')", "lo_create(0)", "pg_cancel_backend(1)", "pg_terminate_backend(pg_backend_pid())"];
const wildcards = ['%', '_', '%%', '_%', '\\%', '%a%', '*', '?', '.*', '^', '$', '[a-z]', '(?i)x', '(a+)+$', '%_%_%', '\\', '\\\\', '~', '!~~*'];
const shapes = [
  '{}', '[]', '{"a":1}', '{"$ne":null}', '{"$gt":""}', '["a"]', '{a,b}', '{"a","b"}', '{NULL}', '{{1},{2}}', '(1,2)', "ARRAY['a']", 'array[1]', '[1,2)', 'empty', 'infinity', '-infinity', 'NaN', 'now', 'today', 'epoch', 'allballs',
  '1e400', '0x1F', '0b1', '0o7', '1_000', '٣', '１', '99999999999999999999', '-0', '+1', '.5', '5.', '1,5', '$1', '$2', '$99999', ':1', ':name', '@x', '?', '{{7*7}}', '#{7*7}', '<%= 7*7 %>',
];
const words = ['null', 'NULL', 'undefined', 'true', 'default', 'select', 'union', 'DROP', 'constructor', '__proto__', 'toString', 'prototype', 'hasOwnProperty', 'then', '__typename', 'length'];
const lengths = ["'".repeat(500), 'a'.repeat(9_999), 'a'.repeat(10_001), '%'.repeat(300), '('.repeat(500), '字'.repeat(3_000), '\u{1f600}'.repeat(200), '\ud800', '\u202e', '\ufeff', '\u0301', 'ﷺ', 'İ', 'ß'];

/** Texts that have made statements do what they should not, elsewhere. */
export const payloads: readonly string[] = [...new Set([
  ['$', '{7*7}'].join(''),
  ...quotes, ...comments, ...wildcards, ...shapes, ...words, ...lengths,
  ...conditions.flatMap((condition) => [`' or ${condition} --`, `" or ${condition} --`, `') or (${condition}`, `x' and ${condition} and 'x'='x`, ` or ${condition}`]),
  ...stacked.flatMap((statement) => [`'; ${statement}; --`, `1; ${statement}`, `$$; ${statement}; $$`]),
  ...unions.map((columns) => `' union select ${columns} --`), ...unions.map((columns) => `') union all select ${columns} --`),
  ...functions.flatMap((call) => [`' || ${call} || '`, `1 + ${call}`, `${call}`]),
])];
