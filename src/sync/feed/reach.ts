import type { Transaction } from '../../db/database.ts';
import { type Identity, reachesTable } from '../../access/identity.ts';
import type { AnyRecord } from '../../records/define.ts';
import { reachesRows } from '../../records/listing.ts';
import { fingerprint } from '../../schema/cursor.ts';

/** What a reader's rights make of the feed. Households opened in an emergency are read, not followed. */
export interface Reach {
  /** Types whose rows exist for the reader. */
  readonly types: readonly string[];
  readonly counties: readonly string[] | '*';
  readonly villages: readonly string[];
  /** Counties of those villages that are not reached whole. */
  readonly countiesOfVillages: readonly string[];
  /** Print of the rights themselves: what is below a position was chosen by them. */
  readonly print: string;
}

/** On all maps: an entry carries the county of its day. */
const countiesOf = async (tx: Transaction, villages: readonly string[]): Promise<readonly string[]> => {
  if (villages.length === 0) return [];
  const { rows } = await tx.query('select distinct county_code from core.place where code = any($1::text[]) and county_code is not null order by 1', [villages]);
  return rows.map(([code]) => String(code));
};

/** What this caller can follow, among these records. */
export const reachOf = async (tx: Transaction, identity: Identity, records: readonly AnyRecord[]): Promise<Reach> => {
  const types = records.filter((record) => reachesTable(identity, record.table) && reachesRows(identity, record)).map(({ name }) => name).sort();
  const { counties, villages = [] } = identity.scope;
  const whole = counties === '*' ? [] : counties;
  const found = counties === '*' ? [] : await countiesOf(tx, villages);
  return {
    types, counties, villages,
    countiesOfVillages: found.filter((code) => !whole.includes(code)),
    print: fingerprint('feed', types, counties, villages, [...identity.domains].sort(), [...identity.roles].sort()),
  };
};

/** Whether a record at a place is within reach; one without a county is everybody's. */
export const reaches = ({ counties, villages }: Reach, countyCode: string | null, areaCode: string | null): boolean =>
  counties === '*' || countyCode === null || counties.includes(countyCode) || (areaCode !== null && villages.includes(areaCode));
