import { type SQL, sql } from 'drizzle-orm';
import { membership, person } from '#db';

/** Condition on a person and a membership joined to it: a living adult member of the household on that day. */
export const signerIsFit = (day: SQL): SQL =>
  sql`${person.bornOn} + interval '18 years' <= ${day} and (${person.diedOn} is null or ${person.diedOn} > ${day})
    and ${membership.fromOn} <= ${day} and (${membership.toOn} is null or ${membership.toOn} > ${day})`;
