import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { type AnyRecord, checkRecord } from '../records/define.ts';
import { faultOf } from '../publication/check.ts';
import { contractVersion, type Plugin } from './define.ts';

/** A plugin that the platform cannot run; the message names it and the likely mistake. */
export class PluginError extends Error {
  constructor(id: string, problem: string) {
    super(`Plugin ${id}: ${problem}`);
    this.name = 'PluginError';
  }
}

const isPlainObject = (value: unknown): value is Plugin => typeof value === 'object' && value !== null && !Array.isArray(value);

const checkShape = (plugin: unknown): void => {
  if (typeof plugin === 'function') throw new PluginError(plugin.name || '(function)', 'is a function; list the object that definePlugin returns, do not wrap it');
  if (!isPlainObject(plugin)) throw new PluginError('(unknown)', `is ${plugin === undefined ? 'undefined; is it imported in a circle?' : 'not an object'}`);
  const { id, contract, title, records, db } = plugin;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id ?? '')) throw new PluginError(String(id), 'needs an id in kebab-case');
  if (contract !== contractVersion) throw new PluginError(id, `was written for contract ${contract}, the platform has ${contractVersion}`);
  if (!title?.zh || !title?.en) throw new PluginError(id, 'needs a title in zh and en');
  if (!Array.isArray(records)) throw new PluginError(id, 'needs a list of records, [] for none');
  if (db?.schema?.schemaName !== id) throw new PluginError(id, `keeps its tables in schema ${db?.schema?.schemaName}; its schema must be pgSchema('${id}')`);
};

const checkSchema = ({ id }: Plugin, record: AnyRecord): void => {
  const { schema, name } = getTableConfig(record.table as PgTable);
  if (schema !== id) throw new PluginError(id, `record ${record.name} is kept in ${schema ?? 'public'}.${name}, outside the plugin's own schema`);
};

const prefix = (id: string): string => `${id.replaceAll('-', '_').toUpperCase()}_`;

const checkPrefixes = ({ id, codes, errors = {}, indicators = [], parameters = [] }: Plugin): void => {
  for (const list of codes) if (!list.id.startsWith(`${id}.`)) throw new PluginError(id, `code list ${list.id} must start with ${id}.`);
  for (const indicator of indicators) if (!indicator.id.startsWith(`${id}.`)) throw new PluginError(id, `indicator ${indicator.id} must start with ${id}.`);
  for (const parameter of parameters) if (!parameter.id.startsWith(`${id}.`)) throw new PluginError(id, `parameter ${parameter.id} must start with ${id}.`);
  for (const [code, { zh, en }] of Object.entries(errors)) {
    if (!code.startsWith(prefix(id))) throw new PluginError(id, `error code ${code} must start with ${prefix(id)}`);
    if (!zh || !en) throw new PluginError(id, `error code ${code} needs a message in zh and en`);
  }
};

const checkPublications = ({ id, publications = [] }: Plugin): void => {
  for (const table of publications) {
    if (!table.id.startsWith(`${id}.`)) throw new PluginError(id, `published table ${table.id} must start with ${id}.`);
    if (!table.population.id.startsWith(`${id}.`)) throw new PluginError(id, `published table ${table.id} counts ${table.population.id}; a population must start with ${id}.`);
    const fault = faultOf(table);
    if (fault) throw new PluginError(id, fault);
  }
};

const claim = (owners: Map<string, string>, what: string, id: string): void => {
  const first = owners.get(what);
  if (first !== undefined) throw new PluginError(id, `${what} belongs to plugin ${first} already`);
  owners.set(what, id);
};

/**
 * Checks plugins before anything is built from them.
 * @throws PluginError for a wrong shape, a foreign schema or prefix, an action claimed twice;
 *         RecordError for a declaration that lacks a class, a title or a column
 */
export const checkPlugins = (plugins: readonly Plugin[]): void => {
  const owners = new Map<string, string>();
  for (const plugin of plugins) {
    checkShape(plugin);
    claim(owners, `id ${plugin.id}`, plugin.id);
    for (const action of plugin.actions) claim(owners, `action ${action}`, plugin.id);
    checkPrefixes(plugin);
    checkPublications(plugin);
    for (const record of plugin.records) {
      checkSchema(plugin, record);
      checkRecord(record, plugin.id);
    }
  }
};
