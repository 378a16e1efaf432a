import { type DemoHousehold, type DemoKit, type DemoPerson, later } from '#plugin';

/** A household that is to move, and when it applied. */
export interface Mover {
  readonly household: DemoHousehold;
  readonly programme: 'POVERTY' | 'SUBSIDENCE';
  readonly year: number;
  readonly appliedOn: string;
  /** Those who belonged to the household then and still do. */
  readonly persons: readonly DemoPerson[];
}

const isAdult = ({ bornOn }: DemoPerson, day: string): boolean => later(bornOn, 18 * 365 + 6) <= day;

/** Adults of the household on a day, who can sign for it. */
export const adultsOn = (persons: readonly DemoPerson[], day: string): readonly DemoPerson[] => persons.filter((person) => isAdult(person, day));

const asMover = (kit: DemoKit, household: DemoHousehold, programme: Mover['programme'], year: number): Mover | undefined => {
  const appliedOn = later(`${year}-02-10`, kit.between(0, 80));
  const persons = household.persons.filter(({ memberFrom }) => memberFrom <= appliedOn);
  const isThere = household.registeredOn < appliedOn && adultsOn(persons, appliedOn).length > 0;
  return isThere ? { household, programme, year, appliedOn, persons } : undefined;
};

/** Villages in a quarter of the counties lie over old coal mines. */
export const chooseSubsidenceVillages = (kit: DemoKit): ReadonlySet<string> => {
  const lived = new Set(kit.households.map(({ villageCode }) => villageCode));
  return new Set(kit.counties.flatMap(({ villages }) => {
    const inhabited = villages.filter((code) => lived.has(code));
    return inhabited.length > 0 && kit.random() < 0.25 ? [kit.pick(inhabited)] : [];
  }));
};

/** In a small demo chance may pass a county by: where it has a few households, one of them has moved. */
const chosenFirst = (kit: DemoKit): ReadonlySet<DemoHousehold> => {
  const byCounty = Map.groupBy(kit.households, ({ countyCode }) => countyCode);
  return new Set([...byCounty.values()].filter(({ length }) => length >= 8 && length < 40).flatMap((households) => households.filter(({ isRegisteredPoor }) => isRegisteredPoor).slice(0, 1)));
};

const povertyShare = { poor: 0.125, other: 0.25 } as const;

/** Years in which households applied, as often as they stand here. */
const years = [2016, 2016, 2016, 2017, 2017, 2017, 2017, 2018, 2018, 2018, 2018, 2019, 2019, 2020] as const;

const draw = (kit: DemoKit, household: DemoHousehold, isFirst: boolean, isSubsiding: boolean): Mover | undefined => {
  const [chance, year] = [kit.random(), kit.pick(years)];
  if (isSubsiding) return asMover(kit, household, 'SUBSIDENCE', 2016);
  const share = household.isRegisteredPoor ? povertyShare.poor : povertyShare.other;
  return isFirst || chance < share ? asMover(kit, household, 'POVERTY', isFirst ? 2016 : year) : undefined;
};

/** Draws who moves: whole villages in subsidence areas, elsewhere about one poor household in eight. */
export const chooseMovers = (kit: DemoKit, subsiding: ReadonlySet<string>): readonly Mover[] => {
  const first = chosenFirst(kit);
  return kit.households.flatMap((household) => draw(kit, household, first.has(household), subsiding.has(household.villageCode)) ?? []);
};
