import { getNamedType, type GraphQLEnumType, type GraphQLObjectType, type GraphQLSchema, isEnumType, isLeafType, isObjectType } from 'graphql';
import type { Random } from '../../../src/demo/random.ts';
import { leavesOf } from '../graph.ts';
import type { Request } from './document.ts';
import { headersFor } from './generate.ts';
import { type Field, fieldsOfType } from './selection.ts';

/** The dimensions of a field of groups; none for every other field. */
const dimensionsOf = (field: Field): readonly string[] => {
  const by = getNamedType(field.args.find(({ name }) => name === 'by')?.type);
  return isEnumType(by) ? (by as GraphQLEnumType).getValues().map(({ name }) => name) : [];
};

const below = (type: GraphQLObjectType, name: string): GraphQLObjectType => getNamedType(type.getFields()[name]?.type) as unknown as GraphQLObjectType;

const keySelection = (keys: GraphQLObjectType, name: string): string => {
  const type = below(keys, name);
  return isObjectType(type) ? `${name} { ${leavesOf(type).join(' ')} }` : name;
};

/** All of a group: what it counts, and all that is worked out of its numbers. */
const valuesOf = (group: GraphQLObjectType): string =>
  fieldsOfType(group).flatMap((field) => {
    const type = getNamedType(field.type);
    if (isLeafType(type)) return [field.name];
    return field.name === 'keys' || !isObjectType(type) ? [] : [`${field.name} { ${leavesOf(type).join(' ')} percentile(p: 50) }`];
  }).join(' ');

/** Every dimension of every field of groups, alone and with another, with all that its groups hold. */
export const everyGroup = (schema: GraphQLSchema, random: Random): readonly Request[] =>
  fieldsOfType(schema.getQueryType() as GraphQLObjectType).flatMap((field) => {
    const dimensions = dimensionsOf(field);
    const page = getNamedType(field.type) as GraphQLObjectType;
    const group = dimensions.length > 0 ? below(page, 'groups') : page;
    return dimensions.map((dimension) => {
      const by = [dimension, ...(random.chance(0.5) ? [random.pick(dimensions)] : [])];
      const keys = [...new Set(by)].map((name) => keySelection(below(group, 'keys'), name)).join(' ');
      return { query: `{ ${field.name}(by: [${by.join(', ')}], limit: 40) { hasMore sources groups { keys { ${keys} } ${valuesOf(group)} } } }`, variables: {}, headers: headersFor(random) };
    });
  });
