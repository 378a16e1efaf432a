import { type Draft, householdsOf, rowsAmong } from '#records';
import type { RequestContext } from '#schema';
import { diagnosedDisease, healthRecord } from '../tables/health-record.ts';

export type RecordRow = typeof healthRecord.$inferSelect;
export type DiseaseRow = typeof diagnosedDisease.$inferSelect;

type OfHousehold = Draft<{ readonly householdId: string }>;

/** Health records of the drafts' households by id: one statement. */
export const recordsOfHouseholds = async (ctx: RequestContext, drafts: readonly OfHousehold[]): Promise<ReadonlyMap<string, RecordRow>> =>
  new Map((await rowsAmong(ctx, healthRecord, healthRecord.householdId, householdsOf(drafts))).map((row) => [row.id, row]));

/** Diseases of the drafts' households by id: one statement. */
export const diseasesOfHouseholds = async (ctx: RequestContext, drafts: readonly OfHousehold[]): Promise<ReadonlyMap<string, DiseaseRow>> =>
  new Map((await rowsAmong(ctx, diagnosedDisease, diagnosedDisease.householdId, householdsOf(drafts))).map((row) => [row.id, row]));
