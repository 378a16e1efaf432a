import type { AuditRow } from '../access/audit/append.ts';
import { changeEntry } from '../db/tables/journal.ts';
import type { Batch } from './batch.ts';
import type { Story } from './story.ts';

/** Who wrote the demo, when. */
export interface Stamp {
  readonly at: string;
  readonly actor: string;
  readonly requestId: string;
}

/** A change entry for a household and each of its persons: the feed begins complete. Answers its audit entry. */
export const writeJournal = (batch: Batch, { householdId, county }: Story, personIds: readonly string[], { at, actor, requestId }: Stamp): AuditRow => {
  const about = { householdId, countyCode: county.code };
  const created = { at, operation: 'CREATED' as const, version: 1, ...about };
  const entry: AuditRow = { at, actor, requestId, department: null, action: 'demo', recordType: 'Household', recordId: householdId, ...about, reason: null, changes: {} };
  batch.add(changeEntry, { ...created, recordType: 'Household', recordId: householdId });
  batch.add(changeEntry, ...personIds.map((recordId) => ({ ...created, recordType: 'Person', recordId })));
  return entry;
};
