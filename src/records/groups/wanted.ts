import { type FieldNode, getArgumentValues, getNamedType, type GraphQLObjectType, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';
import { PlatformError } from '../../errors.ts';
import type { Counted, NumberFunction } from './numbers.ts';

/** Something to work out of every group: a count, or a function of a column. */
export interface Wanted {
  /** Tells it apart within a group. */
  readonly key: string;
  readonly counted?: Counted;
  readonly number?: string;
  readonly function?: NumberFunction;
  readonly percent?: number;
}

export const counts: readonly Counted[] = ['count', 'distinctPersons', 'distinctHouseholds'];

export const countKey = (counted: Counted): string => counted;
export const numberKey = (number: string, of: NumberFunction, percent?: number): string => `${number}.${of}${percent === undefined ? '' : `:${percent}`}`;

export const wantedCount = (counted: Counted): Wanted => ({ key: countKey(counted), counted });
export const wantedNumber = (number: string, of: NumberFunction, percent?: number): Wanted =>
  ({ key: numberKey(number, of, percent), number, function: of, ...(percent === undefined ? {} : { percent }) });

/** Fields of selections and of the fragments in them. What a directive may leave out is among them: the text decides. */
const fieldsIn = (sets: readonly (SelectionSetNode | undefined)[], { fragments }: GraphQLResolveInfo): readonly FieldNode[] => {
  const open = sets.filter((set) => set !== undefined);
  const found: FieldNode[] = [];
  for (let set = open.shift(); set; set = open.shift()) {
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) found.push(node);
      else open.push(node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : (fragments[node.name.value] as { readonly selectionSet: SelectionSetNode }).selectionSet);
    }
  }
  return found;
};

/** @throws PlatformError PERCENTILE_INVALID */
export const checkPercent = (percent: number): number => {
  if (percent < 0 || percent > 100) throw new PlatformError('PERCENTILE_INVALID');
  return percent;
};

const wantedOfNumber = (node: FieldNode, info: GraphQLResolveInfo, type: GraphQLObjectType): readonly Wanted[] => {
  const name = node.name.value;
  return fieldsIn([node.selectionSet], info).flatMap((inner) => {
    const field = type.getFields()[inner.name.value];
    if (!field) return []; // __typename
    if (field.name !== 'percentile') return [wantedNumber(name, field.name as NumberFunction)];
    const { p } = getArgumentValues(field, inner, info.variableValues) as { readonly p: number };
    return [wantedNumber(name, 'percentile', checkPercent(p))];
  });
};

/**
 * What a document asks of each group, so that one statement answers it.
 * @param group the type of the groups
 * @throws PlatformError PERCENTILE_INVALID
 */
export const wantedOf = (info: GraphQLResolveInfo, group: GraphQLObjectType): readonly Wanted[] => {
  const below = (nodes: readonly FieldNode[], name?: string): readonly FieldNode[] =>
    fieldsIn(nodes.filter((node) => name === undefined || node.name.value === name).map(({ selectionSet }) => selectionSet), info);
  const wanted = below(below(info.fieldNodes), 'groups').flatMap((node) => {
    const name = node.name.value;
    if ((counts as readonly string[]).includes(name)) return [wantedCount(name as Counted)];
    const type = group.getFields()[name]?.type;
    return type && node.selectionSet && name !== 'keys' ? wantedOfNumber(node, info, getNamedType(type) as GraphQLObjectType) : [];
  });
  return [...new Map(wanted.map((one) => [one.key, one])).values()];
};
