import { Decimal } from 'decimal.js';
import { type Rule, notInFuture, rowRule } from '#records';
import { relocationError } from '../errors.ts';
import { approvedOn, buildingOn, type CaseRow, consentedOn, fixedOnce, handedOverOn, inOrder } from './progress.ts';

/** A subsidence case may be opened before the survey tells which village it belongs to. */
const villageOfProgramme = rowRule<CaseRow>('subsidence village of subsidence cases', ({ after: { programme, subsidenceVillageId, status } }) => {
  const isNamed = subsidenceVillageId !== null;
  if (programme === 'POVERTY') return isNamed ? relocationError('RELOCATION_VILLAGE_NOT_ALLOWED', {}, ['subsidenceVillageId']) : undefined;
  const isNeeded = status === 'SURVEYED' || consentedOn.has(status);
  return isNeeded && !isNamed ? relocationError('RELOCATION_VILLAGE_REQUIRED', {}, ['subsidenceVillageId']) : undefined;
});

const withoutSite: ReadonlySet<string> = new Set(['MONETARY', 'SCATTERED_INSERTION']);

const siteOfMode = rowRule<CaseRow>('site of the mode', ({ after: { mode, siteId, status } }) => {
  if (mode === 'MONETARY' && siteId !== null) return relocationError('RELOCATION_SITE_NOT_ALLOWED', {}, ['siteId']);
  const isNeeded = !withoutSite.has(mode) && buildingOn.has(status);
  return isNeeded && siteId === null ? relocationError('RELOCATION_SITE_REQUIRED', {}, ['siteId']) : undefined;
});

const withinCost = rowRule<CaseRow>('within cost', ({ after: { cost, subsidy, selfRaised } }) => {
  const funds = new Decimal(subsidy ?? 0).plus(selfRaised ?? 0);
  return cost !== null && funds.greaterThan(cost) ? relocationError('RELOCATION_OVERFUNDED', { funds: funds.toFixed(2), cost }, ['subsidy']) : undefined;
});

const demolishedAfterMove = rowRule<CaseRow>('demolished after the move', ({ after: { oldHouseDemolishedOn: day, movedInOn: moved } }) =>
  day !== null && (moved === null || day < moved) ? relocationError('RELOCATION_DEMOLISHED_BEFORE_MOVE', {}, ['oldHouseDemolishedOn']) : undefined,
);

const steps = ['appliedOn', 'surveyedOn', 'consentedOn', 'approvedOn', 'buildingOn', 'handedOverOn', 'movedInOn', 'settledOn', 'stableOn'] as const;

/** What a case must look like by itself. */
export const caseShapeRules: readonly Rule<CaseRow>[] = [
  notInFuture('appliedOn'),
  notInFuture('oldHouseDemolishedOn'),
  villageOfProgramme,
  siteOfMode,
  withinCost,
  inOrder<CaseRow>(steps),
  inOrder<CaseRow>(['appliedOn', 'closedOn']),
  demolishedAfterMove,
  // what a reviewer approved stays as approved
  fixedOnce<CaseRow>(approvedOn, ['programme', 'category', 'mode', 'originVillageCode', 'subsidenceVillageId', 'standardId', 'persons', 'cost', 'subsidy', 'selfRaised']),
  fixedOnce<CaseRow>(handedOverOn, ['siteId']),
];
