import { getNamedType, type GraphQLEnumType, type GraphQLInputObjectType, type GraphQLObjectType, type GraphQLSchema, isInputObjectType, isLeafType, isObjectType, isRequiredArgument } from 'graphql';
import type { Random } from '../../../src/demo/random.ts';
import { leavesOf, linksOf, listFieldsOf } from '../graph.ts';
import { finished, newDraft, type Request, tokensOf, written } from './document.ts';
import { type Field, fieldsOfType, fieldText } from './selection.ts';
import { type Pools, valueFor } from './values.ts';

const rootOf = (schema: GraphQLSchema): GraphQLObjectType => schema.getQueryType() as GraphQLObjectType;
const objectsOf = (schema: GraphQLSchema): readonly GraphQLObjectType[] =>
  Object.values(schema.getTypeMap()).filter((type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'));

/** Most tokens a generated document has; the service's own limit is 1,000. */
const mostTokens = 420;
const answered = ['x-request-id', 'accept-language'] as const;

/** Headers that may change an answer, the same where it is compared. */
export const headersFor = (random: Random): Record<string, string> => ({
  [answered[0]]: 'leak', ...(random.chance(0.2) ? { [answered[1]]: random.pick(['en', 'zh-CN', 'en;q=0.1', '*']) } : {}),
});

/** One query of the whole graph by chance: any fields, any arguments, any depth up to six. */
export const randomQuery = (schema: GraphQLSchema, pools: Pools, random: Random): Request => {
  for (let depth = random.between(2, 6); ; depth = Math.max(1, depth - 1)) {
    const draft = newDraft(random);
    const root = rootOf(schema);
    const fields = random.shuffled(fieldsOfType(root)).slice(0, random.weighted([[1, 5], [2, 2], [3, 1]]));
    const texts = fields.map((field, at) => {
      const text = fieldText(draft, pools, root, field, depth);
      return text && random.chance(0.3) ? `r${at}: ${text}` : text;
    }).filter((text) => text !== undefined);
    const request = finished(draft, 'query', texts.join(' ') || '__typename', random.chance(0.1) ? 'Named' : '');
    if (tokensOf(request.query) <= mostTokens || depth === 1) return { ...request, headers: headersFor(random) };
  }
};

/** Fields that lead from the root to a type: the shortest way. */
export const routesOf = (schema: GraphQLSchema): ReadonlyMap<string, readonly (readonly [GraphQLObjectType, Field])[]> => {
  const routes = new Map<string, readonly (readonly [GraphQLObjectType, Field])[]>([[rootOf(schema).name, []]]);
  const open = [rootOf(schema)];
  for (let type = open.shift(); type; type = open.shift()) {
    for (const field of fieldsOfType(type)) {
      const next = getNamedType(field.type);
      if (!isObjectType(next) || routes.has(next.name)) continue;
      routes.set(next.name, [...(routes.get(type.name) ?? []), [type, field]]);
      open.push(next);
    }
  }
  return routes;
};

const inRoute = (draft: ReturnType<typeof newDraft>, pools: Pools, route: readonly (readonly [GraphQLObjectType, Field])[], inner: string): string =>
  route.toReversed().reduce((below, [owner, field]) => {
    const required = field.args.filter(isRequiredArgument).map((arg) =>
      `${arg.name}: ${written(draft, valueFor(draft.random, pools, arg.type, { owner: owner.name, name: arg.name, wanted: getNamedType(field.type).name }), arg.type)}`);
    const first = field.args.some(({ name }) => name === 'first') ? ['first: 3'] : [];
    const args = [...first, ...required];
    return `${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''} { ${below} }`;
  }, inner);

/** Every field of every type once, some at a time, each type on its shortest way from the root. */
export const everyField = (schema: GraphQLSchema, pools: Pools, random: Random): readonly Request[] => {
  const routes = routesOf(schema);
  return objectsOf(schema).flatMap((type) => {
    const route = routes.get(type.name);
    if (!route || type === schema.getMutationType() || type.name.endsWith('Connection') || type.name.endsWith('Edge')) return [];
    const fields = random.shuffled(fieldsOfType(type));
    const parts = Array.from({ length: Math.ceil(fields.length / 8) }, (_, at) => fields.slice(at * 8, at * 8 + 8));
    return parts.map((part) => {
      const draft = newDraft(random);
      const texts = part.map((field) => fieldText(draft, pools, type, field, 1)).filter((text) => text !== undefined);
      return { ...finished(draft, 'query', inRoute(draft, pools, route, texts.join(' ') || '__typename')), headers: headersFor(random) };
    });
  });
};

/** Every operator of every filterable field of every list, with a value that stands in some row; each refused one alone. */
export const everyFilter = (schema: GraphQLSchema, pools: Pools, random: Random): readonly Request[] =>
  listFieldsOf(schema, 'Query').filter(({ isOfRecords }) => isOfRecords).flatMap(({ name, node }) => {
    const filter = schema.getType(`${node.name}Filter`);
    const order = schema.getType(`${node.name}OrderField`) as GraphQLEnumType | undefined;
    if (!isInputObjectType(filter)) return [];
    const filters = Object.values(filter.getFields()).flatMap((field) => Object.values((field.type as GraphQLInputObjectType).getFields()).map((operator) => {
      const draft = newDraft(random);
      const value = { [field.name]: { [operator.name]: valueFor(random, pools, operator.type, { owner: filter.name, name: field.name }) } };
      return finished(draft, 'query', `${name}(first: 2, filter: ${written(draft, value, filter)}) { totalCount nodes { id } }`);
    }));
    const orders = (order?.getValues() ?? []).map(({ name: field }) =>
      finished(newDraft(random), 'query', `${name}(first: 2, orderBy: { field: ${field}, direction: ${random.pick(['ASC', 'DESC'])} }) { edges { cursor node { id } } }`));
    return [...filters, ...orders].map((request) => ({ ...request, headers: headersFor(random) }));
  });

/** Every node id in the pools, of rows of everybody, asked for as a node and by the query of its kind. */
export const everyNode = (schema: GraphQLSchema, pools: Pools, random: Random, perType: number): readonly Request[] => {
  const singles = fieldsOfType(rootOf(schema)).filter((field) => field.name !== 'node' && field.args.some(({ name, type }) => name === 'id' && getNamedType(type).name === 'ID'));
  return pools.types.flatMap((type) => random.shuffled(pools.ids(type)).slice(0, perType).map((id) => {
    const single = singles.find((field) => getNamedType(field.type).name === type);
    const object = schema.getType(type);
    const all = isObjectType(object) ? [...leavesOf(object), ...linksOf(object)].join(' ') : 'id';
    const text = single && random.chance(0.5) ? `${single.name}(id: $id) { ${all} }` : `node(id: $id) { id ... on ${type} { ${all} } }`;
    return { query: `query($id: ID!) { ${text} }`, variables: { id }, headers: headersFor(random) };
  }));
};

/** Whole pages of every list at the root, with every leaf and link of its rows. */
export const everyList = (schema: GraphQLSchema, random: Random, size: number): readonly (Request & { readonly list: string; readonly record: string })[] =>
  listFieldsOf(schema, 'Query').filter(({ isOfRecords }) => isOfRecords).map(({ name, node }) => ({
    list: name,
    record: node.name,
    query: `{ ${name}(first: ${size}) { totalCount nodes { ${[...leavesOf(node), ...linksOf(node)].join(' ')} } pageInfo { endCursor } } }`,
    variables: {},
    headers: headersFor(random),
  }));

/** A mutation with foreign ids, numbers and keys: whatever it says, it must change nothing of others. */
export const randomMutation = (schema: GraphQLSchema, pools: Pools, random: Random, field: Field): Request => {
  const draft = newDraft(random);
  const mutation = schema.getMutationType() as GraphQLObjectType;
  const args = field.args
    .filter((arg) => isRequiredArgument(arg) || random.chance(0.6))
    .map((arg) => `${arg.name}: ${written(draft, valueFor(random, pools, arg.type, { owner: mutation.name, name: arg.name, wanted: /^(?:advance|save)(\w+)/.exec(field.name)?.[1] }, 0.6), arg.type, true)}`);
  return { ...finished(draft, 'mutation', `${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${mutationSelection(field)}`), headers: headersFor(random) };
};

const payloadOf = (type: GraphQLObjectType): string =>
  [...leavesOf(type), ...fieldsOfType(type).filter(({ type: of, args }) => isObjectType(getNamedType(of)) && !args.some(isRequiredArgument)).map(({ name, type: of }) => {
    const inner = leavesOf(getNamedType(of) as GraphQLObjectType).join(' ');
    return `${name} { ${inner || '__typename'} }`;
  })].join(' ') || '__typename';

/** All that a mutation answers: leaves of its payload, its errors, and the record with its leaves. */
export const mutationSelection = ({ type }: Pick<Field, 'type'>): string => {
  const of = getNamedType(type);
  return isLeafType(of) ? '' : ` { ${isObjectType(of) ? payloadOf(of) : '__typename'} }`;
};
