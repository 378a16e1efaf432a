import { existsSync, readdirSync } from 'node:fs';
import { coreOwner } from '../src/db/core-owner.ts';
import { type Owner, ownerOf } from '../src/db/placement.ts';
import type { Plugin } from '../src/plugins/define.ts';

const pluginsFolder = new URL('../src/plugins/', import.meta.url);

const isPlugin = (value: unknown): value is Plugin => typeof value === 'object' && value !== null && 'contract' in value && 'records' in value;

const pluginIn = async (folder: string): Promise<Plugin> => {
  const module = (await import(new URL(`${folder}/plugin.ts`, pluginsFolder).href)) as Record<string, unknown>;
  const plugin = Object.values(module).find(isPlugin);
  if (!plugin) throw new Error(`src/plugins/${folder}/plugin.ts exports no plugin`);
  return plugin;
};

/** The core and every plugin that has a folder, registered or not. */
export const allOwners = async (): Promise<readonly Owner[]> => {
  const folders = readdirSync(pluginsFolder).filter((name) => existsSync(new URL(`${name}/plugin.ts`, pluginsFolder)));
  return [coreOwner, ...(await Promise.all(folders.map(pluginIn))).map(ownerOf)];
};

/** The owner of this id; says which there are. */
export const findOwner = async (id: string): Promise<Owner> => {
  const owners = await allOwners();
  const found = owners.find((owner) => owner.id === id);
  if (!found) throw new Error(`no owner "${id}"; there are ${owners.map((owner) => owner.id).join(', ')}`);
  return found;
};
