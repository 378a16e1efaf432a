import type { SqlValue } from './database.ts';

/**
 * Values cross both drivers as the text PostgreSQL reads and prints; the drivers' own conversions
 * are switched off, because they differ from each other and lose precision.
 */

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

const arrayItem = (value: SqlValue): string => {
  if (Array.isArray(value)) return arrayLiteral(value);
  const text = toParameter(value);
  return text === null ? 'NULL' : quoted(text);
};

const arrayLiteral = (values: readonly SqlValue[]): string => `{${values.map(arrayItem).join(',')}}`;

/** A parameter as text. A JS array is a PostgreSQL array, any other object is json. */
export const toParameter = (value: SqlValue): string | null => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return arrayLiteral(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** Parses a PostgreSQL array of any depth; `item` parses each element that is not null. */
export const parseArray = (text: string, item: (text: string) => SqlValue): SqlValue[] => {
  let at = text.indexOf('{'); // bounds such as [0:2]= may stand before it
  const quotedItem = (): string => {
    let value = '';
    for (at += 1; text[at] !== '"'; at += 1) value += text[at] === '\\' ? text[++at] : text[at];
    at += 1;
    return value;
  };
  const bareItem = (): string => {
    const from = at;
    while (text[at] !== ',' && text[at] !== '}') at += 1;
    return text.slice(from, at);
  };
  const one = (): SqlValue => {
    if (text[at] === '{') return list();
    if (text[at] === '"') return item(quotedItem());
    const bare = bareItem();
    return bare === 'NULL' ? null : item(bare);
  };
  const list = (): SqlValue[] => {
    const items: SqlValue[] = [];
    for (at += 1; text[at] !== '}'; at += text[at] === ',' ? 1 : 0) items.push(one());
    at += 1;
    return items;
  };
  return list();
};

type Parser = (text: string) => SqlValue;

const asText: Parser = (text) => text;
const asBoolean: Parser = (text) => text === 't';
const asBytes: Parser = (text) => Buffer.from(text.slice(2), 'hex');
const asJson: Parser = (text) => JSON.parse(text) as SqlValue;

/** Type oid, oid of its array, parser. Types not listed come as text, and so do their arrays. */
const types: readonly (readonly [oid: number, arrayOid: number, parse: Parser])[] = [
  [16, 1000, asBoolean], [17, 1001, asBytes], [114, 199, asJson], [3802, 3807, asJson],
  [21, 1005, Number], [23, 1007, Number], [26, 1028, Number], [700, 1021, Number], [701, 1022, Number],
  // exact or longer than a JS number or Date can hold: bigint, numeric, dates and times
  [20, 1016, asText], [1700, 1231, asText], [1082, 1182, asText], [1083, 1183, asText], [1114, 1115, asText],
  [1184, 1185, asText], [1186, 1187, asText], [1266, 1270, asText],
  // text, varchar, char, "char", name, uuid, inet
  [25, 1009, asText], [1043, 1015, asText], [1042, 1014, asText], [18, 1002, asText], [19, 1003, asText],
  [2950, 2951, asText], [869, 1041, asText],
];

/** Parsers by type oid, for both drivers. */
export const parsers: Readonly<Record<number, Parser>> = Object.fromEntries(
  types.flatMap(([oid, arrayOid, parse]) => [[oid, parse], [arrayOid, (text: string) => parseArray(text, parse)]]),
);
