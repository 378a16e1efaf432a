import { notInFuture, type Rule } from '#records';
import { fixedOnce, inOrder } from '#rules';
import type { farmlandQuotaAdjustment } from '../tables/farmland.ts';
import type { ecoIndustryProject, ecologicalProject, forestryIndustryProject } from '../tables/projects.ts';

type QuotaRow = typeof farmlandQuotaAdjustment.$inferSelect;
type ServiceRow = typeof ecoIndustryProject.$inferSelect;
type IndustryRow = typeof forestryIndustryProject.$inferSelect;
type MajorRow = typeof ecologicalProject.$inferSelect;

export const quotaRules: readonly Rule<QuotaRow>[] = [
  notInFuture('proposedOn'), inOrder<QuotaRow>(['proposedOn', 'approvedOn']), fixedOnce<QuotaRow>(new Set(['APPROVED']), ['areaBefore', 'areaAfter']),
];
export const serviceRules: readonly Rule<ServiceRow>[] = [notInFuture('plannedOn'), inOrder<ServiceRow>(['plannedOn', 'startedOn', 'endedOn'])];
export const industryRules: readonly Rule<IndustryRow>[] = [notInFuture('pilotOn'), inOrder<IndustryRow>(['pilotOn', 'startedOn', 'endedOn'])];
export const majorRules: readonly Rule<MajorRow>[] = [
  notInFuture('appliedOn'), inOrder<MajorRow>(['appliedOn', 'approvedOn', 'startedOn', 'acceptedOn']),
  fixedOnce<MajorRow>(new Set(['APPROVED', 'BUILDING', 'ACCEPTED']), ['kind', 'investment', 'stateFunds', 'area']),
];
