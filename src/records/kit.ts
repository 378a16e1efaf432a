import type { EnumRef, InputObjectRef, ObjectRef } from '@pothos/core';
import type { CodeList } from '../db/codes.ts';
import type { Bilingual } from '../errors.ts';
import type { Builder, Types } from '../schema/builder.ts';
import { type ConnectionRef, connectionType } from '../schema/connection.ts';
import type { AnyRecord } from './define.ts';
import type { Row } from './page.ts';

export type RowRef = ObjectRef<Types, Row, Row>;
type AnyInput = InputObjectRef<never, unknown>;

/** The types of one schema under construction, each made once and found again by name. */
export interface TypeShelf {
  readonly builder: Builder;
  enumOf(list: CodeList): EnumRef<Types, string, string>;
  /** The object type of a record; it may be used before it is implemented. */
  typeOf(record: AnyRecord): RowRef;
  connectionOf(record: AnyRecord): ConnectionRef<Row>;
  inputOf(name: string, make: () => AnyInput): AnyInput;
}

/** One description in both languages, as every type and field of the schema carries. */
export const bilingual = ({ zh, en }: Bilingual): string => `${zh} / ${en}`;

const memo = <K, V>(make: (key: K) => V, keyOf: (key: K) => string) => {
  const made = new Map<string, V>();
  return (key: K): V => {
    const name = keyOf(key);
    if (!made.has(name)) made.set(name, make(key));
    return made.get(name) as V;
  };
};

export const createTypeShelf = (builder: Builder): TypeShelf => {
  const typeOf = memo(
    (record: AnyRecord) => builder.objectRef<Row>(record.name) as unknown as RowRef,
    (record) => record.name,
  );
  const inputs = new Map<string, AnyInput>();
  return {
    builder,
    typeOf,
    enumOf: memo(
      (list: CodeList) =>
        builder.enumType(list.name, {
          description: bilingual(list.title),
          values: Object.fromEntries(list.values.map((value) => [value, { description: bilingual(list.titles[value] as Bilingual) }])),
        }) as unknown as EnumRef<Types, string, string>,
      (list) => list.name,
    ),
    connectionOf: memo(
      (record: AnyRecord) => connectionType<Row>(builder, record.name, typeOf(record) as never),
      (record) => record.name,
    ),
    inputOf: (name, make) => {
      if (!inputs.has(name)) inputs.set(name, make());
      return inputs.get(name) as AnyInput;
    },
  };
};
