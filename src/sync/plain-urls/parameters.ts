import { getNullableType, type GraphQLInputType, isInputObjectType, isListType } from 'graphql';
import { PlatformError } from '../../errors.ts';
import type { Parameter, PlainDocument } from './plain-documents.ts';

const refused = (name: string): PlatformError => new PlatformError('PARAMETER_INVALID', { name });

const json = (name: string, text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw refused(name);
  }
};

const truths: Readonly<Record<string, boolean>> = { true: true, false: false };

/** A text of the address as JSON would have the value; whether the type takes it, the graph says. */
const fromText = (name: string, type: GraphQLInputType, text: string): unknown => {
  const inner = getNullableType(type);
  if (isInputObjectType(inner)) return json(name, text);
  const { name: kind } = inner as { name: string };
  if (kind === 'Boolean') {
    if (!(text in truths)) throw refused(name);
    return truths[text];
  }
  if (kind !== 'Int' && kind !== 'Float') return text;
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number) || (kind === 'Int' && !Number.isInteger(number))) throw refused(name);
  return number;
};

const given = ({ name, type }: Parameter, texts: readonly string[]): unknown => {
  const inner = getNullableType(type);
  if (isListType(inner)) return texts.map((text) => fromText(name, inner.ofType as GraphQLInputType, text));
  if (texts.length > 1) throw refused(name);
  return fromText(name, type, texts[0] as string);
};

/** Parameters that say how the answer is given, and are no variables. */
export const ownParameters = new Set(['headers', 'encoding']);

/**
 * The variables of a document from an address. Lists are given by repeating the parameter, objects as JSON.
 * @throws PlatformError PARAMETER_UNKNOWN, PARAMETER_INVALID
 */
export const variablesOf = ({ parameters }: PlainDocument, search: URLSearchParams): Readonly<Record<string, unknown>> => {
  const known = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  const names = [...new Set(search.keys())];
  for (const name of names) if (!known.has(name) && !ownParameters.has(name)) throw new PlatformError('PARAMETER_UNKNOWN', { name: name.slice(0, 50) });
  for (const { name, required } of parameters) if (required && !search.has(name)) throw new PlatformError('PARAMETER_MISSING', { name });
  return Object.fromEntries(names.flatMap((name) => {
    const parameter = known.get(name);
    return parameter ? [[name, given(parameter, search.getAll(name))]] : [];
  }));
};
