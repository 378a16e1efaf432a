import { type Transaction, insertRows, project } from '#db';
import type { DemoKit } from '#plugin';
import { tellCase } from './demo/cases.ts';
import { fillAround } from './demo/fill-around.ts';
import { fillCases } from './demo/fill-cases.ts';
import { chooseMovers, chooseSubsidenceVillages } from './demo/movers.ts';
import { tellRenovations } from './demo/renovations.ts';
import { settleAll } from './demo/sites.ts';
import { type Editions, fillStandards } from './demo/standards.ts';
import { tellNaturalVillages, tellSubsidenceVillages } from './demo/villages.ts';
import { houseRenovation, renovationInstalment } from './tables/renovation.ts';

/**
 * Believable relocation around the demo's households: everything is told first and written then,
 * a fixed number of statements a table, and keeps the rules that people's own saves must keep.
 */
export const demo = async (tx: Transaction, kit: DemoKit): Promise<void> => {
  const editions = await fillStandards(tx, kit);
  const movers = chooseMovers(kit, chooseSubsidenceVillages(kit));
  const settled = settleAll(kit, movers.map((mover) => tellCase(kit, mover, editions.get(mover.household.countyCode) as Editions)));
  const natural = tellNaturalVillages(kit, settled.cases);
  const sinking = tellSubsidenceVillages(kit, settled.cases);
  const moving = new Set(movers.map(({ household }) => household));
  const staying = kit.households.filter((household) => !moving.has(household));
  const renovated = tellRenovations(kit, staying);
  await insertRows(tx, project, [...settled.projects, ...renovated.projects, ...[...sinking.values()].map((one) => one.project)]);
  await fillCases(tx, kit, { ...settled, natural, sinking });
  await insertRows(tx, houseRenovation, renovated.renovations);
  await insertRows(tx, renovationInstalment, renovated.instalments);
  await fillAround(tx, kit, { sites: settled.sites, sinking: [...sinking.values()], staying });
};
