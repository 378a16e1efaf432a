import type { TestProject } from 'vitest/node';
import { connect } from '../../src/db/connect.ts';
import './template-pglite.ts'; // the declaration of what is provided
import { startPostgres } from './postgres-server.ts';
import { fillTemplate } from './template.ts';

/** Starts a real server and fills one database; every test file gets a copy of it. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const server = await startPostgres();
  const db = await connect({ url: await server.createDatabase('template_filled'), deadlineMs: 300_000 });
  await fillTemplate(db);
  await db.close();
  project.provide('template', { engine: 'postgres', superuserUrl: server.superuserUrl, database: 'template_filled' });
  return () => server.remove();
};
