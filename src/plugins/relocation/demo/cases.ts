import { type DemoKit, later, reach, standing, yuan } from '#plugin';
import type { relocationCase } from '../tables/case.ts';
import type { Mover } from './movers.ts';
import { type Editions, editionOn } from './standards.ts';

type CaseInsert = typeof relocationCase.$inferInsert;
type Status = NonNullable<CaseInsert['status']>;

/** What the household said when it was asked. */
export type Word = 'AGREED' | 'REFUSED' | 'WITHDRAWN';

/** A case as it is told, before sites and projects are found for it. */
export interface DemoCase {
  readonly mover: Mover;
  readonly row: CaseInsert & { readonly id: string };
  readonly word: Word;
}

const steps = [
  ['CONSENTED', 15, 45], ['APPROVED', 20, 60], ['BUILDING', 20, 60], ['HANDED_OVER', 150, 300],
  ['MOVED_IN', 10, 60], ['SETTLED', 150, 240], ['STABLE', 120, 300],
] as const satisfies readonly (readonly [Status, number, number])[];

/** Some ways are longer: not everybody has settled yet, or lives from a stable income. */
const stepsOf = (kit: DemoKit) => {
  const luck = kit.random();
  return luck < 0.06 ? steps.slice(0, -2) : luck < 0.18 ? steps.slice(0, -1) : steps;
};

const perPerson = ({ programme, household: { isRegisteredPoor } }: Mover): number => (programme === 'SUBSIDENCE' || isRegisteredPoor ? 25_000 : 15_000);

const means = (kit: DemoKit, mover: Mover) => {
  const persons = mover.persons.length;
  const selfRaised = Math.min(10_000, 2_500 * persons);
  return {
    houseArea: `${persons * kit.between(20, 25)}.00`,
    cost: yuan(25_000 * persons + selfRaised),
    subsidy: yuan(perPerson(mover) * persons),
    selfRaised: yuan(selfRaised),
  };
};

const modeOf = (kit: DemoKit): CaseInsert['mode'] => {
  const chance = kit.random();
  return chance < 0.1 ? 'SCATTERED_INSERTION' : chance < 0.18 ? 'MONETARY' : 'NEW_SETTLEMENT_VILLAGE';
};

const begun = (kit: DemoKit, { household, programme, year, appliedOn, persons }: Mover) => ({
  id: kit.uuid(),
  householdId: household.householdId,
  countyCode: household.countyCode,
  programme,
  batch: `${year}-1`,
  category: household.isRegisteredPoor ? ('REGISTERED' as const) : ('ACCOMPANYING' as const),
  mode: modeOf(kit),
  originVillageCode: household.villageCode,
  persons: persons.length,
  appliedOn,
  surveyedOn: programme === 'SUBSIDENCE' ? later(appliedOn, 5) : null,
});

const progressed = (kit: DemoKit, mover: Mover, editions: Editions): DemoCase['row'] => {
  const reached = reach<Status>(kit, mover.appliedOn, stepsOf(kit));
  const day = (step: Status): string | null => reached.get(step) ?? null;
  const approvedOn = day('APPROVED');
  const movedInOn = day('MOVED_IN');
  const demolishedOn = movedInOn && kit.random() < 0.8 ? later(movedInOn, kit.between(30, 300)) : null;
  return {
    ...begun(kit, mover),
    ...(approvedOn ? { ...means(kit, mover), standardId: editionOn(editions, approvedOn) } : {}),
    consentedOn: day('CONSENTED'),
    approvedOn,
    buildingOn: day('BUILDING'),
    handedOverOn: day('HANDED_OVER'),
    movedInOn,
    settledOn: day('SETTLED'),
    stableOn: day('STABLE'),
    oldHouseDemolishedOn: demolishedOn && demolishedOn <= kit.today ? demolishedOn : null,
    status: standing<Status>(reached, 'APPLIED'),
  };
};

const ended = (kit: DemoKit, mover: Mover, word: Word, status: 'WITHDRAWN' | 'REJECTED'): DemoCase['row'] => {
  const consentedOn = later(mover.appliedOn, kit.between(25, 45));
  return { ...begun(kit, mover), consentedOn: word === 'REFUSED' ? null : consentedOn, closedOn: later(consentedOn, kit.between(5, 40)), status };
};

/** Tells how far a household came: most move, a few refuse, withdraw or are rejected. */
export const tellCase = (kit: DemoKit, mover: Mover, editions: Editions): DemoCase => {
  const chance = kit.random();
  if (chance < 0.01) return { mover, word: 'REFUSED', row: ended(kit, mover, 'REFUSED', 'WITHDRAWN') };
  if (chance < 0.02) return { mover, word: 'WITHDRAWN', row: ended(kit, mover, 'WITHDRAWN', 'WITHDRAWN') };
  if (chance < 0.03) return { mover, word: 'AGREED', row: ended(kit, mover, 'AGREED', 'REJECTED') };
  return { mover, word: 'AGREED', row: progressed(kit, mover, editions) };
};
