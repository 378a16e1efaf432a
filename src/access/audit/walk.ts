import type { Vault } from '../vault.ts';
import { type Entry, isAsSealed } from './entries.ts';
import type { FaultKind, Faults, Place } from './faults.ts';
import { emptyHead, type JournalName, linkOf } from './seal.ts';

/** Where a chain ends. */
export interface Head extends Place {
  readonly journal: JournalName;
  readonly hash: string;
}

/** Entries that are not as sealed, and positions without an entry: one may have gone to the other. */
export interface Suspects {
  readonly entries: { readonly entry: Entry; readonly isBeyond: boolean }[];
  readonly gaps: Place[];
}

/** A chain to go along: what it should end with, now and when its end was kept outside. */
export interface Walk {
  readonly vault: Vault;
  readonly journal: JournalName;
  readonly chain: number;
  readonly head: Head | undefined;
  readonly kept: Head | undefined;
  readonly faults: Faults;
  readonly suspects: Suspects;
}

/** The hash that the next entry is tied to. */
interface Before {
  readonly hash: string;
  /** The entry it stands in, when nothing before vouches for it. */
  readonly unproven?: Entry;
}

const mostGaps = 1_000;

/** Goes along one chain, entry by entry, and names what is wrong. */
export class ChainWalk {
  readonly #walk: Walk;
  readonly #end: number;
  #last = 0;
  #isLastSound = true;
  #before: Before | undefined = emptyHead;
  #keptHash: string | undefined;

  constructor(walk: Walk) {
    this.#walk = walk;
    this.#end = walk.head?.position ?? 0;
    if (walk.kept?.position === 0) this.#keptHash = '';
  }

  /** Looks at the next entry in the order of positions. */
  look(entry: Entry): void {
    const { vault, journal, suspects } = this.#walk;
    const isSound = isAsSealed(vault, journal, entry);
    const isBeyond = entry.position < 1 || entry.position > this.#end;
    if (isSound === undefined) this.#name('KEY_UNKNOWN', entry);
    if (isSound === false && isBeyond) suspects.entries.push({ entry, isBeyond });
    if (!isSound && isBeyond) return;
    if (entry.position === this.#last) this.#second(entry, isSound === true);
    else this.#next(entry, isSound);
  }

  /** Compares the end of the chain with its head, and with the one that was kept. */
  finish(): void {
    const { head, kept } = this.#walk;
    this.#missing(Math.max(this.#end, kept?.position ?? 0));
    const isWrong = head === undefined || this.#end < this.#last || (this.#end === this.#last && this.#before !== undefined && head.hash !== this.#before.hash);
    if (isWrong) this.#headWrong(this.#end);
    if (kept && (this.#end < kept.position || (this.#keptHash !== undefined && this.#keptHash !== kept.hash))) this.#headWrong(kept.position);
  }

  #next(entry: Entry, isSound: boolean | undefined): void {
    const { suspects, kept } = this.#walk;
    const { position } = entry;
    if (position > this.#last + 1) {
      this.#missing(position - 1);
      this.#before = undefined;
    }
    if (isSound === false) suspects.entries.push({ entry, isBeyond: false });
    this.#before = isSound ? this.#tied(entry) : undefined;
    this.#isLastSound = isSound === true;
    this.#last = position;
    if (position === kept?.position) this.#keptHash = this.#before?.hash;
  }

  /** Two entries at one position: the sound one is the true one. */
  #second(entry: Entry, isSound: boolean): void {
    if (!isSound || this.#isLastSound) this.#name('FORGED', entry);
    else this.#before = { hash: entry.hash, unproven: entry };
    this.#isLastSound ||= isSound;
  }

  /** What the next entry is tied to, now that this one is known to be as sealed. */
  #tied(entry: Entry): Before {
    if (this.#before === undefined) return { hash: entry.hash, unproven: entry };
    const wanted = linkOf(this.#walk.vault, this.#before.hash, entry.seal, String(entry.texts.keyId));
    if (wanted === entry.hash) return { hash: wanted };
    // one of two hashes was altered: of the one before, if nothing vouched for it
    const { unproven } = this.#before;
    this.#name('ALTERED', unproven ?? entry);
    return unproven ? { hash: entry.hash, unproven: entry } : { hash: wanted };
  }

  #name(kind: FaultKind, { position, seq }: Entry): void {
    this.#walk.faults.add({ kind, chain: this.#walk.chain, position, seq });
  }

  #headWrong(position: number): void {
    this.#walk.faults.add({ kind: 'HEAD_WRONG', chain: this.#walk.chain, position, seq: null });
  }

  /** Names the positions without an entry, up to this one. */
  #missing(until: number): void {
    const { chain, faults, suspects } = this.#walk;
    const from = this.#last + 1;
    if (from > until) return;
    faults.add({ kind: 'MISSING', chain, position: from, seq: null, ...(until > from ? { until } : {}) });
    for (let position = from; position <= until && suspects.gaps.length < mostGaps; position += 1) suspects.gaps.push({ chain, position });
  }
}
