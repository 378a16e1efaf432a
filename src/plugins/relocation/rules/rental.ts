import type { PlatformError } from '#errors';
import { type Rule, rowsAmong, rowsByIds, waitInLine, isStep } from '#records';
import { relocationError } from '../errors.ts';
import { collectiveRentalHouse, rentalTenancy } from '../tables/rental.ts';

type HouseRow = typeof collectiveRentalHouse.$inferSelect;
type TenancyRow = typeof rentalTenancy.$inferSelect;

const overlap = (a: TenancyRow, b: TenancyRow): boolean => (a.toOn === null || b.fromOn < a.toOn) && (b.toOn === null || a.fromOn < b.toOn);

const roomFault = (tenancy: TenancyRow, house: HouseRow | undefined, others: readonly TenancyRow[]): PlatformError | undefined => {
  if (house?.countyCode !== tenancy.countyCode) return relocationError('RELOCATION_HOUSE_OTHER_COUNTY', {}, ['houseId']);
  if (house.builtOn === null || tenancy.fromOn < house.builtOn) return relocationError('RELOCATION_HOUSE_NOT_BUILT', {}, ['houseId']);
  const together = others.filter((other) => overlap(other, tenancy));
  if (together.some(({ unit }) => unit === tenancy.unit)) return relocationError('RELOCATION_UNIT_TAKEN', {}, ['unit']);
  const units = new Set([...together, tenancy].map(({ unit }) => unit));
  return units.size > house.units ? relocationError('RELOCATION_HOUSE_FULL', { units: house.units }, ['houseId']) : undefined;
};

/** A unit is let to one household at a time, and no more units than the house has. */
const unitIsFree: Rule<TenancyRow> = {
  name: 'unit is free',
  check: async (ctx, drafts) => {
    const ids = drafts.map(({ after }) => after.houseId);
    await waitInLine(ctx, ids);
    const houses = await rowsByIds(ctx, collectiveRentalHouse, ids);
    const taken = new Map((await rowsAmong(ctx, rentalTenancy, rentalTenancy.houseId, ids)).map((row) => [row.id, row]));
    return drafts.map(({ after }) => {
      const others = [...taken.values()].filter(({ houseId, id }) => houseId === after.houseId && id !== after.id);
      const fault = roomFault(after, houses.get(after.houseId), others);
      if (!fault) taken.set(after.id, after);
      return fault;
    });
  },
};

export const tenancyRules: readonly Rule<TenancyRow>[] = [unitIsFree];

/** A house is let when somebody lives there now, and vacant when nobody does. */
const statusAsLet: Rule<HouseRow> = {
  name: 'status as let',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => isStep(draft) && (draft.after.status === 'LET' || draft.after.status === 'VACANT'));
    const rows = await rowsAmong(ctx, rentalTenancy, rentalTenancy.houseId, asked.map(({ after }) => after.id));
    return drafts.map((draft) => {
      if (!asked.includes(draft)) return undefined;
      const tenancies = rows.filter(({ houseId, fromOn, toOn }) => houseId === draft.after.id && fromOn <= ctx.today && (toOn === null || toOn > ctx.today)).length;
      return (draft.after.status === 'LET') === tenancies > 0 ? undefined : relocationError('RELOCATION_HOUSE_STATUS', { tenancies }, ['status']);
    });
  },
};

export const rentalHouseRules: readonly Rule<HouseRow>[] = [statusAsLet];
