import type { RequestContext } from '../schema/context.ts';
import type { AnyRecord } from '../records/define.ts';
import { newRow } from '../records/drafts.ts';
import type { Row } from '../records/page.ts';
import type { Draft } from '../records/rules.ts';
import { writeRows } from '../records/write-rows.ts';
import { allCoreRecords } from '../schema/core-records.ts';

/** Whose a row is: every row of a household carries all three, the village as its `areaCode`. */
export interface Owner {
  readonly householdId: string;
  readonly countyCode: string;
  readonly villageCode: string;
}

/** An owner as the indexes of households and persons keep it. */
export const registered = ({ householdId, countyCode, villageCode }: Owner) => ({ householdId, countyCode, areaCode: villageCode });

/** Rows that one event in a household's life creates and changes, written together at its end. */
export interface Work {
  /** Adds a row; its id is made here unless given. */
  add(record: AnyRecord, owner: Owner, values: Row): Row;
  addHousehold(record: AnyRecord, values: Row): Row & Owner;
  change(record: AnyRecord, before: Row, changes: Row): Row;
  /** Writes all rows with their audit and change entries, parents before children. */
  commit(action: string, reason: string | undefined): Promise<void>;
}

export const createWork = (ctx: RequestContext): Work => {
  const drafts = new Map<AnyRecord, Draft<Row>[]>();
  const put = (record: AnyRecord, draft: Draft<Row>): Row => {
    const known = drafts.get(record);
    if (known) known.push(draft);
    else drafts.set(record, [draft]);
    return draft.after;
  };
  const add = (record: AnyRecord, values: Row): Row => put(record, { before: undefined, after: newRow(ctx, record, values, values.id as string | undefined) });
  return {
    add: (record, { householdId, countyCode, villageCode }, values) => add(record, { ...values, householdId, countyCode, areaCode: villageCode }),
    addHousehold: (record, values) => add(record, values) as Row & Owner,
    change: (record, before, changes) => put(record, { before, after: { ...before, ...changes } }),
    commit: async (action, reason) => {
      // The list of core records stands in the order of their foreign keys.
      const sets = allCoreRecords.flatMap((record) => (drafts.has(record) ? [{ record, drafts: drafts.get(record) as Draft<Row>[] }] : []));
      await writeRows(ctx, sets, action, reason);
    },
  };
};
