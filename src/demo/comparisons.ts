import type { Transaction } from '../db/database.ts';
import { comparisonHit, comparisonRow, comparisonRun } from '../db/tables/comparison.ts';
import { externalId, externalSystem } from '../db/tables/external.ts';
import { createBatch } from './batch.ts';
import { createIds } from './ids.ts';
import { createRandom } from './random.ts';

const asOf = '2020-10-31';
const createdAt = '2020-11-02T01:00:00Z';

const systems = [
  ['FP', 'poverty_alleviation_office', '扶贫开发业务管理系统'],
  ['MZ', 'civil_affairs_department', '低保信息系统'],
] as const;

/** The first few persons of each county. */
const someText = `
  select household_id, id, county_code, area_code, n::integer from (
    select *, row_number() over (partition by county_code order by id) as n from core.person where current and died_on is null) p
  where n <= 6 order by county_code, n`;

type Somebody = readonly [householdId: string, personId: string, countyCode: string, areaCode: string, n: number];

const decisions = [
  { status: 'OPEN', verdict: null, decidedOn: null },
  { status: 'NEEDS_VISIT', verdict: '电话无法核实,需入户', decidedOn: '2020-11-10' },
  { status: 'CONFIRMED', verdict: '已入户核实,属实', decidedOn: '2020-11-16' },
  { status: 'DISMISSED', verdict: '同名同生日的另一人', decidedOn: '2020-11-16' },
] as const;

/** A county's comparison with the Dibao list: some people of the register stand on it, each case at another step. */
export const writeComparisons = async (tx: Transaction, seed: string): Promise<void> => {
  if ((await tx.query('select 1 from core.external_system limit 1')).rows.length > 0) return;
  const people = (await tx.query(someText)).rows as unknown as readonly Somebody[];
  const ids = createIds(createRandom(`${seed}/comparison-ids`), -2);
  const batch = createBatch([externalSystem, externalId, comparisonRun, comparisonRow, comparisonHit]);
  batch.add(externalSystem, ...systems.map(([code, departmentCode, title]) => ({ id: ids(), code, departmentCode, title })));
  for (const [countyCode, some] of Map.groupBy(people, ([, , county]) => county)) {
    const runId = ids();
    batch.add(comparisonRun, { id: runId, countyCode, list: 'DIBAO', asOf, title: '十月农村低保名单', matched: some.length - 1, candidates: 1 });
    for (const [householdId, personId, , areaCode, n] of some) {
      batch.add(comparisonRow, { id: ids(), runId, countyCode, rowNumber: n, outcome: n === 1 ? 'CANDIDATE' : 'MATCHED', createdAt });
      batch.add(comparisonHit, { id: ids(), householdId, countyCode, areaCode, runId, rowNumber: n, personId, basis: n === 1 ? 'NAME_AND_BIRTH' : 'ID_NUMBER', ...decisions[n % decisions.length] });
      if (n === 1) batch.add(externalId, { system: 'MZ', recordType: 'Person', key: `DB-${countyCode}-${n}`, recordId: personId, householdId, countyCode, areaCode, createdAt });
    }
  }
  await batch.save(tx);
};
