import { type Transaction, insertRows } from '#db';
import type { DemoHousehold, DemoKit } from '#plugin';
import { fundPooling, projectTaxRelief, relocationFinancing, subsidenceFunding } from '../tables/finance.ts';
import { habitatProject, landQuota } from '../tables/land.ts';
import { collectiveRentalHouse, rentalTenancy } from '../tables/rental.ts';
import { siteSupport } from '../tables/site.ts';
import { villageMerger, villageMergerPart } from '../tables/village.ts';
import { tellFinancing, tellHabitat, tellQuotas, tellRentalHouses, tellRestoration, tellSubsidenceFunds } from './county.ts';
import { tellPooling, tellProjectRelief, tellSupport } from './industry.ts';
import { builders } from './officials.ts';
import { tellTenancies } from './renovations.ts';
import type { SiteRow } from './sites.ts';
import { type Sinking, tellMergers } from './villages.ts';

interface Around {
  readonly sites: readonly SiteRow[];
  readonly sinking: readonly Sinking[];
  readonly staying: readonly DemoHousehold[];
}

/** Writes what counties and sites have beside cases: funds, land, support, mergers, rental houses. */
export const fillAround = async (tx: Transaction, kit: DemoKit, { sites, sinking, staying }: Around): Promise<void> => {
  const restored = kit.counties.map((county) => tellRestoration(kit, county));
  const pooled = [...restored.map(({ pooling }) => pooling), ...sites.map((site) => tellPooling(kit, site))];
  // two sites of one village may draw the same stream: one of them is enough
  await insertRows(tx, fundPooling, pooled, { onConflict: 'nothing' });
  await insertRows(tx, siteSupport, [...restored.map(({ support }) => support), ...sites.flatMap((site) => tellSupport(kit, site))]);
  await insertRows(tx, projectTaxRelief, sites.flatMap((site) => tellProjectRelief(kit, site, kit.pick(builders))));
  await insertRows(tx, relocationFinancing, kit.counties.flatMap((county) => tellFinancing(kit, county)));
  await insertRows(tx, landQuota, kit.counties.flatMap((county) => tellQuotas(kit, county)));
  await insertRows(tx, habitatProject, kit.counties.flatMap((county) => tellHabitat(kit, county)));
  await insertRows(tx, subsidenceFunding, sinking.flatMap((one) => tellSubsidenceFunds(kit, one)));
  const mergers = tellMergers(kit);
  await insertRows(tx, villageMerger, mergers.map(({ merger }) => merger));
  await insertRows(tx, villageMergerPart, mergers.flatMap(({ parts }) => parts));
  const { houses, tenancies } = tellTenancies(kit, tellRentalHouses(kit), staying);
  await insertRows(tx, collectiveRentalHouse, houses);
  await insertRows(tx, rentalTenancy, tenancies);
};
