import { type GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { DateTimeISOResolver, LocalDateResolver } from 'graphql-scalars';
import type { ErrorCode } from '../errors.ts';
import { toGraphQLError } from './graphql-error.ts';
import { PlatformError } from '../errors.ts';

const scalarError = (code: ErrorCode, value: unknown): GraphQLError =>
  toGraphQLError(new PlatformError(code, { value: typeof value === 'string' ? value.slice(0, 40) : typeof value }));

/** A scalar that is text on the wire; literals and variables go through the same `parse`. */
const textScalar = (
  name: string,
  description: string,
  parse: (value: unknown) => string,
  serialize: (value: unknown) => string = String,
): GraphQLScalarType =>
  new GraphQLScalarType({
    name,
    description,
    serialize,
    parseValue: parse,
    // A float is refused as a literal too: as a variable it would have lost digits, so nobody gets used to it.
    parseLiteral: (node) => parse(node.kind === Kind.STRING || node.kind === Kind.INT ? node.value : undefined),
  });

/** A civil date, `YYYY-MM-DD`. */
export const dateScalar = textScalar('Date', '日期 / Civil date, `YYYY-MM-DD`', (value) => {
  try {
    return LocalDateResolver.parseValue(value) as string;
  } catch {
    throw scalarError('INVALID_DATE', value);
  }
});

/** An instant with offset, ISO 8601. */
export const dateTimeScalar = textScalar('DateTime', '时刻 / Instant with offset, ISO 8601', (value) => {
  try {
    return new Date(DateTimeISOResolver.parseValue(value) as unknown as string).toISOString();
  } catch {
    throw scalarError('INVALID_DATE_TIME', value);
  }
}, (value) => new Date(String(value)).toISOString());

const decimalPattern = /^-?\d{1,16}(\.\d+)?$/;

const decimalScalar = (name: string, description: string, digits: number, code: ErrorCode): GraphQLScalarType =>
  textScalar(name, description, (value) => {
    const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
    if (typeof text !== 'string' || !decimalPattern.test(text) || (text.split('.')[1]?.length ?? 0) > digits) {
      throw scalarError(code, value);
    }
    return text;
  });

/** Yuan as text, at most two decimals: a JSON number would lose cents. */
export const moneyScalar = decimalScalar('Money', '金额(元) / Amount in yuan as text, at most two decimals, e.g. "1234.50"', 2, 'INVALID_MONEY');

/** An exact number as text. */
export const decimalScalarType = decimalScalar('Decimal', '精确小数 / Exact decimal number as text', 6, 'INVALID_DECIMAL');
