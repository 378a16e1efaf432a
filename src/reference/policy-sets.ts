import { ambiguity, governanceGroup, governanceItem, mechanism, mechanismLead, mechanismMeasure } from '../db/tables/policy.ts';
import { action, actionLead, baselineFact, department, exitPlan, measure, programme, target } from '../db/tables/programmes.ts';
import { readCatalogue, type Catalogue } from './catalogue.ts';
import { baselineRows, departmentRows, leadRows, targetRows } from './catalogue-rows.ts';
import { referenceSet, type ReferenceSet } from './reference-set.ts';

const programmeSets = ({ programmes, actions }: Catalogue): readonly ReferenceSet[] => [
  referenceSet(programme, programmes.map(({ code, number, zh, en, ref, strategicRole }) => ({ code, number, zh, en, ref, strategicRole })), ['code']),
  referenceSet(action, actions.map(({ number, code, zh, en, ref, plugin, ...of }) => ({
    number, code, zh, en, ref, plugin, programmeCode: of.programme, summaryEn: of.summary_en, targetsNote: of.targetsNote ?? null,
  })), ['number']),
  referenceSet(actionLead, actions.flatMap((of) => leadRows(of.leadDepartments).map((lead) => ({ actionNumber: of.number, ...lead }))),
    ['actionNumber', 'departmentCode', 'validFrom']),
  referenceSet(measure, actions.flatMap((of) => of.measures.map(({ id, code, zh, en, ref, note, record }) => ({
    id, code, zh, en, ref, actionNumber: of.number, entity: record.entity, note: note ?? null,
  }))), ['id']),
];

const exitPlanSet = ({ documentFacts: { annualExitPlan: plan } }: Catalogue): ReferenceSet =>
  referenceSet(exitPlan, [
    ...plan.people.map(({ year, value }) => ({ year, kind: 'PEOPLE' as const, value, ref: plan.peopleSource.ref })),
    ...plan.counties.map(({ year, value }) => ({ year, kind: 'COUNTIES' as const, value, ref: plan.countiesSource.ref })),
  ], ['year', 'kind']);

const mechanismSets = ({ mechanisms }: Catalogue): readonly ReferenceSet[] => [
  referenceSet(mechanism, mechanisms.map(({ number, code, zh, en, ref, summary_en: summaryEn }) => ({ number, code, zh, en, ref, summaryEn })), ['number']),
  referenceSet(mechanismLead, mechanisms.flatMap((of) => leadRows(of.leadDepartments).map((lead) => ({ mechanismNumber: of.number, ...lead }))),
    ['mechanismNumber', 'departmentCode', 'validFrom']),
  referenceSet(mechanismMeasure, mechanisms.flatMap((of) => of.measures.map(({ id, code, zh, en, ref, record }) => ({
    id, code, zh, en, ref, mechanismNumber: of.number, entity: record.entity,
  }))), ['id']),
];

const governanceSets = ({ governance }: Catalogue): readonly ReferenceSet[] => [
  referenceSet(governanceGroup, Object.entries(governance).map(([code, { zh, en, ref, summary_en: summaryEn }]) => ({ code, zh, en, ref, summaryEn })), ['code']),
  referenceSet(governanceItem, Object.entries(governance).flatMap(([groupCode, { items }]) =>
    items.map(({ id, code, zh, en, ref, who, what, dataImplied, note }) => ({ id, code, groupCode, zh, en, ref, who, what, dataImplied, note: note ?? null }))), ['id']),
];

/** Every table that comes from the policy catalogue, parents before children. */
export const policySets = async (): Promise<readonly ReferenceSet[]> => {
  const catalogue = await readCatalogue();
  return [
    referenceSet(department, departmentRows(catalogue), ['code']),
    ...programmeSets(catalogue),
    referenceSet(target, targetRows(catalogue), ['code']),
    referenceSet(baselineFact, baselineRows(catalogue), ['code']),
    exitPlanSet(catalogue),
    ...mechanismSets(catalogue),
    ...governanceSets(catalogue),
    referenceSet(ambiguity, catalogue.ambiguities.map(({ code, en, refs }) => ({ code, en, refs: [...refs] })), ['code']),
  ];
};
