import { acrossDomains } from '../../db/across-domains.ts';
import { throwIfAny } from '../../errors.ts';
import type { AnyRecord } from '../../records/define.ts';
import type { Row } from '../../records/page.ts';
import type { Draft } from '../../records/rules.ts';
import type { RequestContext } from '../../schema/context.ts';
import { conflict, writeEach } from './conflicts.ts';
import { type MovedValue, movedValues } from './moved.ts';
import { inEveryDomain, referencesTo, rowsNaming } from './references.ts';

/** What the journal calls it. */
export const deed = 'mergeDuplicate';

export type Change = Draft<Row> & { readonly values: readonly MovedValue[] };

/** A row with new values, and how to take them back. */
export const changed = (record: AnyRecord, before: Row, changes: Row): Change => ({ before, after: { ...before, ...changes }, values: movedValues(record, before, changes) });

export interface Move {
  readonly merged: string;
  readonly kept: string;
  readonly reason: string;
  /** Households in whose records the merged one may be named. */
  readonly households: readonly string[];
}

/** Points everything that names the merged one to the kept one, whichever department keeps it. */
export const moveReferences = (ctx: RequestContext, records: readonly AnyRecord[], kind: 'person' | 'household', { merged, kept, reason, households }: Move): Promise<readonly MovedValue[]> =>
  acrossDomains(ctx.tx, async () => {
    const all = inEveryDomain(ctx, records);
    const byRecord = new Map<AnyRecord, Map<string, Change>>();
    for (const reference of referencesTo(kind, records)) {
      for (const row of await rowsNaming(all, reference, merged, households)) {
        const drafts = byRecord.get(reference.record) ?? new Map<string, Change>();
        const known = drafts.get(row.id as string);
        const change = changed(reference.record, row, { [reference.name]: kept });
        drafts.set(row.id as string, known ? { ...change, after: { ...known.after, [reference.name]: kept }, values: [...known.values, ...change.values] } : change);
        byRecord.set(reference.record, drafts);
      }
    }
    const sets = [...byRecord].map(([record, drafts]) => ({ record, drafts: [...drafts.values()] }));
    throwIfAny(conflict('DUPLICATE_MERGE_CONFLICT', ctx, await writeEach(all, sets, deed, reason)));
    return sets.flatMap(({ drafts }) => drafts.flatMap(({ values }) => values));
  });
