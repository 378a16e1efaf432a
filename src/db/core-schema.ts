import { pgSchema } from 'drizzle-orm/pg-core';

/** The schema of everything the plugins share: people, places, programmes, funds, access, journals. */
export const core = pgSchema('core');
