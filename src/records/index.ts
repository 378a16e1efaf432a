// The door to the records: how a plugin declares what it keeps, and what its own mutations write with.
export { lockedRow } from './advance.ts';
export { refuseOwnCase } from './author.ts';
export { type HouseholdRow, overChildren } from './children.ts';
export { type AnyRecord, defineRecord, type FieldSpec, type RecordDefinition, type RecordSpec } from './define.ts';
export { newRow } from './drafts.ts';
export { internal, open, personal, sensitive } from './field.ts';
export { globalIdOf, localIdOf } from './global-id.ts';
export { scopeOf } from './listing.ts';
export { countAll, countPerParent, type Listing, readPage, readPages, type Row } from './page.ts';
export { livedOn, type Placed, placeParentage } from './parentage.ts';
export { householdInLine, waitInLine } from './rule-lock.ts';
export { among, householdsOf, rowsAmong, rowsByIds } from './rule-rows.ts';
export { fixedOnceBy, inOrderBy, isChanged, isStep } from './rule-steps.ts';
export { rowsById } from './rows.ts';
export { type Draft, notInFuture, type Rule, rowRule } from './rules.ts';
export { type RecordDrafts, writeRows } from './write-rows.ts';
