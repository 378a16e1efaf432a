import { readFileSync } from 'node:fs';
import {
  type GraphQLField, type GraphQLInputField, type GraphQLNamedType, isEnumType, isInputObjectType, isInterfaceType, isIntrospectionType, isObjectType,
  isSpecifiedScalarType, printSchema, validateSchema,
} from 'graphql';
import { expect, test } from 'vitest';
import { printedSchema } from '../scripts/print-schema.ts';
import { allPlugins } from '../src/plugins/index.ts';
import { buildSchema } from '../src/schema/build.ts';

const schema = buildSchema(allPlugins);
const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));

test('schema.graphql is what the code says; `npm run codegen` writes it', () => {
  expect(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8')).toBe(printedSchema());
});

test('the schema is valid', () => {
  expect(validateSchema(schema)).toEqual([]);
});

test('the order of plugins changes nothing', () => {
  expect(printSchema(buildSchema([...allPlugins].reverse()))).toBe(printSchema(schema));
});

test.each(allPlugins.map(({ id }) => id))('the platform has a valid schema without %s, and with it alone', (id) => {
  expect(validateSchema(buildSchema(allPlugins.filter((plugin) => plugin.id !== id)))).toEqual([]);
  expect(validateSchema(buildSchema(allPlugins.filter((plugin) => plugin.id === id)))).toEqual([]);
});

const isBilingual = (text: string | null | undefined): boolean => /\p{Script=Han}/u.test(text ?? '') && /[A-Za-z]/.test(text ?? '');

interface Part {
  readonly at: string;
  readonly description: string | null | undefined;
}

const fieldsOf = (type: GraphQLNamedType): readonly (GraphQLField<unknown, unknown> | GraphQLInputField)[] =>
  isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? Object.values(type.getFields()) : [];

const partsOf = (type: GraphQLNamedType): readonly Part[] =>
  [...fieldsOf(type), ...(isEnumType(type) ? type.getValues() : [])].map(({ name, description }) => ({ at: `${type.name}.${name}`, description }));

test('no part of the graph that has a description has it in one language only', () => {
  const parts = types.flatMap((type) => [{ at: type.name, description: type.description }, ...partsOf(type)]);
  expect(parts.filter(({ description }) => description && !isBilingual(description))).toEqual([]);
});

test('no float carries money or any other exact figure', () => {
  const floats = types.flatMap((type) => fieldsOf(type).filter((field) => String(field.type).includes('Float')).map(({ name }) => `${type.name}.${name}`));
  expect(floats).toEqual([]);
});
