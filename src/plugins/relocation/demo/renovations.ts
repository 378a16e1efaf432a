import type { project as projectTable } from '#db';
import { type DemoHousehold, type DemoKit, later, reach, standing, yuan } from '#plugin';
import type { houseRenovation, renovationInstalment } from '../tables/renovation.ts';
import type { rentalTenancy } from '../tables/rental.ts';
import type { RentalRow } from './county.ts';

type RenovationRow = typeof houseRenovation.$inferInsert & { readonly id: string };
type InstalmentRow = typeof renovationInstalment.$inferInsert;
type Status = NonNullable<RenovationRow['status']>;

/** What the four levels pay for a new house and for a reinforced one. */
const shares = {
  NEW_BUILD: [['CENTRAL', 7_500], ['PROVINCIAL', 3_000], ['CITY', 1_500], ['COUNTY', 2_000]],
  REINFORCE: [['CENTRAL', 3_500], ['PROVINCIAL', 1_200], ['CITY', 600], ['COUNTY', 700]],
} as const;

const steps = [['APPROVED', 20, 60], ['BUILDING', 10, 40], ['ACCEPTED', 90, 170]] as const satisfies readonly (readonly [Status, number, number])[];

const renovation = (kit: DemoKit, { householdId, countyCode, isRegisteredPoor }: DemoHousehold, year: number): RenovationRow => {
  const method = kit.random() < 0.6 ? 'NEW_BUILD' : 'REINFORCE';
  const subsidy = shares[method].reduce((sum, [, amount]) => sum + amount, 0);
  const appliedOn = later(`${year}-02-15`, kit.between(0, 60));
  const reached = reach<Status>(kit, appliedOn, steps);
  const acceptedOn = reached.get('ACCEPTED') ?? null;
  return {
    id: kit.uuid(), householdId, countyCode, year, registeredPoor: isRegisteredPoor, priorityRank: isRegisteredPoor ? kit.between(1, 20) : kit.between(21, 60),
    method, gradeBefore: method === 'NEW_BUILD' ? 'D' : 'C', gradeAfter: acceptedOn ? (method === 'NEW_BUILD' ? 'A' : 'B') : null,
    houseArea: `${kit.between(30, 60)}.00`, cost: yuan(subsidy * 1.6), subsidy: yuan(subsidy), selfRaised: yuan(subsidy * 0.6),
    appliedOn, approvedOn: reached.get('APPROVED') ?? null, startedOn: reached.get('BUILDING') ?? null, completedOn: acceptedOn && later(acceptedOn, -10), acceptedOn,
    status: standing<Status>(reached, 'APPLIED'),
  };
};

/** Most instalments come in time, a few late, fewer in part or not at all. */
const payment = (kit: DemoKit, due: number, dueOn: string) => {
  const luck = kit.random();
  const paidOn = later(dueOn, luck < 0.93 ? -kit.between(0, 20) : kit.between(5, 60));
  if (luck > 0.99 || paidOn > kit.today) return { paidAmount: '0.00', paidOn: null };
  return { paidAmount: yuan(luck > 0.975 ? due / 2 : due), paidOn };
};

const instalmentsOf = (kit: DemoKit, { id: renovationId, householdId, countyCode, method, startedOn }: RenovationRow): InstalmentRow[] => {
  if (!startedOn) return [];
  return shares[method].map(([level, due], at) => {
    const dueOn = later(startedOn, 60 + 40 * at);
    return { id: kit.uuid(), householdId, countyCode, renovationId, level, dueAmount: yuan(due), dueOn, ...payment(kit, due, dueOn) };
  });
};

/** A renovation is paid when its last instalment is. */
const closed = (row: RenovationRow, instalments: readonly InstalmentRow[]): RenovationRow => {
  const isPaid = row.acceptedOn != null && instalments.every(({ dueAmount, paidAmount }) => dueAmount === paidAmount);
  if (!isPaid) return row;
  const last = instalments.map(({ paidOn }) => paidOn as string).sort().at(-1) as string;
  const acceptedOn = row.acceptedOn as string;
  return { ...row, subsidyPaidOn: last > acceptedOn ? last : acceptedOn, status: 'SUBSIDY_PAID' };
};

export interface Renovated {
  readonly renovations: readonly RenovationRow[];
  readonly instalments: readonly InstalmentRow[];
  readonly projects: readonly (typeof projectTable.$inferInsert)[];
}

const projectOf = (kit: DemoKit, rows: readonly RenovationRow[]) => {
  const [{ countyCode, year }] = rows as [RenovationRow];
  return {
    id: kit.uuid(), countyCode, code: `WFGZ-${countyCode}-${year}-${kit.serial()}`, name: `${year}年农村危房改造`, actionNumber: 6, placeCode: countyCode, year,
    budget: yuan(rows.reduce((sum, { subsidy }) => sum + Number(subsidy), 0)), status: 'ACCEPTED' as const, contractor: '农户自建',
  };
};

/** Renovates about a tenth of the houses of households that do not move. */
export const tellRenovations = (kit: DemoKit, staying: readonly DemoHousehold[]): Renovated => {
  const chosen = staying.flatMap((household) => {
    const [chance, year] = [kit.random(), kit.between(2015, 2018)];
    return chance < (household.isRegisteredPoor ? 0.12 : 0.04) && household.registeredOn < `${year}-02-15` ? [renovation(kit, household, year)] : [];
  });
  const told = [...Map.groupBy(chosen, ({ countyCode, year }) => `${countyCode}/${year}`).values()].map((rows) => {
    const project = projectOf(kit, rows);
    const paid = rows.map((row) => ({ row, instalments: instalmentsOf(kit, row) }));
    return { project, instalments: paid.flatMap(({ instalments }) => instalments), rows: paid.map(({ row, instalments }) => ({ ...closed(row, instalments), projectId: project.id })) };
  });
  return { renovations: told.flatMap(({ rows }) => rows), instalments: told.flatMap(({ instalments }) => instalments), projects: told.map(({ project }) => project) };
};

/** Tenants of the collective houses, one to a unit; a house with tenants is let. */
export const tellTenancies = (kit: DemoKit, houses: readonly RentalRow[], staying: readonly DemoHousehold[]) => {
  const byCounty = Map.groupBy(staying, ({ countyCode }) => countyCode);
  const tenancies = houses.flatMap(({ id: houseId, countyCode, units, rent, builtOn }): (typeof rentalTenancy.$inferInsert)[] =>
    (byCounty.get(countyCode) ?? []).filter(({ registeredOn }) => registeredOn < builtOn).slice(0, Math.min(units, kit.between(1, 3))).map(({ householdId }, at) => ({
      id: kit.uuid(), householdId, countyCode, houseId, unit: `${at + 1}01`, rent, fromOn: later(builtOn, kit.between(30, 200)),
    })));
  const taken = new Set(tenancies.map(({ houseId }) => houseId));
  return { tenancies, houses: houses.map((house) => (taken.has(house.id) ? { ...house, status: 'LET' as const } : house)) };
};
