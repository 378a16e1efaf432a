import {
  type ArgumentNode, type DirectiveNode, type DocumentNode, type FieldNode, Kind, type OperationDefinitionNode, parse, print, type SelectionNode, type VariableDefinitionNode, visit,
} from 'graphql';
import type { Random } from '../../../src/demo/random.ts';
import type { Request } from '../leak/document.ts';

const name = (value: string) => ({ kind: Kind.NAME, value }) as const;
const isField = (node: SelectionNode): node is FieldNode => node.kind === Kind.FIELD;

interface Switch {
  readonly variable: string;
  readonly value: boolean | undefined;
  readonly byDefault: boolean;
}

/** The service allows five directives. */
const mostDirectives = 5;

const switchOn = (random: Random, switches: Switch[]): DirectiveNode => {
  const argument = (value: ArgumentNode['value']): DirectiveNode => ({
    kind: Kind.DIRECTIVE, name: name(random.pick(['skip', 'include'])), arguments: [{ kind: Kind.ARGUMENT, name: name('if'), value }],
  });
  if (random.chance(0.3)) return argument({ kind: Kind.BOOLEAN, value: random.chance(0.5) });
  const variable = `s${switches.length + 1}`;
  switches.push({ variable, value: random.chance(0.2) ? undefined : random.chance(0.5), byDefault: random.chance(0.5) });
  return argument({ kind: Kind.VARIABLE, name: name(variable) });
};

const definition = ({ variable, byDefault }: Switch): VariableDefinitionNode => ({
  kind: Kind.VARIABLE_DEFINITION,
  variable: { kind: Kind.VARIABLE, name: name(variable) },
  type: { kind: Kind.NON_NULL_TYPE, type: { kind: Kind.NAMED_TYPE, name: name('Boolean') } },
  defaultValue: { kind: Kind.BOOLEAN, value: byDefault },
});

const typename: FieldNode = { kind: Kind.FIELD, name: name('__typename') };

const withNames = (random: Random, selections: readonly SelectionNode[]): readonly SelectionNode[] => {
  const fields = selections.filter(isField);
  const again = random.chance(0.06) && fields.length > 0 ? [random.pick(fields)] : []; // the same field twice is one
  const typed = random.chance(0.12) ? [random.chance(0.3) ? { ...typename, alias: name('is') } : typename] : [];
  return random.shuffled([...selections, ...again, ...typed]);
};

/** Writes a document anew: aliases, `__typename`, fields twice, fragments without a type, `@skip` and `@include`. */
export const varied = (random: Random, { query, variables, ...rest }: Request): Request => {
  const switches: Switch[] = [];
  let [directives, aliases] = [0, 0];
  const document: DocumentNode = visit(parse(query), {
    SelectionSet: { leave: (node) => ({ ...node, selections: withNames(random, node.selections) }) },
    Field: { leave: (node): SelectionNode | undefined => {
      if (node.name.value === '__typename') return undefined;
      const isSwitched = directives < mostDirectives && random.chance(0.05);
      if (isSwitched) directives += 1;
      const isNamed = !node.alias && aliases < 3 && random.chance(0.05);
      if (isNamed) aliases += 1;
      const field: FieldNode = {
        ...node,
        ...(isNamed ? { alias: name(`n${aliases}_${node.name.value}`) } : {}),
        ...(isSwitched ? { directives: [switchOn(random, switches)] } : {}),
      };
      return random.chance(0.04) ? { kind: Kind.INLINE_FRAGMENT, selectionSet: { kind: Kind.SELECTION_SET, selections: [field] } } : field;
    } },
  });
  const definitions = document.definitions.map((node) => (node.kind === Kind.OPERATION_DEFINITION
    ? ({ ...node, variableDefinitions: [...(node.variableDefinitions ?? []), ...switches.map(definition)] } as OperationDefinitionNode)
    : node));
  const given = Object.fromEntries(switches.flatMap(({ variable, value }) => (value === undefined ? [] : [[variable, value]])));
  return { ...rest, query: print({ ...document, definitions }), variables: { ...variables, ...given } };
};
