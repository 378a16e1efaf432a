import { pgSchema } from 'drizzle-orm/pg-core';

/** The schema of ecology. */
export const ecology = pgSchema('ecology');
