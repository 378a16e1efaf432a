/** What a question may be about, found in the data once before it is asked. */
export interface Facts {
  readonly county: string;
  readonly fundSource: string;
  /** Households of the county of whom plugins know something; a question about one household takes the next each time. */
  readonly households: readonly string[];
}

export type Variables = Readonly<Record<string, string | number>>;

/** The ways of asking that are compared. */
export const ways = ['youyu', 'postgraphile', 'pothos', 'sql'] as const;
export type Way = (typeof ways)[number];

/**
 * One question, asked in every way. Fields have the same names in all documents (by aliases), so that the answers can
 * be compared as they are, once connections are taken for the lists in them.
 */
export interface Question {
  readonly name: string;
  /** In words. */
  readonly about: string;
  /** The account that asks. */
  readonly as: 'demo-county-clerk' | 'demo-province-viewer';
  /** Variables, by the names that the documents declare; ids as they stand in the database. */
  readonly variables: (facts: Facts, turn: number) => Variables;
  /** Of the variables those that are global ids for the platform, with the type. */
  readonly ids?: Readonly<Record<string, string>>;
  readonly youyu: string;
  readonly postgraphile: string;
  /** Over the peer's own schema; left out where that has no such field. */
  readonly pothos?: string;
  /**
   * One statement with the answer in its compared form as its only value. `:name` is a variable; `:counties` and `:domains` are
   * what the caller may see. A statement for the whole province names no counties and is refused to others.
   */
  readonly sql: string;
  /** The compared part of `data`, where that is not what its only field holds. */
  readonly part?: Partial<Readonly<Record<Way, (data: never) => unknown>>>;
  /** Whether the order of the answer says nothing. */
  readonly unordered?: boolean;
  /** Whether the platform also writes the journal of reads, which no other way does. */
  readonly journaled?: boolean;
}
