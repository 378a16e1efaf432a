import { pgSchema } from 'drizzle-orm/pg-core';

/** The schema of relocation and housing. */
export const relocation = pgSchema('relocation');
