import { Decimal } from 'decimal.js';
import { type Draft, householdInLine, isChanged, notInFuture, type Rule, rowRule, rowsByIds } from '#records';
import { asDisbursed, byParameter, fixedOnce, inOrder, sameCounty, within } from '#rules';
import { ecologyError } from '../errors.ts';
import { extendedRate, newForestRate, newGrassRate, provincialMatch, survivalRate } from '../parameters.ts';
import { farmlandReturnParcel, farmlandReturnSubsidy, farmlandReturnTask, returnPlanting } from '../tables/farmland.ts';

type TaskRow = typeof farmlandReturnTask.$inferSelect;
type ParcelRow = typeof farmlandReturnParcel.$inferSelect;
type PlantingRow = typeof returnPlanting.$inferSelect;
type SubsidyRow = typeof farmlandReturnSubsidy.$inferSelect;

export const taskRules: readonly Rule<TaskRow>[] = [
  notInFuture('allocatedOn'),
  inOrder<TaskRow>(['allocatedOn', 'contractedOn', 'plantedOn', 'inspectedOn', 'paidOn']),
  fixedOnce<TaskRow>(new Set(['CONTRACTED', 'PLANTED', 'INSPECTED', 'PAID']), ['villageCode', 'year', 'landUse', 'area']),
];

/** Parcels of a task add up to no more than the task has. */
export const parcelRules: readonly Rule<ParcelRow>[] = [
  notInFuture('contractedOn'),
  inOrder<ParcelRow>(['contractedOn', 'plantedOn', 'inspectedOn']),
  rowRule('inspected within the contract', ({ after: { area, inspectedArea } }) =>
    inspectedArea !== null && new Decimal(inspectedArea).greaterThan(area) ? ecologyError('ECOLOGY_INSPECTED_EXCEEDS_PARCEL', {}, ['inspectedArea']) : undefined),
  fixedOnce<ParcelRow>(new Set(['INSPECTED']), ['taskId', 'area', 'inspectedArea']),
  sameCounty<ParcelRow>('taskId', farmlandReturnTask),
  within<ParcelRow, TaskRow>({ table: farmlandReturnParcel, column: farmlandReturnParcel.taskId, by: 'taskId', parent: farmlandReturnTask, amount: 'area', limitOf: ({ area }) => area }),
];

/** A planting counts as surviving from the rate on that the place asks for. */
export const plantingRules: readonly Rule<PlantingRow>[] = [
  inOrder<PlantingRow>(['plantedOn', 'checkedOn']),
  within<PlantingRow, ParcelRow>({ table: returnPlanting, column: returnPlanting.parcelId, by: 'parcelId', parent: farmlandReturnParcel, amount: 'area', limitOf: ({ area }) => area }),
  byParameter<PlantingRow>({ parameter: survivalRate, field: 'survivalRate', is: 'atLeast', on: ({ checkedOn }) => checkedOn, when: ({ after }) => after.status === 'SURVIVING' }),
];

const isNew = ({ after }: Draft<SubsidyRow>): boolean => after.round === 'NEW' && after.parcelId !== null;

/** The land use of the parcels' tasks, by parcel. */
const parcelsOf = async (ctx: Parameters<Rule<SubsidyRow>['check']>[0], drafts: readonly Draft<SubsidyRow>[]) => {
  const parcels = await rowsByIds(ctx, farmlandReturnParcel, drafts.filter(isNew).map(({ after }) => after.parcelId));
  const tasks = await rowsByIds(ctx, farmlandReturnTask, [...parcels.values()].map(({ taskId }) => taskId));
  return { parcels, useOf: (id: string | null) => tasks.get(parcels.get(id ?? '')?.taskId ?? '')?.landUse };
};

/** The new round pays for inspected parcels, and for no more than was inspected. */
const forInspectedParcel: Rule<SubsidyRow> = {
  name: 'for an inspected parcel',
  check: async (ctx, drafts) => {
    const { parcels } = await parcelsOf(ctx, drafts);
    return drafts.map((draft) => {
      const { round, parcelId, area } = draft.after;
      if (round !== 'NEW') return undefined;
      if (parcelId === null) return ecologyError('ECOLOGY_PARCEL_REQUIRED', {}, ['parcelId']);
      const parcel = parcels.get(parcelId);
      if (!parcel) return undefined; // an unknown one is refused as an unknown reference
      if (parcel.status !== 'INSPECTED') return ecologyError('ECOLOGY_PARCEL_NOT_INSPECTED', {}, ['parcelId']);
      const inspected = parcel.inspectedArea ?? parcel.area;
      return new Decimal(area).greaterThan(inspected) ? ecologyError('ECOLOGY_AREA_EXCEEDS_PARCEL', { area, inspected }, ['area']) : undefined;
    });
  },
};

const rateOf = (use: 'FOREST' | 'GRASS'): Rule<SubsidyRow> => {
  const held = byParameter<SubsidyRow>({ parameter: use === 'FOREST' ? newForestRate : newGrassRate, field: 'ratePerMu', is: 'equal', on: ({ year }) => `${year}-12-31` });
  return {
    name: `rate of the new round, ${use}`,
    check: async (ctx, drafts) => {
      const { useOf } = await parcelsOf(ctx, drafts);
      const asked = drafts.filter((draft) => isNew(draft) && useOf(draft.after.parcelId) === use);
      const faults = asked.length === 0 ? [] : await held.check(ctx, asked);
      return drafts.map((draft) => (asked.includes(draft) ? faults[asked.indexOf(draft)] : undefined));
    },
  };
};

/** Paid once a year for a parcel, at the rates in force, after inspection, as the funds paid it. */
export const subsidyRules: readonly Rule<SubsidyRow>[] = [
  inOrder<SubsidyRow>(['approvedOn', 'paidOn']),
  fixedOnce<SubsidyRow>(new Set(['APPROVED', 'PAID']), ['round', 'parcelId', 'area', 'ratePerMu', 'provincialPerMu']),
  householdInLine,
  forInspectedParcel,
  byParameter<SubsidyRow>({
    parameter: extendedRate, field: 'ratePerMu', is: 'equal', on: ({ year }) => `${year}-12-31`,
    when: (draft) => draft.after.round === 'EARLIER_EXTENDED' && isChanged(draft, 'ratePerMu', 'round', 'year'),
  }),
  rateOf('FOREST'),
  rateOf('GRASS'),
  byParameter<SubsidyRow>({
    parameter: provincialMatch, field: 'provincialPerMu', is: 'equal', on: ({ year }) => `${year}-12-31`,
    when: (draft) => draft.after.round === 'NEW' && isChanged(draft, 'provincialPerMu', 'round', 'year'),
  }),
  asDisbursed<SubsidyRow>(farmlandReturnSubsidy, ({ area, ratePerMu, provincialPerMu }) => new Decimal(ratePerMu).plus(provincialPerMu).times(area).toFixed(2)),
];
