import { Decimal } from 'decimal.js';
import { medicalLayer } from '../codes/insurance.ts';

export type Layer = (typeof medicalLayer.values)[number];
export type ZeroReason =
  | 'NOTHING_LEFT' | 'NOT_ENROLLED' | 'NOT_COVERED' | 'NO_RULE_IN_FORCE' | 'NOTHING_INSURABLE'
  | 'BELOW_DEDUCTIBLE' | 'CEILING_REACHED' | 'LESS_THAN_ONE_FEN' | 'NO_APPLICATION';

/** The layers in the order in which they pay. */
export const layersInOrder: readonly Layer[] = medicalLayer.values;

/** What a layer pays by: the terms of a rule, and how far earlier bills of the year used them up. */
export interface Terms {
  readonly ruleId: string;
  readonly deductible: string;
  readonly deductibleBasis: 'PER_CLAIM' | 'PER_YEAR';
  /** Per cent. */
  readonly ratio: string;
  readonly ceiling: string | null;
  readonly earlierBase: string;
  readonly earlierPaid: string;
}

/** What stands behind one layer of one settlement. */
export interface Source {
  readonly terms?: Terms | undefined;
  /** Why there are no terms. */
  readonly without?: ZeroReason | undefined;
  /** Assistance that was approved on application. */
  readonly granted?: string | undefined;
}

/** A bill as it is to be settled. */
export interface Bill {
  readonly bill: string;
  readonly eligibleCost: string;
  readonly sources: Readonly<Record<Layer, Source>>;
}

/** What a layer did, ready for its table. */
export interface LayerResult {
  readonly position: number;
  readonly layer: Layer;
  readonly leftBefore: string;
  readonly base: string;
  readonly paid: string;
  readonly leftAfter: string;
  readonly zeroReason: ZeroReason | null;
  readonly ruleId: string | null;
}

/** A settlement: all layers in order, and what the person pays. */
export interface SettlementResult {
  readonly layers: readonly LayerResult[];
  readonly paid: string;
  readonly selfPaid: string;
}

/** More assistance was granted than is left to pay. */
export class GrantExceeds extends Error {
  readonly layer: Layer;
  constructor(layer: Layer) {
    super(`${layer} was granted more than is left`);
    this.layer = layer;
  }
}

type Paying = { readonly paid: Decimal; readonly why: ZeroReason | null };

const nothing = (why: ZeroReason): Paying => ({ paid: new Decimal(0), why });

const deductibleLeft = ({ deductible, deductibleBasis, earlierBase }: Terms): Decimal =>
  deductibleBasis === 'PER_CLAIM' ? new Decimal(deductible) : Decimal.max(0, new Decimal(deductible).minus(earlierBase));

/** What the terms give for a base: what lies above the deductible, its ratio, up to the ceiling. */
const byTerms = (terms: Terms, base: Decimal): Paying => {
  if (base.isZero()) return nothing('NOTHING_INSURABLE');
  const above = base.minus(deductibleLeft(terms));
  if (above.lessThanOrEqualTo(0)) return nothing('BELOW_DEDUCTIBLE');
  const share = above.times(terms.ratio).dividedBy(100).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
  if (share.isZero()) return nothing('LESS_THAN_ONE_FEN');
  if (terms.ceiling === null) return { paid: share, why: null };
  const room = new Decimal(terms.ceiling).minus(terms.earlierPaid);
  return room.lessThanOrEqualTo(0) ? nothing('CEILING_REACHED') : { paid: Decimal.min(share, room), why: null };
};

/** What one layer pays of what is left: by its terms, and what was granted on application. */
const payOf = (layer: Layer, { terms, without, granted }: Source, left: Decimal, base: Decimal): Paying => {
  const ruled = terms ? byTerms(terms, base) : nothing(without ?? 'NO_APPLICATION');
  const paid = ruled.paid.plus(granted ?? 0);
  if (paid.greaterThan(left)) throw new GrantExceeds(layer);
  if (paid.isZero()) return left.isZero() ? nothing('NOTHING_LEFT') : ruled;
  return { paid, why: null };
};

/**
 * Settles a bill: every layer in order, none left out, none more than is left. Their sum and the own
 * share are the bill, to the fen.
 * @throws GrantExceeds when assistance was granted beyond what is left
 */
export const settle = ({ bill, eligibleCost, sources }: Bill): SettlementResult => {
  let left = new Decimal(bill);
  let insurable = new Decimal(eligibleCost);
  const layers = layersInOrder.map((layer, at): LayerResult => {
    const leftBefore = left;
    const base = sources[layer].terms ? Decimal.min(insurable, left) : new Decimal(0);
    const { paid, why } = payOf(layer, sources[layer], left, base);
    left = left.minus(paid);
    insurable = Decimal.max(0, insurable.minus(paid));
    return {
      position: at + 1, layer, leftBefore: leftBefore.toFixed(2), base: base.toFixed(2), paid: paid.toFixed(2), leftAfter: left.toFixed(2),
      zeroReason: why, ruleId: sources[layer].terms?.ruleId ?? null,
    };
  });
  return { layers, paid: new Decimal(bill).minus(left).toFixed(2), selfPaid: left.toFixed(2) };
};
