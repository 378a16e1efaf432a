import { alias, type PgTable } from 'drizzle-orm/pg-core';
import { getTableColumns } from 'drizzle-orm';
import type { Bilingual } from '../errors.ts';
import type { FieldClass } from '../access/identity.ts';
import type { Rule } from './rules.ts';

/** Columns the platform keeps itself; everything else on the table must be declared as a field. */
export const keptColumns = ['id', 'countyCode', 'areaCode', 'version', 'createdAt', 'updatedAt'] as const;
type KeptColumn = (typeof keptColumns)[number];

/** On household records the platform keeps the household too; elsewhere the column is a field. */
type KeptOf<About> = KeptColumn | (About extends 'household' ? 'householdId' : never);

/** What is known about a column: its titles, its class, and what its value points to. */
export interface FieldSpec {
  readonly title: Bilingual;
  readonly class: FieldClass;
  /** Whose id it holds; gives the field to that record and the connection back. */
  readonly ref?: () => AnyRecord;
  /** Gives no list back: another field of the record points to the same kind, and that one does. */
  readonly unlisted?: true;
  /** It holds a place code; gives the field to the place. */
  readonly place?: true;
  /** It holds the id of a person of the same household. */
  readonly person?: true;
  /**
   * A merge of duplicates leaves it: `then` names whom it was found to be about then, `pair` one of those
   * that were compared. Others name whoever the person is now, and the merge takes them along.
   */
  readonly names?: 'then' | 'pair';
  /** A number that tells apart and counts nothing, as a year does or the number of an action: for groups, not for sums. Small integers are such. */
  readonly ordinal?: true;
  /** It holds the id of a household (records that are not themselves of one household). */
  readonly household?: true;
  /** Never shown, filtered or written through the declared ways. */
  readonly hidden?: true;
  /** Computed or set by the platform; never in an input. A step's date needs no more; anything else says what it is derived from. */
  readonly readOnly?: true;
  /** What a read-only field is worked out from, so that nobody keys it. */
  readonly derived?: Bilingual;
}

type ColumnsOf<T extends PgTable> = T['_']['columns'];
type ColumnKey<T extends PgTable, About = unknown> = Exclude<keyof ColumnsOf<T>, KeptOf<About>> & string;
type StatusValue<T extends PgTable> = T['$inferSelect'] extends { status: infer S } ? Exclude<S, null> & string : never;

/** One permitted step of a status. */
export interface StatusMove<From extends string = string, Field extends string = string> {
  readonly from: readonly From[];
  /** Fields that must be filled before the step. */
  readonly needs?: readonly Field[];
  /** The date column that the step's date is written to. */
  readonly dates?: Field;
  /** Role that may take the step; a clerk by default. */
  readonly by?: 'CLERK' | 'REVIEWER';
}

export interface StatusSpec<S extends string = string, Field extends string = string> {
  readonly initial: S;
  readonly moves: { readonly [To in S]?: StatusMove<S, Field> };
  /** Statuses that a mutation of the owner's own leads to. */
  readonly byMutation?: readonly S[];
}

/** The action of each row, told by a column: the number that stands there, or what `numbers` has for its value. */
export interface ActionBy<Field extends string = string> {
  readonly column: Field;
  readonly numbers?: Readonly<Record<string, number>>;
}

/** Whose a record is: it decides its kept columns and its row policy. */
export type RecordAbout = 'household' | 'county' | 'province';

/** What one kind of record is: the one place where its facts stand. */
export interface RecordSpec<T extends PgTable, About extends RecordAbout = RecordAbout> {
  readonly table: T;
  /** GraphQL type name; plugin records carry the plugin's subject in it. */
  readonly name: string;
  /** Name of its connections; the type's name in lower camel case with `s` unless given. */
  readonly plural?: string;
  readonly about: About;
  readonly title: readonly [zh: string, en: string];
  /** Measures of the catalogue that this record serves. */
  readonly measures?: readonly string[];
  /** Action whose lead and joint departments may write it; by row where one table serves two. What only code can tell is in no total by action. */
  readonly action?: number | ActionBy<ColumnKey<T>> | ((row: T['$inferSelect']) => number);
  readonly fields: { readonly [K in ColumnKey<T, About>]: FieldSpec };
  /** Column with the place (village, township or county) a county record is about. */
  readonly place?: ColumnKey<T>;
  /**
   * Class of the row itself, where its mere existence says something about somebody: who does not read
   * that class in this record finds no rows of it. `internal` unless given.
   */
  readonly rows?: FieldClass;
  /** Natural key: with the household's number (household records) it finds the row again on sync. */
  readonly key: readonly ColumnKey<T>[];
  readonly status?: StatusSpec<StatusValue<T>, ColumnKey<T>>;
  readonly rules?: readonly Rule<T['$inferSelect']>[];
  /** Written by its own mutations only, not by the declared save and advance. */
  readonly ownWrites?: true;
  /** What a household was by itself, such as where it lived: it stays when two households turn out to be one. */
  readonly stays?: true;
  /** A record of the province whose rows are each for a place: those for a county are also written by who has the county. */
  readonly reach?: ColumnKey<T>;
  /** Where its lists stand: on root, places and parents unless narrowed. */
  readonly lists?: 'parents' | 'none';
}

/** Columns without which rows could not be scoped: their absence does not build. */
interface ScopedBy<About extends RecordAbout> {
  readonly table: { readonly _: { readonly columns: Readonly<Record<About extends 'household' ? 'householdId' | 'countyCode' : About extends 'county' ? 'countyCode' : 'id', unknown>> } };
}

/** A declared record, with names and columns worked out. */
export interface RecordDefinition<T extends PgTable = PgTable> extends Omit<RecordSpec<T>, 'title' | 'plural'> {
  readonly title: Bilingual;
  readonly plural: string;
  readonly single: string;
}

/** A record whose row type does not matter here. */
// biome-ignore lint/suspicious/noExplicitAny: rules and action take the row they were declared with
export type AnyRecord = RecordDefinition<any>;

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
/** English plural as far as the platform's names need it. */
export const pluralOf = (name: string): string => (name.endsWith('y') ? `${name.slice(0, -1)}ies` : /(s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`);

const declared = new WeakMap<PgTable, AnyRecord>();

/**
 * Declares one kind of record on a plain Drizzle table. The compiler refuses a column without a
 * field, a field without a column, and unknown key or status names; {@link checkRecord} refuses the
 * same for declarations that were forced past it.
 */
export const defineRecord = <T extends PgTable, const About extends RecordAbout>(spec: RecordSpec<T, About> & ScopedBy<About>): RecordDefinition<T> => {
  const single = lowerFirst(spec.name);
  const record = {
    ...spec,
    title: { zh: spec.title[0], en: spec.title[1] },
    single,
    plural: spec.plural ?? pluralOf(single),
  } as unknown as RecordDefinition<T>;
  declared.set(spec.table, record as AnyRecord);
  return record;
};

/** The number of the action that a row belongs to, where the record says one. */
export const actionOf = ({ action }: AnyRecord, row: Readonly<Record<string, unknown>>): number | undefined => {
  if (action === undefined || typeof action === 'number') return action;
  if (typeof action === 'function') return action(row as never);
  const value = row[action.column];
  return action.numbers ? action.numbers[String(value)] : Number(value);
};

/** The same record under another name of its table, for statements that have the table more than once. */
export const aliasOf = (record: AnyRecord, name: string): AnyRecord => {
  const again = { ...record, table: alias(record.table, name) } as AnyRecord;
  declared.set(again.table, again);
  return again;
};

/** The record declared on a table, if any. */
export const recordOf = (table: PgTable): AnyRecord | undefined => declared.get(table);

/** The declared fields with their columns, in the order of the table. */
export const fieldsOf = (record: AnyRecord): readonly (readonly [name: string, field: FieldSpec])[] =>
  Object.keys(getTableColumns(record.table))
    .map((name) => [name, (record.fields as Record<string, FieldSpec | undefined>)[name]] as const)
    .filter((entry): entry is readonly [string, FieldSpec] => entry[1] !== undefined && !entry[1].hidden);

/** A declaration that the platform cannot serve; the message names owner, record and field. */
export class RecordError extends Error {
  constructor(owner: string, record: string, problem: string) {
    super(`${owner}: record ${record}: ${problem}`);
    this.name = 'RecordError';
  }
}

const ownerColumns: Record<RecordAbout, readonly string[]> = {
  household: ['householdId', 'countyCode'],
  county: ['id', 'countyCode'],
  province: ['id'],
};

const classes: readonly string[] = ['public', 'internal', 'personal', 'sensitive'] satisfies FieldClass[];

const fieldProblem = (field: FieldSpec | undefined): string | undefined => {
  if (!field) return 'is a column without a field';
  if (!field.title?.zh || !field.title.en) return 'needs a title in zh and en';
  return classes.includes(field.class) ? undefined : `needs a class (${classes.join(', ')})`;
};

/** The steps that write each field as their date. */
export const stepsByDate = ({ status }: AnyRecord): ReadonlyMap<string, readonly string[]> => {
  const moves = Object.entries((status?.moves ?? {}) as Record<string, StatusMove>);
  return new Map([...Map.groupBy(moves.filter(([, { dates }]) => dates !== undefined), ([, { dates }]) => dates as string)].map(([date, steps]) => [date, steps.map(([to]) => to)]));
};

/** Fields that nobody keys must say where they come from. */
const underived = (record: AnyRecord): string | undefined =>
  Object.entries(record.fields as Record<string, FieldSpec>).find(([name, { readOnly, derived }]) => readOnly && !derived && !stepsByDate(record).has(name))?.[0];

/**
 * Refuses at boot what the compiler would have refused: declarations that were cast past it.
 * @throws RecordError
 */
export const checkRecord = (record: AnyRecord, owner: string): void => {
  const fail = (problem: string): never => {
    throw new RecordError(owner, record.name, problem);
  };
  const columns = Object.keys(getTableColumns(record.table));
  const kept: readonly string[] = record.about === 'household' ? [...keptColumns, 'householdId'] : keptColumns;
  const fields = record.fields as Record<string, FieldSpec | undefined>;
  const scoped = ownerColumns[record.about];
  if (!scoped) fail(`is about ${String(record.about)}; a record is about a household, a county or the province`);
  for (const name of scoped) if (!columns.includes(name)) fail(`is about a ${record.about} but its table has no ${name}`);
  if (!record.title?.zh || !record.title.en) fail('needs a title in zh and en');
  for (const name of columns.filter((column) => !kept.includes(column))) {
    const problem = fieldProblem(fields[name]);
    if (problem) fail(`field ${name} ${problem}`);
  }
  for (const name of [...Object.keys(fields), ...record.key]) if (!columns.includes(name)) fail(`field ${name} has no column`);
  if (record.status && !('status' in fields)) fail('has status moves but no status field');
  const orphan = underived(record);
  if (orphan) fail(`field ${orphan} is read-only, but no step dates it and nothing says what it is derived from`);
};
