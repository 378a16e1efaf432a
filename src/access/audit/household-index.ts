import type { Transaction } from '../../db/database.ts';
import type { Entry } from './entries.ts';
import type { Faults } from './faults.ts';

const indexText = `select seq::text, string_agg(household_id::text || coalesce('/' || county_code, ''), ',' order by household_id)
  from core.access_household where seq = any($1::bigint[]) group by seq`;

const wantedIndex = ({ texts }: Entry): string => {
  const ids = String(texts.householdIds).slice(1, -1).split(',').filter(Boolean).sort();
  return ids.map((id) => (texts.countyCode === null ? id : `${id}/${texts.countyCode}`)).join(',');
};

/** Whether accesses are found by the households that they name, and by no other. */
export const checkIndex = async (tx: Transaction, entries: readonly Entry[], faults: Faults): Promise<void> => {
  const { rows } = await tx.query(indexText, [entries.map(({ seq }) => seq)]);
  const found = new Map(rows as readonly (readonly [string, string])[]);
  for (const entry of entries) {
    if ((found.get(entry.seq) ?? '') === wantedIndex(entry)) continue;
    faults.add({ kind: 'INDEX_WRONG', chain: entry.chain, position: entry.position, seq: entry.seq });
  }
};

/** Names what leads from a household to an entry that is not there. */
export const checkOrphans = async (tx: Transaction, faults: Faults): Promise<void> => {
  const { rows } = await tx.query(
    'select distinct h.seq::text from core.access_household h where not exists (select from core.access_entry e where e.seq = h.seq) order by 1 limit 1000',
  );
  for (const [seq] of rows) faults.add({ kind: 'INDEX_WRONG', chain: -1, position: 0, seq: String(seq) });
};
