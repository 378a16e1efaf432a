import type { action, actionLead, department, exitPlan, measure, programme, target } from '../db/tables/programmes.ts';
import type { mechanism, mechanismLead, mechanismMeasure } from '../db/tables/policy.ts';
import type { Builder } from './builder.ts';

export type DepartmentRow = typeof department.$inferSelect;
export type ProgrammeRow = typeof programme.$inferSelect;
export type ActionRow = typeof action.$inferSelect;
export type ActionLeadRow = typeof actionLead.$inferSelect;
export type TargetRow = typeof target.$inferSelect;
export type MeasureRow = typeof measure.$inferSelect;
export type MechanismRow = typeof mechanism.$inferSelect;
export type MechanismLeadRow = typeof mechanismLead.$inferSelect;

const makeRefs = (builder: Builder) => ({
  department: builder.objectRef<DepartmentRow>('Department'),
  programme: builder.objectRef<ProgrammeRow>('Programme'),
  action: builder.objectRef<ActionRow>('Action'),
  actionLead: builder.objectRef<ActionLeadRow>('ActionLead'),
  target: builder.objectRef<TargetRow>('Target'),
  measure: builder.objectRef<MeasureRow>('Measure'),
  exitPlan: builder.objectRef<typeof exitPlan.$inferSelect>('ExitPlan'),
  mechanism: builder.objectRef<MechanismRow>('Mechanism'),
  mechanismLead: builder.objectRef<MechanismLeadRow>('MechanismLead'),
  mechanismMeasure: builder.objectRef<typeof mechanismMeasure.$inferSelect>('MechanismMeasure'),
});

/** The types of the policy catalogue, before they have fields: they point to each other. */
export type ProgrammeRefs = ReturnType<typeof makeRefs>;

const made = new WeakMap<Builder, ProgrammeRefs>();

/** The types of one builder, the same ones however often they are asked for. */
export const programmeRefs = (builder: Builder): ProgrammeRefs => {
  const known = made.get(builder) ?? makeRefs(builder);
  made.set(builder, known);
  return known;
};

/** Description of the section a row comes from; it stands on every type of the catalogue. */
export const refDescription = '政策文件中的出处 / Section of the policy text, e.g. 三(一)1';
