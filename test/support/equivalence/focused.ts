import { getNamedType, type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import type { Random } from '../../../src/demo/random.ts';
import { factOf } from '../../../src/records/facts.ts';
import { finished, newDraft, type Request, tokensOf } from '../leak/document.ts';
import { argumentsOf, type Field, fieldsOfType } from '../leak/selection.ts';
import type { Pools } from '../leak/values.ts';

/** Fields that say what they answer, and what Relay and the graph know of every object. */
const told = (type: GraphQLObjectType): readonly Field[] =>
  fieldsOfType(type).filter((field) => factOf(field) || field.name === 'id' || /(Connection|Edge)$|^PageInfo$/.test(type.name));

const most = 380;

/** A query of nothing but fields that say what they answer, nested by chance. */
export const focusedQuery = (schema: GraphQLSchema, pools: Pools, random: Random): Request => {
  for (let depth = random.between(2, 4); ; depth -= 1) {
    const draft = newDraft(random);
    const selection = (type: GraphQLObjectType, left: number): string => {
      const fields = told(type).filter(({ type: of }) => left > 0 || !isObjectType(getNamedType(of)));
      const wanted = type.name.endsWith('Connection') ? 3 : random.between(1, 6);
      const chosen = random.shuffled(fields).slice(0, wanted).map((field) => text(type, field, left - 1)).filter((one) => one !== '');
      return chosen.length > 0 ? chosen.join(' ') : '__typename';
    };
    const text = (owner: GraphQLObjectType, field: Field, left: number): string => {
      const type = getNamedType(field.type);
      const args = argumentsOf(draft, pools, owner.name, field, left < depth - 1, 0.25);
      return isObjectType(type) ? `${field.name}${args} { ${selection(type, /Connection|Edge/.test(type.name) ? left + 1 : left)} }` : `${field.name}${args}`;
    };
    const root = schema.getQueryType() as GraphQLObjectType;
    const fields = random.shuffled(told(root)).slice(0, random.weighted([[1, 6], [2, 2]]));
    const request = finished(draft, 'query', fields.map((field) => text(root, field, depth)).join(' '), random.chance(0.1) ? 'Focused' : '');
    if (tokensOf(request.query) <= most || depth <= 1) return request;
  }
};
