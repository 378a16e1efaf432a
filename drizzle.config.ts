import { defineConfig } from 'drizzle-kit';

// For drizzle-kit's own commands, such as `OWNER=core npx drizzle-kit studio`. Migrations are written
// by `npm run db:generate -- <owner>`, which takes the tables from the owner's own list.
const owner = process.env['OWNER'] ?? 'core';
const folder = owner === 'core' ? './src/db' : `./src/plugins/${owner}`;

export default defineConfig({
  dialect: 'postgresql',
  schema: owner === 'core' ? [`${folder}/core-schema.ts`, `${folder}/tables/*.ts`] : [`${folder}/schema.ts`, `${folder}/tables/*.ts`],
  out: `${folder}/migrations`,
  schemaFilter: [owner],
  dbCredentials: { url: process.env['DATABASE_URL'] ?? 'postgres://localhost/youyu' },
});
