import { sql } from 'drizzle-orm';
import { check, index, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { duplicateKind, duplicateReason, duplicateStatus } from '../codes/duplicates.ts';
import { civilDate, coded, countyRecord } from '../columns.ts';
import { core } from '../core-schema.ts';
import { table } from '../table.ts';

/**
 * Two persons, or two households, that may be one. It is of their county; of two counties it is the
 * province's, so that nobody sees it who does not see both. No foreign keys: a person has a row in
 * every household that recorded them.
 */
export const duplicateCandidate = table(core, 'duplicate_candidate', {
  ...countyRecord(),
  kind: coded(duplicateKind).notNull(),
  /** The lesser id first, so that a pair is one row whichever way it was found. */
  firstPersonId: uuid(),
  secondPersonId: uuid(),
  firstHouseholdId: uuid().notNull(),
  secondHouseholdId: uuid().notNull(),
  reasons: coded(duplicateReason).array().notNull(),
  score: smallint().notNull(),
  status: coded(duplicateStatus).notNull().default('OPEN'),
  verdict: text(),
  decidedBy: text(),
  decidedOn: civilDate(),
  /** What the merge moved, from where, sealed: it names records of every department. */
  moved: text(),
}, (t) => [
  index().on(t.countyCode, t.id),
  uniqueIndex('duplicate_candidate_persons').on(t.firstPersonId, t.secondPersonId).where(sql`${t.kind} = 'PERSON'`),
  uniqueIndex('duplicate_candidate_households').on(t.firstHouseholdId, t.secondHouseholdId).where(sql`${t.kind} = 'HOUSEHOLD'`),
  check('duplicate_candidate_pair', sql`case ${t.kind}
    when 'PERSON' then ${t.firstPersonId} is not null and ${t.secondPersonId} is not null and ${t.firstPersonId} < ${t.secondPersonId}
    else num_nonnulls(${t.firstPersonId}, ${t.secondPersonId}) = 0 and ${t.firstHouseholdId} < ${t.secondHouseholdId} end`),
  check('duplicate_candidate_decided', sql`(${t.status} = 'OPEN') = (${t.decidedOn} is null) and (${t.decidedOn} is null) = (${t.decidedBy} is null)`),
  check('duplicate_candidate_moved', sql`(${t.status} = 'SAME') = (${t.moved} is not null)`),
]);
