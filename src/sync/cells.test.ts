import { describe, expect, test } from 'vitest';
import { relation, sex } from '../db/codes/people.ts';
import { PlatformError } from '../errors.ts';
import type { ValueKind } from '../records/column-type.ts';
import { cellOf } from './cell-text.ts';
import { valueOfCell } from './cell-value.ts';
import type { ExchangeColumn } from './columns.ts';
import type { InCell } from './formats/cells.ts';
import { joinLeaves, splitLeaves } from './key-text.ts';

const column = (kind: ValueKind, extra: Partial<ExchangeColumn> = {}): ExchangeColumn => ({
  name: 'x', title: { zh: '甲', en: 'X' }, kind, isList: false, codes: undefined, class: 'internal', names: 'value', target: undefined, isOwner: false, isKey: false, writable: true, required: false, ...extra,
});

const read = (one: ExchangeColumn, cell: InCell): unknown => {
  try {
    return valueOfCell(one, cell);
  } catch (error) {
    if (error instanceof PlatformError) return error.code;
    throw error;
  }
};

const readings: readonly (readonly [ValueKind, InCell, unknown])[] = [
  ['Date', '2018-03-05', '2018-03-05'], ['Date', '2018/3/5', '2018-03-05'], ['Date', '2018年3月5日', '2018-03-05'], ['Date', '2018.3.5', '2018-03-05'], ['Date', '20180305', '2018-03-05'],
  ['Date', 20_180_305, '2018-03-05'], ['Date', 43_164, '2018-03-05'], ['Date', new Date('2018-03-05T00:00:00Z'), '2018-03-05'], ['Date', '2018-03-05 00:00:00', '2018-03-05'],
  ['Date', '2018-02-30', 'CELL_NO_DATE'], ['Date', '5/3/2018', 'CELL_NO_DATE'], ['Date', true, 'CELL_NO_DATE'],
  ['Money', '1,234.50', '1234.50'], ['Money', 0.1 + 0.2, '0.3'], ['Money', '１２', '12'], ['Money', '-0.5', '-0.5'], ['Money', '12元', 'CELL_NO_NUMBER'], ['Money', '1,23', 'CELL_NO_NUMBER'],
  ['Int', '3', 3], ['Int', 3, 3], ['Int', '3.0', 3], ['Int', 3.5, 'CELL_NO_WHOLE_NUMBER'], ['Int', '三', 'CELL_NO_NUMBER'],
  ['Boolean', '是', true], ['Boolean', 'No', false], ['Boolean', true, true], ['Boolean', 1, true], ['Boolean', '也许', 'CELL_NO_TRUTH'],
  ['String', ' 右玉 ', '右玉'], ['String', 123, '123'], ['String', 140_109_199_001_010_000, 'ID_LOST_DIGITS'], ['String', '1.40109E+17', 'ID_LOST_DIGITS'], ['String', 1_402_230_123_456_780, 'ID_LOST_DIGITS'],
  ['String', '', undefined], ['String', undefined, undefined], ['String', null, null], ['String', '(空)', null], ['String', '（空）', null],
  ['DateTime', '2018-03-05T08:00:00+08:00', '2018-03-05T00:00:00.000Z'], ['DateTime', 'soon', 'CELL_NO_INSTANT'],
];

describe('cells', () => {
  test.each(readings)('%s %s is %s', (kind, cell, value) => {
    expect(read(column(kind), cell)).toEqual(value);
  });

  test('codes are read in every wording and written in the one asked for', () => {
    for (const list of [sex, relation]) {
      const coded = column('Enum', { codes: list });
      for (const wording of ['code', 'zh', 'en'] as const) {
        for (const value of list.values) expect(read(coded, cellOf(coded, value, wording) as string)).toBe(value);
      }
    }
    expect(cellOf(column('Enum', { codes: sex }), 'MALE', 'zh')).toBe('男');
    expect(read(column('Enum', { codes: sex }), '雄')).toBe('CELL_NO_CODE');
  });

  test('lists stand in one cell', () => {
    const list = column('Enum', { codes: sex, isList: true });
    expect(cellOf(list, ['MALE', 'FEMALE'], 'zh')).toBe('男;女');
    expect(read(list, '男；女')).toEqual(['MALE', 'FEMALE']);
    expect(read(list, ['MALE'])).toEqual(['MALE']);
  });

  test('no fault repeats what stood in the cell', () => {
    for (const [kind, cell] of readings) {
      try {
        valueOfCell(column(kind), cell);
      } catch (error) {
        expect(String((error as Error).message)).not.toContain(String(cell));
      }
    }
  });

  test('readable keys of any leaves can be taken apart again', () => {
    for (const leaves of [['a', 'b'], ['a/b', 'c\\', ''], ['\\/', '/']]) expect(splitLeaves(joinLeaves(leaves))).toEqual(leaves);
  });
});
