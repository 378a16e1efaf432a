import { type DemoKit, later } from '#plugin';
import type { relocationConsent } from '../tables/consent.ts';
import type { DemoCase } from './cases.ts';
import { adultsOn } from './movers.ts';
import { cadres } from './officials.ts';

const opinions = ['同意搬迁', '同意搬迁,希望就近安排就业', '同意搬迁,希望保留承包地', null] as const;

const signature = (kit: DemoKit, { mover, row, word }: DemoCase) => {
  const [signedById, signedOn] = [kit.pick(adultsOn(mover.persons, mover.appliedOn)).personId, row.consentedOn];
  if (word === 'REFUSED') return { opinion: '不愿离开原住地', refusedOn: later(mover.appliedOn, 20), status: 'REFUSED' as const };
  if (word === 'WITHDRAWN') return { opinion: '改变主意,不再搬迁', signedById, signedOn, withdrawnOn: row.closedOn, status: 'WITHDRAWN' as const };
  return signedOn ? { opinion: kit.pick(opinions), signedById, signedOn, status: 'AGREED' as const } : {};
};

/** Every household is heard before anything is decided. */
export const tellConsent = (kit: DemoKit, one: DemoCase): typeof relocationConsent.$inferInsert => ({
  id: kit.uuid(),
  householdId: one.row.householdId,
  countyCode: one.row.countyCode,
  caseId: one.row.id,
  programme: one.row.programme,
  consultedOn: later(one.mover.appliedOn, kit.between(3, 12)),
  explainedBy: kit.pick(cadres),
  personsCovered: one.row.persons,
  ...signature(kit, one),
});
