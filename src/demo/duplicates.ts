import type { Transaction } from '../db/database.ts';
import { duplicateCandidate } from '../db/tables/duplicates.ts';
import { createBatch } from './batch.ts';
import { createIds } from './ids.ts';
import { createRandom } from './random.ts';

/** Two heads of each county: nobody in the demo is there twice, so these were found to be two, or wait to be. */
const headsText = `
  select household_id, id, county_code, n::integer from (
    select p.*, row_number() over (partition by p.county_code order by p.id) as n from core.person p
    join core.membership m on m.household_id = p.household_id and m.person_id = p.id and m.relation = 'HEAD' and m.to_on is null
    where p.current and p.died_on is null) heads
  where n <= 4 order by county_code, n`;

type Head = readonly [householdId: string, personId: string, countyCode: string, n: number];

const sorted = (a: string, b: string): readonly [string, string] => (a < b ? [a, b] : [b, a]);

/** A pair that somebody has decided about and one that nobody has, in each county. */
export const writeDuplicates = async (tx: Transaction, seed: string): Promise<void> => {
  if ((await tx.query('select 1 from core.duplicate_candidate limit 1')).rows.length > 0) return;
  const heads = (await tx.query(headsText)).rows as unknown as readonly Head[];
  const ids = createIds(createRandom(`${seed}/duplicate-ids`), -3);
  const batch = createBatch([duplicateCandidate]);
  for (const [countyCode, [a, b, c, d]] of Map.groupBy(heads, ([, , county]) => county)) {
    if (!a || !b || !c || !d) continue;
    const [firstHouseholdId, secondHouseholdId] = sorted(a[0], b[0]);
    batch.add(duplicateCandidate, { id: ids(), countyCode, kind: 'HOUSEHOLD', firstHouseholdId, secondHouseholdId, reasons: ['SAME_ADDRESS'], score: 15 });
    const [first, second] = c[1] < d[1] ? [c, d] : [d, c];
    batch.add(duplicateCandidate, {
      id: ids(), countyCode, kind: 'PERSON', firstPersonId: first[1], secondPersonId: second[1], firstHouseholdId: first[0], secondHouseholdId: second[0],
      reasons: ['ONE_CHARACTER', 'SAME_BIRTH'], score: 40, status: 'DIFFERENT', verdict: '入户核实,确为两人', decidedBy: 'demo-county-reviewer', decidedOn: '2020-11-18',
    });
  }
  await batch.save(tx);
};
