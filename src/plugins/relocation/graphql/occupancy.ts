import DataLoader from 'dataloader';
import type { Kit } from '#plugin';
import { loaderOf, type RequestContext } from '#schema';
import { settlementSiteRecord } from '../records/site.ts';
import { movedIn, nobody, type Occupancy } from '../rules/occupancy.ts';
import { relocationCase } from '../tables/case.ts';

interface SiteRow {
  readonly id: string;
  /** The date of the place or list it was reached from. */
  readonly asOf?: string;
}

/** Who lives at a site on the date it is seen at, counted from the cases that moved in. */
const occupancyOf = (ctx: RequestContext, { id, asOf = ctx.today }: SiteRow): Promise<Occupancy> =>
  loaderOf(ctx, `relocation:occupancy@${asOf}`, () => new DataLoader(async (ids: readonly string[]) => {
    const homes = await movedIn(ctx, relocationCase.siteId, ids, { on: asOf });
    return ids.map((one) => homes.get(one) ?? nobody);
  })).load(id);

const descriptions = {
  actualHouseholds: '实际入住户数 / Households that live there',
  actualPersons: '实际入住人口 / Persons that live there',
} as const;

/** Planned numbers stand in the table; the actual ones are counted. */
export const addOccupancyFields = ({ builder, typeOf }: Kit): void => {
  for (const [name, key] of [['actualHouseholds', 'households'], ['actualPersons', 'persons']] as const) {
    builder.objectField(typeOf(settlementSiteRecord), name, (t) =>
      t.int({
        description: descriptions[name],
        resolve: async (row, _, ctx) => (await occupancyOf(ctx, row as unknown as SiteRow))[key],
      }));
  }
};
