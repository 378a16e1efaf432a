import { Decimal } from 'decimal.js';
import type { PlatformError } from '#errors';
import { medicalLayer } from '../codes/insurance.ts';
import { healthError } from '../errors.ts';
import { type Layer, layersInOrder, type SettlementResult, type ZeroReason } from './settle.ts';

/** A settlement as a hospital or another system states it. */
export interface Stated {
  readonly layers: readonly { readonly layer: Layer; readonly paid: string; readonly zeroReason?: ZeroReason | null | undefined }[];
  readonly selfPaid: string;
}

const titleOf = (layer: Layer): string => medicalLayer.titles[layer].zh;
const pathOf = (at: number): readonly (string | number)[] => ['stated', 'layers', at];

/** All five are there, each in its place. */
const orderFault = ({ layers }: Stated): PlatformError | undefined => {
  for (const [at, wanted] of layersInOrder.entries()) {
    if (layers[at]?.layer === wanted) continue;
    const isThere = layers.some(({ layer }) => layer === wanted);
    return isThere
      ? healthError('HEALTH_LAYER_OUT_OF_ORDER', { position: at + 1, layer: titleOf(wanted) }, pathOf(at))
      : healthError('HEALTH_LAYER_SKIPPED', { layer: titleOf(wanted) }, pathOf(at));
  }
  const extra = layers[layersInOrder.length];
  return extra && healthError('HEALTH_LAYER_OUT_OF_ORDER', { position: layersInOrder.length, layer: titleOf('CHARITY_ASSISTANCE') }, pathOf(layersInOrder.length));
};

/** None pays more than the ones before it left, and together with the own share they are the bill. */
const sumFault = ({ layers, selfPaid }: Stated, bill: string): PlatformError | undefined => {
  let left = new Decimal(bill);
  for (const [at, { layer, paid, zeroReason }] of layers.entries()) {
    const amount = new Decimal(paid);
    if (amount.isNegative() && !amount.isZero()) return healthError('HEALTH_LAYER_NEGATIVE', { layer: titleOf(layer) }, pathOf(at));
    if (amount.greaterThan(left)) return healthError('HEALTH_LAYER_EXCEEDS_REST', { layer: titleOf(layer) }, pathOf(at));
    if (amount.isZero() !== (zeroReason != null)) return healthError('HEALTH_LAYER_ZERO_UNEXPLAINED', { layer: titleOf(layer) }, pathOf(at));
    left = left.minus(amount);
  }
  return left.equals(selfPaid) ? undefined : healthError('HEALTH_LAYERS_SUM', {}, ['stated', 'selfPaid']);
};

const ruleFault = ({ layers }: Stated, computed: SettlementResult): PlatformError | undefined => {
  const at = layers.findIndex(({ paid, zeroReason }, index) => {
    const ours = computed.layers[index];
    return !ours || !new Decimal(paid).equals(ours.paid) || (zeroReason ?? null) !== ours.zeroReason;
  });
  return at < 0 ? undefined : healthError('HEALTH_LAYER_DIFFERS', { layer: titleOf((layers[at] as { readonly layer: Layer }).layer) }, pathOf(at));
};

/** What is wrong with a stated settlement: its order first, then its sums, then what the rules say. */
export const statedFault = (stated: Stated, bill: string, computed: SettlementResult): PlatformError | undefined =>
  orderFault(stated) ?? sumFault(stated, bill) ?? ruleFault(stated, computed);
