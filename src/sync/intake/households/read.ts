import { normaliseIdNumber } from '../../../access/id-number.ts';
import { mayHoldIdNumber } from '../../../access/id-number-text.ts';
import { PlatformError } from '../../../errors.ts';
import { valueOfCell } from '../../cell-value.ts';
import type { ExchangeColumn } from '../../columns.ts';
import type { IntakeRow } from '../importer.ts';
import { householdColumns, memberColumns } from './columns.ts';

type Values = Record<string, unknown>;

/** A row as it was read: what it says of the household and of the member. */
export interface ReadRow {
  readonly row: IntakeRow;
  readonly household: Values;
  readonly member: Values;
  /** Whether it says anything of a member; a row that does not is about the household alone. */
  readonly hasMember: boolean;
}

/** Rows of one household. */
export interface Group {
  readonly number: string;
  readonly rows: readonly ReadRow[];
  /** What all rows say of the household. */
  readonly household: Values;
}

/** The last digits of a number that went through a spreadsheet are zeros; hardly any real number ends so and fails its check. */
const looksRounded = (text: string): boolean => /^\d{15}000$/.test(text);

const cellsOf = (columns: readonly ExchangeColumn[], row: IntakeRow): Values => {
  const values: Values = {};
  for (const column of columns) {
    try {
      const value = valueOfCell(column, row.cells[column.name]);
      if (value !== undefined) values[column.name] = value;
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      row.faults.push(error.at(column.name));
    }
  }
  return values;
};

/** Told here, at its row and column; whoever writes would refuse the batch. */
const refuseIdNumberInAddress = (row: IntakeRow, { address }: Values): void => {
  if (typeof address === 'string' && mayHoldIdNumber(address)) row.faults.push(new PlatformError('ID_NUMBER_IN_TEXT', {}, { path: ['address'] }));
};

const isFaulty = ({ faults }: IntakeRow, name: string): boolean => faults.some(({ path }) => path?.[0] === name);

const missing = (columns: readonly ExchangeColumn[], row: IntakeRow, values: Values): PlatformError[] =>
  columns.filter(({ name, required }) => required && values[name] == null && !isFaulty(row, name))
    .map(({ name, title }) => new PlatformError('FIELD_REQUIRED', { field: name, title: title.zh }, { path: [name] }));

const readRow = (row: IntakeRow): ReadRow => {
  const [household, member] = [cellsOf(householdColumns, row), cellsOf(memberColumns, row)];
  if (typeof member.idNumber === 'string') member.idNumber = normaliseIdNumber(member.idNumber);
  const hasMember = Object.keys(member).length > 0 || memberColumns.some(({ name }) => isFaulty(row, name));
  if (hasMember) row.faults.push(...missing(memberColumns, row, member));
  refuseIdNumberInAddress(row, household);
  return { row, household, member, hasMember };
};

/** Rows that contradict what the rows before them say of the household are at fault; blanks say nothing. */
const common = (rows: readonly ReadRow[]): Values => {
  const values: Values = {};
  for (const { row, household } of rows) {
    for (const [name, value] of Object.entries(household)) {
      if (!(name in values)) values[name] = value;
      else if (JSON.stringify(values[name]) !== JSON.stringify(value)) row.faults.push(new PlatformError('IMPORT_HOUSEHOLD_CELLS_DIFFER', {}, { path: [name] }));
    }
  }
  return values;
};

/** Which household a row is of; a row without a number stands alone. */
export const numberOf = ({ cells, line }: Pick<IntakeRow, 'cells' | 'line'>): string => {
  const given = cells.registrationNumber;
  return given == null || given === '' ? `line ${line}` : String(given).trim();
};

/** Rows by household, read and met with each other; what is wrong is on the rows. */
export const groupsOf = (rows: readonly IntakeRow[]): readonly Group[] =>
  [...Map.groupBy(rows, numberOf)].map(([number, some]) => {
    const read = some.map(readRow);
    const household = common(read);
    const first = read[0] as ReadRow;
    first.row.faults.push(...missing(householdColumns.filter(({ isKey }) => isKey), first.row, household));
    return { number, rows: read, household };
  });

/** What a household that is new lacks: of one that is there blanks say that they stay as they are. */
export const requireWhole = ({ rows, household }: Group): void => {
  const first = rows[0] as ReadRow;
  first.row.faults.push(...missing(householdColumns, first.row, household));
  for (const { row, member, hasMember } of rows) if (!hasMember) row.faults.push(...missing(memberColumns, row, member));
};

/** A wrong ID number that lost its digits on the way is told so. */
export const idNumberFault = (code: string, text: string): 'ID_LOST_DIGITS' | undefined => (code === 'ID_NUMBER_INVALID' && looksRounded(text) ? 'ID_LOST_DIGITS' : undefined);
