import { pgSchema } from 'drizzle-orm/pg-core';

/** The schema of health. */
export const health = pgSchema('health');
