import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { connect, type ConnectOptions } from '../../src/db/connect.ts';
import { copyOfTemplate } from './app.ts';

/** A copy of the filled database that processes of their own open and are killed over: a server's, or a folder. */
export interface KillableCopy {
  readonly options: ConnectOptions;
  readonly remove: () => void;
}

export const killableCopy = async (): Promise<KillableCopy> => {
  const template = inject('template');
  if (template.engine === 'postgres') return { options: { url: await copyOfTemplate(template.superuserUrl, template.database) }, remove: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'youyu-killed-'));
  await (await connect({ dataDir: folder, loadDataDir: new Blob([readFileSync(template.dump)]) })).close();
  return { options: { dataDir: folder }, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
