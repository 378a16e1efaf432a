import { sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { AnyRecord } from '../records/define.ts';
import type { FieldFact } from '../records/facts.ts';
import type { Variables } from '../server/list-bounds.ts';
import { Asked, type Asking } from './asked.ts';
import { Build } from './build.ts';
import { findPart } from './find.ts';
import { listPart } from './list.ts';
import { membersPart } from './members.ts';
import { planningOf, type PartOf } from './object.ts';
import { placePart, rowPart } from './one.ts';
import type { Finish, ObjectPlan, Part, Planning, Selected } from './part.ts';
import { permissionsPart } from './permissions.ts';
import { placesPart } from './places.ts';
import { fragmentsOf } from './selection.ts';
import { type Reader, readerOf } from './slot.ts';
import { computedPart, valuePart } from './value.ts';

/** A statement, how its parameters are read, and how its row becomes the answer. */
export interface Statement {
  readonly text: string;
  readonly parameters: readonly Reader[];
  readonly finish: Finish;
}

type Kinds = { readonly [K in FieldFact['is']]: (selected: Selected, fact: Extract<FieldFact, { readonly is: K }>, planning: Planning, typename: string) => Part };

const kinds: Kinds = {
  value: valuePart,
  row: rowPart,
  place: placePart,
  rows: listPart,
  computed: computedPart,
  members: (selected, _, planning) => membersPart(selected, planning),
  permissions: permissionsPart,
  day: ({ key }) => ({ key, build: ({ on }) => (_, { values }) => values[on.at] }),
  find: findPart,
  places: (selected, _, planning) => placesPart(selected, planning),
};

const partOf: PartOf = (selected, fact, planning, typename) => kinds[fact.is](selected, fact as never, planning, typename);

/** What plans documents: the schema, whose fields carry the facts, and the records behind its types. */
export interface Planner {
  readonly schema: GraphQLSchema;
  readonly records: ReadonlyMap<string, AnyRecord>;
}

/** The plan of an operation, for one setting of its switches. @throws NotCompiled */
export const planOf = ({ schema, records }: Planner, document: DocumentNode, { selectionSet }: OperationDefinitionNode, variables: Variables): ObjectPlan => {
  const root = schema.getQueryType();
  if (!root) throw new Error('a schema without queries');
  return planningOf({ schema, records, partOf, fragments: fragmentsOf(document), variables }).rootOf(root, [selectionSet]);
};

const dialect = new PgDialect();

/** Reads everything that a request asks of a plan. @throws what its resolvers would refuse */
export const askPlan = (plan: ObjectPlan, asking: Asking): Asked => {
  const asked = new Asked(asking);
  plan.ask(asked);
  return asked;
};

/** Makes the statement for the shape of a request. */
export const statementFor = (plan: ObjectPlan, asked: Asked): Statement => {
  const build = new Build(asked);
  const finish = plan.build(build.root, build);
  const { sql: text, params } = dialect.sqlToQuery(sql`select row_to_json(x) from (select ${build.root.list}) x`);
  const { scope } = asked.asking.identity;
  return { text, parameters: params.map((parameter) => readerOf(parameter, scope)), finish };
};
