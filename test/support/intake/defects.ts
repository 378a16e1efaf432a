import { checkIdNumber } from '../../../src/access/id-number.ts';
import type { HouseholdRow } from './households.ts';

/** A row that can still be spoilt. */
export type Spoilt = Record<string, string | boolean>;

/** What a defect of one member or household must be told: by member, column and code; the others of the household are held. */
export interface Told {
  readonly member: number;
  readonly column: string;
  readonly code: string;
}

/** A kind of defect: spoils a household's rows and says what must be told of it. */
export interface Defect {
  readonly name: string;
  spoil(rows: Spoilt[], given: Borrowed): readonly Told[];
}

/** What a defect takes from elsewhere; each number and village is given out once. */
export interface Borrowed {
  /** An ID number of somebody in another household of the register. */
  idNumberElsewhere(): string;
  readonly villageElsewhere: string;
}

/** The header of cells that no header stands above. */
export const beyondHeader = '';

const set = (rows: Spoilt[], member: number, cells: Spoilt): void => {
  rows[member] = { ...(rows[member] as Spoilt), ...cells };
};

const setAll = (rows: Spoilt[], cells: Spoilt): void => rows.forEach((_, member) => { set(rows, member, cells); });

/** Cells that the first row alone has, for what is told where it stands. */
const setFirst = (rows: Spoilt[], name: string, value: string | boolean): void => {
  setAll(rows, { [name]: '' });
  set(rows, 0, { [name]: value });
};

const ofMember = (name: string, member: number, column: string, code: string, cells: (row: Spoilt) => Spoilt): Defect => ({
  name,
  spoil: (rows) => {
    set(rows, member, cells(rows[member] as Spoilt));
    return [{ member, column, code }];
  },
});

const ofHousehold = (name: string, column: string, code: string, cells: Readonly<Record<string, string | boolean>>): Defect => ({
  name,
  spoil: (rows) => {
    for (const [cell, value] of Object.entries(cells)) setFirst(rows, cell, value);
    return [{ member: 0, column, code }];
  },
});

const idNumber = (row: Spoilt): string => String(row.idNumber);

/** The same seventeen characters, with the eighteenth that makes them pass. */
const withCheck = (first17: string): string => {
  const passes = (last: string): boolean => {
    const checked = checkIdNumber(first17 + last, { today: '2020-11-30', allowSynthetic: true });
    return checked.ok || checked.code !== 'ID_NUMBER_INVALID';
  };
  return first17 + [...'0123456789X'].find(passes);
};

const replaced = (text: string, from: number, part: string): string => text.slice(0, from) + part + text.slice(from + part.length);

/** Numbers whose last three digits a spreadsheet made zeros; one in eleven would pass and is no defect of this kind. */
const rounded = (row: Spoilt): string => {
  const text = `${idNumber(row).slice(0, 15)}000`;
  return withCheck(text.slice(0, 17)) === text ? `${idNumber(row).slice(0, 14)}${(Number(text[14]) + 1) % 10}000` : text;
};

/** The kinds of defects that files of households come with, each with its right reason. */
export const defects: readonly Defect[] = [
  ofMember('an ID number as a figure with exponent', 1, 'idNumber', 'ID_LOST_DIGITS', () => ({ idNumber: '1.40109E+17' })),
  ofMember('an ID number rounded by a spreadsheet', 1, 'idNumber', 'ID_LOST_DIGITS', (row) => ({ idNumber: rounded(row) })),
  ofMember('a wrong check character', 1, 'idNumber', 'ID_NUMBER_INVALID', (row) => ({ idNumber: replaced(idNumber(row), 17, idNumber(row)[17] === '7' ? '8' : '7') })),
  ofMember('an ID number with a digit too few', 1, 'idNumber', 'ID_NUMBER_INVALID', (row) => ({ idNumber: idNumber(row).slice(1) })),
  ofMember('an old ID number of 15 digits', 1, 'idNumber', 'ID_NUMBER_LEGACY', (row) => ({ idNumber: `140223${idNumber(row).slice(8, 17)}` })),
  ofMember('an ID number of no province', 1, 'idNumber', 'ID_NUMBER_REGION_UNKNOWN', (row) => ({ idNumber: withCheck(replaced(idNumber(row).slice(0, 17), 0, '00')) })),
  ofMember('a birth date that no calendar has', 1, 'idNumber', 'ID_NUMBER_BIRTH_DATE', (row) => ({ idNumber: withCheck(replaced(idNumber(row).slice(0, 17), 10, '0231')) })),
  ofMember('a sex that is not that of the ID number', 1, 'sex', 'ID_NUMBER_MISMATCH', (row) => ({ sex: Number(idNumber(row)[16]) % 2 === 1 ? '女' : '男' })),
  ofMember('a birth date that is not that of the ID number', 1, 'bornOn', 'ID_NUMBER_MISMATCH', () => ({ bornOn: '1901-02-03' })),
  ofMember('neither ID number nor birth date', 1, 'idNumber', 'SEX_AND_BIRTH_REQUIRED', () => ({ idNumber: '' })),
  {
    name: 'the same ID number twice in a household',
    spoil: (rows) => {
      set(rows, 1, { idNumber: idNumber(rows[0] as Spoilt) });
      return [{ member: 1, column: 'idNumber', code: 'ID_NUMBER_REPEATED' }];
    },
  },
  {
    name: 'an ID number that somebody of the register has',
    spoil: (rows, { idNumberElsewhere }) => {
      set(rows, 1, { idNumber: idNumberElsewhere() });
      return [{ member: 1, column: 'idNumber', code: 'ID_NUMBER_NEEDS_REVIEW' }];
    },
  },
  ofMember('no name', 1, 'name', 'FIELD_REQUIRED', () => ({ name: '' })),
  ofMember('a relation that no list has', 2, 'relation', 'CELL_NO_CODE', () => ({ relation: '远亲' })),
  ofMember('a level of education that no list has', 1, 'education', 'CELL_NO_CODE', () => ({ education: '博士后' })),
  ofMember('a text for a birth date', 1, 'bornOn', 'CELL_NO_DATE', () => ({ bornOn: '五十年代' })),
  ofMember('an ID number in the name', 1, 'name', 'ID_NUMBER_IN_TEXT', (row) => ({ name: `王五${idNumber(row)}` })),
  ofMember('an address that differs within the household', 1, 'address', 'IMPORT_HOUSEHOLD_CELLS_DIFFER', () => ({ address: '别处' })),
  {
    name: 'a cell too many',
    spoil: (rows) => {
      set(rows, 1, { [beyondHeader]: '多出一格' });
      return [{ member: 1, column: '', code: 'FILE_ROW_CELLS' }];
    },
  },
  {
    name: 'two heads',
    spoil: (rows) => {
      set(rows, 1, { relation: '户主' });
      return [{ member: 0, column: 'relation', code: 'HEAD_COUNT' }];
    },
  },
  {
    name: 'two spouses',
    spoil: (rows) => {
      set(rows, 2, { relation: '配偶' });
      return [{ member: 0, column: 'relation', code: 'SPOUSE_COUNT' }];
    },
  },
  {
    name: 'an ID number in the address',
    spoil: (rows) => {
      setFirst(rows, 'address', `东街 ${idNumber(rows[0] as Spoilt)}`);
      return [{ member: 0, column: 'address', code: 'ID_NUMBER_IN_TEXT' }];
    },
  },
  ofHousehold('a village that does not exist', 'villageCode', 'VILLAGE_UNKNOWN', { villageCode: '140224999999' }),
  {
    name: 'a village of another county',
    spoil: (rows, { villageElsewhere }) => {
      setFirst(rows, 'villageCode', villageElsewhere);
      return [{ member: 0, column: 'villageCode', code: 'COUNTY_OUT_OF_REACH' }];
    },
  },
  ofHousehold('a day that no calendar has', 'registeredOn', 'CELL_NO_DATE', { registeredOn: '2016-02-30' }),
  ofHousehold('a day that has not come', 'registeredOn', 'DATE_IN_FUTURE', { registeredOn: '2031-01-01' }),
  ofHousehold('neither yes nor no', 'isRegisteredPoor', 'CELL_NO_TRUTH', { isRegisteredPoor: '也许' }),
  ofHousehold('a poor household without cause', 'mainCause', 'CAUSE_REQUIRED', { mainCause: '' }),
  ofHousehold('a cause of a household that is not poor', 'mainCause', 'CAUSE_NOT_ALLOWED', { isRegisteredPoor: '否', mainCause: '因病' }),
  ofHousehold('a cause that no list has', 'mainCause', 'CELL_NO_CODE', { mainCause: '因懒' }),
  ofHousehold('too many causes', 'otherCauses', 'TOO_MANY_CAUSES', { otherCauses: '因残;缺水;缺土地' }),
  ofHousehold('the same cause twice', 'otherCauses', 'CAUSE_REPEATED', { otherCauses: '因病' }),
];

/** A household's rows as texts of a table, spoilt or not. */
export const cellsOfHousehold = (rows: readonly HouseholdRow[]): Spoilt[] => rows.map((row) => ({ sex: '', bornOn: '', otherCauses: '', ...row, isRegisteredPoor: '是' }));
