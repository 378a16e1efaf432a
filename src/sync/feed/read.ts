import type { Transaction } from '../../db/database.ts';
import type { ChangeKind } from './codes.ts';
import type { Position } from './position.ts';
import { type Reach, reaches } from './reach.ts';

/** An entry of the feed. Of a record that left the reader's scope it says nothing but that. */
export interface Change extends Position {
  readonly kind: ChangeKind;
  readonly at: string;
  readonly recordType: string;
  readonly recordId: string;
  readonly version: number;
  /** Fields that changed, as columns are called; empty where the record is new or came from elsewhere. */
  readonly fields: readonly string[];
}

const columns = 'xid, seq, at, operation, record_type, record_id, county_code, area_code, prior_county_code, prior_area_code, fields, version';

/** Rows after a place and below the horizon, of some types; each branch has an index that gives its order. */
const beyond = 'record_type = any($3::text[]) and (xid, seq) > ($1::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())';

const ordered = 'order by xid, seq limit $4::integer';

const answered = `select xid::text as at_xid, seq::text as at_seq, at, operation, record_type, record_id, county_code, area_code,
  prior_county_code, prior_area_code, fields, version`;

const wideText = `${answered} from core.change_entry where ${beyond} order by xid, seq limit $4::integer`;

const among = (codes: string, condition: string): string =>
  `select e.* from unnest(${codes}::text[]) as c(code) cross join lateral (select ${columns} from core.change_entry where ${condition} and ${beyond} ${ordered}) as e`;

/** A row that two branches find, one by where it is and one by where it was, is one row. */
const placesText = `${answered} from (
  (select ${columns} from core.change_entry where county_code is null and ${beyond} ${ordered})
  union (${among('$5', 'county_code = c.code')})
  union (${among('$5', 'prior_county_code = c.code')})
  union (${among('$6', 'county_code = c.code and area_code = any($7::text[])')})
  union (${among('$6', 'prior_county_code = c.code and prior_area_code = any($7::text[])')})
) as found order by xid, seq limit $4::integer`;

type Text = string | null;

const kindOf = (reach: Reach, operation: string, now: readonly [Text, Text], prior: readonly [Text, Text]): ChangeKind => {
  const isIn = reaches(reach, ...now);
  const wasIn = prior[0] === null && prior[1] === null ? isIn : reaches(reach, ...prior);
  if (!isIn) return 'LEFT';
  return wasIn ? (operation as ChangeKind) : 'ENTERED';
};

const changeOf = (reach: Reach, row: readonly unknown[]): Change => {
  const [xid, seq, at, operation, recordType, recordId, county, area, priorCounty, priorArea, fields, version] = row;
  const kind = kindOf(reach, operation as string, [county as Text, area as Text], [priorCounty as Text, priorArea as Text]);
  return {
    xid: xid as string, seq: seq as string, kind, at: at as string, recordType: recordType as string, recordId: recordId as string,
    version: version as number, fields: kind === 'UPDATED' ? ((fields as string[] | null) ?? []) : [],
  };
};

/**
 * What changed after a position, within reach, in order. Fewer than the limit means that all below the
 * horizon of the transaction's snapshot was read.
 */
export const readChanges = async (tx: Transaction, reach: Reach, types: readonly string[], { xid, seq }: Position, limit: number): Promise<readonly Change[]> => {
  const wide = reach.counties === '*';
  const { rows } = wide
    ? await tx.query(wideText, [xid, seq, types, limit])
    : await tx.query(placesText, [xid, seq, types, limit, reach.counties, reach.countiesOfVillages, reach.villages]);
  return rows.map((row) => changeOf(reach, row));
};
