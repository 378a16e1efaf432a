import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect, isEmbedded } from '../../src/db/connect.ts';
import { fillTemplate } from './template.ts';

/** Where a test file gets its own copy of a filled database from. */
export type Template = { readonly engine: 'pglite'; readonly dump: string } | { readonly engine: 'postgres'; readonly superuserUrl: string; readonly database: string };

declare module 'vitest' {
  export interface ProvidedContext {
    template: Template;
  }
}

/** Fills an embedded database once; every test file opens a copy of its dump. */
export default async (project: TestProject): Promise<() => void> => {
  const folder = mkdtempSync(join(tmpdir(), 'youyu-template-'));
  const db = await connect({ deadlineMs: 300_000 });
  await fillTemplate(db);
  if (!isEmbedded(db)) throw new Error('the template must be embedded');
  const dump = join(folder, 'template.tar.gz');
  writeFileSync(dump, Buffer.from(await (await db.dump()).arrayBuffer()));
  await db.close();
  project.provide('template', { engine: 'pglite', dump });
  return () => rmSync(folder, { recursive: true, force: true });
};
