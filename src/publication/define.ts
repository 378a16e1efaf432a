import type { PgTable } from 'drizzle-orm/pg-core';
import type { CodeList } from '../db/codes.ts';
import type { Bilingual } from '../errors.ts';
import type { RequestContext } from '../schema/context.ts';

/** Who is counted. Tables of one population have equal totals, which an attacker knows too. */
export interface Population {
  /** Owner-prefixed, e.g. `core.poor_persons`. */
  readonly id: string;
  /** Whether a count can only grow with the date. */
  readonly cumulative: boolean;
  /** Id of a population of which every group has at least one member here: households of persons. */
  readonly covers?: string;
}

/** How many there are in a county under one code of each dimension. */
export interface CountedGroup {
  /** Code of the county on the map of the date. */
  readonly county: string;
  readonly codes: readonly string[];
  readonly count: number;
}

/** A fixed table of counts by place and codes. It takes no filter: what is published is the same for everybody. */
export interface PublishedTable {
  /** Owner-prefixed, e.g. `core.poor_households_by_status`. */
  readonly id: string;
  readonly title: Bilingual;
  /** What is counted, from which records. */
  readonly definition: Bilingual;
  readonly unit: 'household' | 'person';
  readonly population: Population;
  /** Besides the place: at most three code lists, each with a total. */
  readonly dimensions: readonly CodeList[];
  /** The tables it is counted from: who does not reach all of their rows cannot publish it. */
  readonly from: readonly PgTable[];
  /** Counts all groups of the province in one statement; groups of nobody may be left out. */
  count(ctx: RequestContext, asOf: string): Promise<readonly CountedGroup[]>;
}

/** Stands for all codes of a dimension together. */
export const total = 'TOTAL';

export const mostDimensions = 3;

/** Declares a published table. */
export const definePublishedTable = <const Id extends string>(spec: PublishedTable & { readonly id: Id }): PublishedTable & { readonly id: Id } => spec;
