import DataLoader from 'dataloader';
import { and, sql } from 'drizzle-orm';
import { reachesCounty, reachesVillage } from '../../../access/identity.ts';
import { householdRegistry } from '../../../db/tables/household.ts';
import { scopeOf } from '../../../records/listing.ts';
import { loaderOf, type RequestContext } from '../../../schema/context.ts';
import type { InCell } from '../../formats/cells.ts';
import type { NamedCells } from '../headers.ts';
import type { Importer } from '../importer.ts';

/** Whose row it is, as far as its cells say and the caller may know. */
export interface Owner {
  readonly householdId?: string;
  readonly countyCode?: string;
}

const textOf = (cell: InCell): string => (typeof cell === 'string' || typeof cell === 'number' ? String(cell).normalize('NFKC').trim() : '');

/** Households within reach by number; those of all rows of a page in one statement. */
const householdOf = (ctx: RequestContext, number: string): Promise<Owner | null> =>
  loaderOf<string, Owner | null>(ctx, 'quarantine-owner', () => new DataLoader(async (numbers) => {
    const rows = await ctx.tx.orm.select().from(householdRegistry)
      .where(and(sql`${householdRegistry.registrationNumber} = any(${sql.param([...numbers])}::text[])`, scopeOf(ctx.identity, householdRegistry)));
    const known = new Map(rows.map(({ registrationNumber, householdId, countyCode }) => [registrationNumber, { householdId, countyCode }]));
    return numbers.map((one) => known.get(one) ?? null);
  })).load(number);

const countyIfReached = (ctx: RequestContext, code: string): Owner | undefined => (/^\d{6}$/.test(code) && reachesCounty(ctx.identity, code) ? { countyCode: code } : undefined);

/**
 * Whose row it is; undefined for what is not within the caller's reach today, or does not say. Who has moved
 * to another county is shown nothing personal of the rows they once brought for the old one.
 */
export const ownerOf = async (ctx: RequestContext, { record, county: only }: Importer, cells: NamedCells): Promise<Owner | undefined> => {
  if (only !== undefined) return countyIfReached(ctx, only);
  if (record.about === 'province') return {};
  if (record.about === 'county') return countyIfReached(ctx, textOf(cells['countyCode']));
  const [number, village] = [textOf(cells['registrationNumber']), textOf(cells['villageCode'])];
  const household = number === '' ? null : await householdOf(ctx, number);
  if (household) return household;
  const county = village.slice(0, 6);
  if (/^\d{12}$/.test(village)) return reachesVillage(ctx.identity, village, county) ? { countyCode: county } : undefined;
  return countyIfReached(ctx, number.slice(0, 6));
};
