import type { comparator, departmentLevel, departmentType, targetKind } from '../db/codes/programmes.ts';
import type { baselineFact, department, target } from '../db/tables/programmes.ts';
import type { Catalogue, CatalogueStated, CatalogueTarget } from './catalogue.ts';

type Comparator = (typeof comparator.values)[number];

const comparators: Readonly<Record<string, Comparator>> = {
  '=': 'EXACT', about: 'ABOUT', all: 'ALL', '>=': 'AT_LEAST', '>': 'ABOVE',
  approach: 'APPROACH', reach_or_approach: 'REACH_OR_APPROACH', qualitative: 'QUALITATIVE',
};

/**
 * From when the units named in the text lead. The text has no date; its plan runs from 2016 on,
 * so its first year is taken.
 */
export const leadsFrom = '2016-01-01';

const statedOf = (fact: CatalogueStated) => {
  const known = comparators[fact.comparator];
  if (!known) throw new Error(`policy-catalogue.json: ${fact.code} has an unknown comparator`);
  return {
    code: fact.code,
    zh: fact.zh,
    en: fact.en,
    ref: fact.ref,
    value: fact.value === null ? null : `${fact.value}`,
    unit: fact.unit,
    comparator: known,
    valueText: fact.valueText ?? null,
    note: fact.note ?? null,
  };
};

const targetRow = (of: CatalogueTarget, actionNumber: number | null): typeof target.$inferInsert => ({
  ...statedOf(of),
  actionNumber,
  dueYear: of.dueYear,
  dueNote: of.dueNote ?? of.dueBasis ?? null,
  kind: of.kind ? (of.kind.toUpperCase() as (typeof targetKind.values)[number]) : null,
  baseCount: of.baseCount ?? null,
  reference: of.reference ?? null,
  condition: of.condition ?? null,
  frequency: of.frequency ?? null,
});

/** The overall targets and those of each action. */
export const targetRows = ({ documentFacts, actions }: Catalogue) => [
  ...documentFacts.overallTargets.map((of) => targetRow(of, null)),
  ...actions.flatMap((action) => action.targets.map((of) => targetRow(of, action.number))),
];

/** The numbers the policy starts from. */
export const baselineRows = ({ documentFacts }: Catalogue): readonly (typeof baselineFact.$inferInsert)[] =>
  documentFacts.baseline.map((fact) => ({ ...statedOf(fact), asOfYear: fact.asOf ? Number(fact.asOf.slice(0, 4)) : null }));

/** The units the policy names. */
export const departmentRows = ({ departments }: Catalogue): readonly (typeof department.$inferInsert)[] =>
  departments.map(({ code, zh, en, ref, zhFull, level, type, roleInText, isLeadUnit }) => ({
    code, zh, en, ref, zhFull, roleInText,
    level: level.toUpperCase() as (typeof departmentLevel.values)[number],
    type: type.toUpperCase() as (typeof departmentType.values)[number],
    isLead: isLeadUnit,
  }));

/** The text lists the leading units in order and ranks them no further: the first leads, the others jointly. */
export const leadRows = (leadDepartments: readonly string[]) =>
  leadDepartments.map((departmentCode, at) => ({
    departmentCode,
    role: at === 0 ? ('LEAD' as const) : ('JOINT' as const),
    validFrom: leadsFrom,
    validTo: null,
  }));
