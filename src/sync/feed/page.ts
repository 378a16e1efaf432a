import { PlatformError } from '../../errors.ts';
import type { AnyRecord } from '../../records/define.ts';
import { requireReader } from '../../records/listing.ts';
import type { RequestContext } from '../../schema/context.ts';
import { fingerprint } from '../../schema/cursor.ts';
import { readPageArgs } from '../../schema/page-args.ts';
import { checkCursor, type FeedCursor, openCursor, sealCursor, type Witness, witnessOf } from './cursor.ts';
import { beginning, type FeedState, isBehind, type Position, readState } from './position.ts';
import { reachOf } from './reach.ts';
import { type Change, readChanges } from './read.ts';

export interface ChangesArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly recordTypes?: readonly string[] | null | undefined;
}

/** One page of the feed. Its end is a place to go on from, also where it is empty. */
export interface ChangePage {
  readonly changes: readonly Change[];
  readonly hasNextPage: boolean;
  readonly end: string;
  cursorOf(change: Change): string;
}

/** The types that somebody wants, each once; undefined for all. @throws PlatformError RECORD_TYPE_UNKNOWN */
export const chosenTypes = (records: readonly AnyRecord[], wanted: ChangesArgs['recordTypes']): readonly string[] | undefined => {
  if (wanted == null) return undefined;
  const unknown = wanted.find((name) => !records.some((record) => record.name === name));
  if (unknown !== undefined) throw new PlatformError('RECORD_TYPE_UNKNOWN', { name: unknown.slice(0, 60) }, { path: ['recordTypes'] });
  return [...new Set(wanted)].sort();
};

/** What a cursor says of the types that were asked for. */
export const askedPrint = (types: readonly string[] | undefined | null): string => fingerprint('asked', types ?? null);

/** Where a page ends: at its last entry, or, if nothing more is there, at the horizon. */
const endOf = ({ horizon }: FeedState, from: Position, changes: readonly Change[], isFull: boolean): Position => {
  const last = changes.at(-1);
  if (isFull && last) return last;
  return isBehind(horizon, from) ? from : horizon;
};

/** What changed after a cursor, as the caller may see it now; without one from the beginning, unless from now is asked for. */
export const changesPage = async (ctx: RequestContext, records: readonly AnyRecord[], args: ChangesArgs, { fromNow = false }: { readonly fromNow?: boolean } = {}): Promise<ChangePage> => {
  requireReader(ctx.identity);
  const { size } = readPageArgs({ first: args.first });
  const wanted = chosenTypes(records, args.recordTypes);
  const asked = askedPrint(wanted);
  const state = await readState(ctx.tx);
  const reach = await reachOf(ctx.tx, ctx.identity, records);
  const { vault } = ctx;
  const given = args.after == null ? undefined : openCursor(vault, args.after);
  if (given) await checkCursor(ctx.tx, state, given, { rights: reach.print, asked });
  const from = given?.position ?? (fromNow ? state.horizon : beginning);
  const types = wanted === undefined ? reach.types : reach.types.filter((name) => wanted.includes(name));
  const found = await readChanges(ctx.tx, reach, types, from, size + 1);
  const isFull = found.length > size;
  const changes = found.slice(0, size);
  const cursor = (position: Position, witness: Witness | undefined): string =>
    sealCursor(vault, { position: { xid: position.xid, seq: position.seq }, witness, epoch: state.epoch, rights: reach.print, asked } satisfies FeedCursor);
  const last = changes.at(-1);
  return {
    changes,
    hasNextPage: isFull,
    end: cursor(size === 0 ? from : endOf(state, from, changes, isFull), last ? witnessOf(last) : given?.witness),
    cursorOf: (change) => cursor(change, witnessOf(change)),
  };
};
