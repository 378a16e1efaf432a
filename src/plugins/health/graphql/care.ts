import type { Kit } from '#plugin';
import { addOperation } from '#schema';
import { zeroReason } from '../codes/claim.ts';
import { medicalLayer } from '../codes/insurance.ts';
import { settleClaim, type SettleClaimInput } from '../operations/settle-claim.ts';
import { claimSettlementRecord } from '../records/claim.ts';

const statedInput = ({ builder, enumOf }: Kit) => {
  const layer = builder.inputType('StatedLayerInput', {
    description: '对方系统结算的一层 / A layer as another system settled it',
    fields: (t) => ({
      layer: t.field({ type: enumOf(medicalLayer), required: true }),
      paid: t.field({ type: 'Money', required: true }),
      zeroReason: t.field({ type: enumOf(zeroReason), description: '未支付时的原因 / Why it pays nothing' }),
    }),
  });
  return builder.inputType('StatedSettlementInput', {
    description: '对方系统的结算,五层按序、不得缺少 / A settlement of another system: all five layers in their order',
    fields: (t) => ({
      layers: t.field({ type: [layer], required: true }),
      selfPaid: t.field({ type: 'Money', required: true, description: '个人自付 / Paid by the person' }),
    }),
  });
};

const settleInput = (kit: Kit) => {
  const stated = statedInput(kit);
  return kit.builder.inputType('SettleClaimInput', {
    fields: (t) => ({
      claimId: t.id({ required: true, description: '医疗费用 / The claim' }),
      on: t.field({ type: 'Date', description: '结算日期,默认今天 / Day of the settlement, today by default' }),
      reason: t.string({ description: '更正原因;首次结算不填 / Why it is corrected; none for the first settlement' }),
      bill: t.field({ type: 'Money', description: '更正后的总费用 / The corrected bill' }),
      eligibleCost: t.field({ type: 'Money', description: '更正后的政策范围内费用 / The corrected insurable part' }),
      stated: t.field({ type: stated, description: '对方系统的结算,不一致则拒绝 / What another system settled; refused where it differs' }),
    }),
  });
};

/** Settling claims, which a declared save cannot do. */
export const addCareFields = (kit: Kit): void => {
  addOperation<SettleClaimInput>(kit, {
    name: 'settleClaim',
    title: ['按序结算医疗费用', 'Settles a claim through all layers in their order, or corrects its settlement'],
    input: settleInput(kit),
    record: claimSettlementRecord,
    work: settleClaim,
  });
};
