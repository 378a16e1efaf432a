import { dayIn, demoToday } from './days.ts';
import { createIds } from './ids.ts';
import type { DemoCounty, DemoHousehold, DemoKit } from './kit.ts';
import type { Part } from './parts.ts';
import { createRandom } from './random.ts';

const serialsPerPart = 1_000_000;

/** Counties whose households begin in a part; one cut in two is given once. */
const countiesOf = ({ stretches }: Part): readonly DemoCounty[] =>
  stretches.filter(({ from }) => from === 0).map(({ outline: { county, villages } }) => (
    { code: county.code, name: county.name, villages: villages.map(({ home }) => home.villageCode) }
  ));

/** What one plugin fills one part with. Its chance is its own, so that other plugins do not change its rows. */
export const createKit = (seed: string, part: Part, plugin: string, households: readonly DemoHousehold[]): DemoKit => {
  const rng = createRandom(`${seed}/${plugin}/${part.number}`);
  let serial = part.number * serialsPerPart;
  return {
    part: part.number,
    counties: countiesOf(part),
    households,
    random: rng.random,
    between: rng.between,
    pick: rng.pick,
    uuid: createIds(createRandom(`${seed}/${plugin}/ids/${part.number}`), part.number),
    serial: () => (serial += 1),
    dateIn: (firstYear, lastYear) => dayIn(rng, firstYear, lastYear),
    today: demoToday,
  };
};
