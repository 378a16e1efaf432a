// The door to the schema: what a plugin needs to add fields and indicators in plain Pothos.
export { type Connection, connectionType } from './connection.ts';
export { type RequestContext, loaderOf } from './context.ts';
export { fingerprint } from './cursor.ts';
export { countedBy } from './indicator-count.ts';
export { addOperation, type Operation } from './operation.ts';
export { toGraphQLError } from './graphql-error.ts';
export type { Indicator, IndicatorQuestion } from './indicator-define.ts';
export { householdRecord, personRecord } from './records/household.ts';
export { disbursementRecord, projectRecord } from './records/funds.ts';
export { type PageArgs, readPageArgs } from './page-args.ts';
export { type PlaceNode, placesByCode } from './place-data.ts';
