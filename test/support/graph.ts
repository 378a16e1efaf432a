import {
  getNamedType, type GraphQLField, type GraphQLObjectType, type GraphQLSchema, isLeafType, isObjectType, isRequiredArgument,
} from 'graphql';

/** A field that gives a connection, and the type of its nodes. */
export interface ListField {
  readonly name: string;
  readonly node: GraphQLObjectType;
  /** Takes the filter and order of a record's list; lists of places do not. */
  readonly isOfRecords: boolean;
  /** Says how many rows there are; a feed has no end to count. */
  readonly counts: boolean;
}

const objectOf = (schema: GraphQLSchema, name: string): GraphQLObjectType => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object type`);
  return type;
};

type Field = GraphQLField<unknown, unknown>;

const fieldsOf = (type: GraphQLObjectType): Field[] => Object.values(type.getFields()) as Field[];

const nodeOf = ({ type }: Field): GraphQLObjectType | undefined => {
  const named = getNamedType(type);
  if (!isObjectType(named) || !named.name.endsWith('Connection')) return undefined;
  return getNamedType(named.getFields()['nodes']?.type) as unknown as GraphQLObjectType;
};

const askable = ({ args }: Field): boolean => !args.some(isRequiredArgument);

/** Lists that refuse everybody but auditors and reviewers; they have tests of their own. */
const ofAuditors = new Set(['auditEntries', 'accessEntries', 'accesses']);

/** The connections of a type, `Query` among them, as the built schema has them: new ones are never forgotten. */
export const listFieldsOf = (schema: GraphQLSchema, typeName: string): readonly ListField[] =>
  fieldsOf(objectOf(schema, typeName)).filter((field) => askable(field) && !ofAuditors.has(field.name)).flatMap((field) => {
    const node = nodeOf(field);
    return node ? [{ name: field.name, node, isOfRecords: field.args.some(({ name }) => name === 'orderBy'), counts: 'totalCount' in (getNamedType(field.type) as GraphQLObjectType).getFields() }] : [];
  });

/** Scalars and enums of a type. */
export const leavesOf = (type: GraphQLObjectType): readonly string[] =>
  fieldsOf(type).filter((field) => askable(field) && isLeafType(getNamedType(field.type))).map(({ name }) => name);

const identityOf = (type: GraphQLObjectType): string => leavesOf(type).filter((name) => ['id', 'code', 'name'].includes(name)).join(' ') || '__typename';

/** Fields that lead to one other object, or a plain list of them, each with what tells the object apart. */
export const linksOf = (type: GraphQLObjectType): readonly string[] =>
  fieldsOf(type)
    .filter((field) => askable(field) && isObjectType(getNamedType(field.type)) && !nodeOf(field))
    .map((field) => `${field.name} { ${identityOf(getNamedType(field.type) as GraphQLObjectType)} }`);

/** Everything of a row but its own lists. */
export const rowSelection = (type: GraphQLObjectType): string => [...leavesOf(type), ...linksOf(type)].join(' ');

/** A connection with its total and every field of its rows. */
export const wholeList = ({ name, node, isOfRecords, counts }: ListField): string => `${name}${isOfRecords ? '' : '(first: 3)'} { ${counts ? 'totalCount ' : ''}nodes { ${rowSelection(node)} } }`;

/** Every selection a type allows, each by itself: its leaves, its links, its lists. */
export const allOf = (schema: GraphQLSchema, typeName: string): readonly string[] => {
  const type = objectOf(schema, typeName);
  return [leavesOf(type).join(' '), ...linksOf(type), ...listFieldsOf(schema, typeName).map(wholeList)];
};

const tokens = (text: string): number => text.match(/\w+|[^\s\w]/g)?.length ?? 0;

/** Puts selections together into as few selections as the token limit allows. */
export const packed = (selections: readonly string[], limit = 800): readonly string[] => {
  const packs: string[] = [];
  for (const one of selections) {
    const last = packs.at(-1);
    if (last !== undefined && tokens(last) + tokens(one) <= limit) packs[packs.length - 1] = `${last} ${one}`;
    else packs.push(one);
  }
  return packs;
};
