import { type GraphQLObjectType, type GraphQLSchema, isObjectType, type SelectionSetNode } from 'graphql';
import type { AnyRecord } from '../records/define.ts';
import { factOf, type FieldFact } from '../records/facts.ts';
import { globalIdOf } from '../records/global-id.ts';
import { idKeyOf } from '../records/listing.ts';
import { type Finish, NotCompiled, type ObjectPlan, type Part, type Planning, type Selected, type TypenameOnly } from './part.ts';
import type { Rows } from './rows.ts';
import { fieldsOfSelection, type Reading } from './selection.ts';

/** Makes the part of one kind of fact. */
export type PartOf = (selected: Selected, fact: FieldFact, planning: Planning, typename: string) => Part;

const typenamePart = ({ key, typename }: TypenameOnly): Part => ({ key, build: () => () => typename });

/** The id that every node has; that of a place keeps its day. */
const idPart = (key: string, typename: string, record: AnyRecord | undefined): Part => ({
  key,
  build: (rows) => {
    const at = rows.own(record ? idKeyOf(record) : 'code');
    const day = rows.on.at;
    return record ? (row) => globalIdOf(typename, row[at] as string) : (row, { values }) => globalIdOf(typename, `${row[at] as string}@${values[day] as string}`);
  },
});

/** Tells the journal of reads whose personal values a row shows, once a row. */
const noting = (rows: Rows, typename: string): Finish | undefined => {
  const classes = [...rows.shown].filter((one) => one === 'personal' || one === 'sensitive');
  if (classes.length === 0) return undefined;
  const [household, county] = ['householdId', 'countyCode'].map((key) => (rows.has(key) ? rows.own(key) : ''));
  return (row, { accesses }) => {
    for (const one of classes) accesses.note(typename, { householdId: row[household as string], countyCode: row[county as string] }, one);
  };
};

/** An object of parts: their values under their keys, in their order. */
export const objectOf = (typename: string, parts: readonly Part[]): ObjectPlan => {
  const asking = parts.filter(({ ask }) => ask !== undefined);
  return {
    ask: (asked) => {
      for (const part of asking) part.ask?.(asked);
    },
    build: (rows, build) => {
      const finishers = parts.map((part) => [part.key, part.build(rows, build)] as const);
      const note = noting(rows, typename);
      return (row, run, path) => {
        note?.(row, run, path);
        const answer: Record<string, unknown> = {};
        for (const [key, finish] of finishers) answer[key] = finish(row, run, path);
        return answer;
      };
    },
  };
};

interface PlannedBy extends Reading {
  readonly schema: GraphQLSchema;
  readonly records: ReadonlyMap<string, AnyRecord>;
  readonly partOf: PartOf;
}

type Sets = readonly SelectionSetNode[];

/** What plans a whole operation. */
interface RootPlanning extends Planning {
  rootOf(type: GraphQLObjectType, sets: Sets): ObjectPlan;
}

/** What plans the objects of one document. */
export const planningOf = ({ records, partOf, ...reading }: PlannedBy): RootPlanning => {
  const typeNamed = (name: string): GraphQLObjectType => {
    const type = reading.schema.getType(name);
    if (!isObjectType(type)) throw new NotCompiled(name);
    return type;
  };
  const fieldsIn = (type: GraphQLObjectType, sets: Sets): (Selected | TypenameOnly)[] =>
    [...fieldsOfSelection(reading, type, sets)].map(([key, nodes]) => {
      const name = nodes[0].name.value;
      if (name === '__typename') return { key, typename: type.name };
      const field = type.getFields()[name];
      if (!field) throw new NotCompiled(name); // introspection
      return { key, nodes, field };
    });
  const part = (type: GraphQLObjectType, selected: Selected | TypenameOnly): Part => {
    if ('typename' in selected) return typenamePart(selected);
    const { key, field } = selected;
    const fact = factOf(field);
    if (fact) return partOf(selected, fact, planning, type.name);
    if (field.name === 'id' && (records.has(type.name) || type.name === 'Place')) return idPart(key, type.name, records.get(type.name));
    throw new NotCompiled(`${type.name}.${field.name}`);
  };
  const setsBelow = ({ nodes }: Selected) => nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
  const objectIn = (type: GraphQLObjectType, sets: Sets): ObjectPlan => objectOf(type.name, fieldsIn(type, sets).map((one) => part(type, one)));
  const planning = {
    schema: reading.schema,
    recordOf: (typename: string) => records.get(typename),
    below: (selected: Selected, typename: string) => objectIn(typeNamed(typename), setsBelow(selected)),
    fieldsBelow: (selected: Selected, typename: string) => fieldsIn(typeNamed(typename), setsBelow(selected)),
    rootOf: objectIn,
  };
  return planning;
};
