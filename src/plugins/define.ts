import type { PgSchema } from 'drizzle-orm/pg-core';
import type { CodeList } from '../db/codes.ts';
import type { Transaction } from '../db/database.ts';
import type { Bilingual, ErrorCatalogue } from '../errors.ts';
import type { AnyRecord } from '../records/define.ts';
import type { CoreTypes } from '../records/graphql-type.ts';
import type { Parameter } from '../parameters/define.ts';
import type { TypeShelf } from '../records/kit.ts';
import type { DemoKit } from '../demo/kit.ts';
import type { PublishedTable } from '../publication/define.ts';
import type { Indicator } from '../schema/indicator-define.ts';
import type { UserErrorRef } from '../schema/user-error.ts';

export type { DemoCounty, DemoHousehold, DemoKit, DemoPerson } from '../demo/kit.ts';
export { povertyLine } from '../demo/income.ts';
export { firstOf, lastOf, later, reach, standing, yuan } from '../demo/kit-days.ts';

export { defineParameter, type Parameter } from '../parameters/define.ts';
export { definePublishedTable, type Population, type PublishedTable } from '../publication/define.ts';

/** The contract between platform and plugins; raised when a change breaks plugins. */
export const contractVersion = 1;

/** What a plugin's `graphql` works with: the builder, the core's types, and types by record. */
export interface Kit extends TypeShelf {
  readonly core: CoreTypes;
  /** Expected failures of mutations, as data. */
  readonly userError: UserErrorRef;
}

/** Where a measure of the catalogue has its place: a record, and the fields that hold it. */
export interface MeasurePlace {
  readonly record: string;
  readonly fields: readonly string[];
}

/** Everything the platform knows about a plugin. */
export interface PluginSpec<Id extends string> {
  /** PostgreSQL schema, migration journal and prefix of code lists, errors and indicators. */
  readonly id: Id;
  readonly title: Bilingual;
  /** Numbers of its actions in the catalogue; their departments own it. */
  readonly actions: readonly number[];
  readonly contract: typeof contractVersion;
  readonly db: {
    /** Must be `pgSchema(id)`: the compiler refuses another name. */
    readonly schema: PgSchema<NoInfer<Id>>;
    /** Folder of its migrations, as `new URL('./migrations/', import.meta.url)`. */
    readonly migrations: URL;
  };
  readonly records: readonly AnyRecord[];
  /** Code lists; each id starts with the plugin's. */
  readonly codes: readonly (CodeList & { readonly id: `${NoInfer<Id>}.${string}` })[];
  readonly errors?: ErrorCatalogue;
  /** Values that the text leaves open, kept by place and date. */
  readonly parameters?: readonly (Parameter & { readonly id: `${NoInfer<Id>}.${string}` })[];
  /** Measure id to the records and fields that hold it. */
  readonly measures: Readonly<Record<string, readonly MeasurePlace[]>>;
  readonly indicators?: readonly (Indicator & { readonly id: `${NoInfer<Id>}.${string}` })[];
  /** Tables of counts for everybody, published by date with few people hidden. */
  readonly publications?: readonly (PublishedTable & { readonly id: `${NoInfer<Id>}.${string}` })[];
  /** What declarations cannot say, in plain Pothos. */
  graphql?(kit: Kit): void;
  /** Fills the plugin's tables for demo households, as part of the demo's transaction. */
  demo?(tx: Transaction, kit: DemoKit): Promise<void>;
}

export type Plugin = PluginSpec<string>;

/** Declares a plugin. Wrong shapes that get past the compiler are refused at boot by {@link checkPlugins}. */
export const definePlugin = <const Id extends string>(spec: PluginSpec<Id>): PluginSpec<Id> => spec;
