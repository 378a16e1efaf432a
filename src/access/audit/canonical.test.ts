import { describe, expect, it } from 'vitest';
import { auditEntry } from '../../db/tables/journal.ts';
import { canonicalRow, canonicalText, withJsonTexts } from './canonical.ts';

const id = '0191d1c4-0000-7000-8000-000000000001';

const base = {
  seq: 7n, at: '2020-12-01T04:00:00.25Z', actor: '', department: null, requestId: 'r "1"', action: 'save', recordType: 'Person', recordId: id,
  householdId: id, countyCode: '140224', reason: '贫困\u0001\ud800', changes: { b: [null, 1.5], a: [undefined, { d: 'x', c: [true] }], gone: undefined },
  chain: 3, position: 12, keyId: 'k',
};

const sealed = (actor: string, recordId: string): string => JSON.stringify([
  ['seq', '7'], ['at', '1606795200250000'], ['actor', actor], ['request_id', 'r "1"'], ['action', 'save'], ['record_type', 'Person'], ['record_id', recordId],
  ['household_id', id], ['county_code', '140224'], ['reason', '贫困\u0001\ud800'], ['changes', { a: [null, { c: [true], d: 'x' }], b: [null, 1.5] }],
  ['chain', '3'], ['position', '12'], ['key_id', 'k'],
]);

describe('what is sealed of an entry', () => {
  it('is the same text whatever entries came before it', () => {
    const long = 'a'.repeat(150);
    for (const actor of ['', '', 'clerk', 'clerk', '', long, long, `${long}b`, 'clerk']) {
      for (const recordId of [id, id.replace('1', '2'), id]) expect(canonicalRow(auditEntry, { ...base, actor, recordId })).toBe(sealed(actor, recordId));
    }
  });

  it('is the same with its json as a text that was made once, which is stored as it stands', () => {
    const row = withJsonTexts(auditEntry, base);
    expect(canonicalRow(auditEntry, row)).toBe(sealed('', id));
    expect(JSON.stringify(row.changes)).toBe('{"a":[null,{"c":[true],"d":"x"}],"b":[null,1.5]}');
    expect(base.changes).toEqual({ b: [null, 1.5], a: [undefined, { d: 'x', c: [true] }], gone: undefined });
  });

  it('is the same of the columns read as text', () => {
    const texts = { ...Object.fromEntries(Object.entries(base).map(([key, value]) => [key, value === null ? null : String(value)])), at: '2020-12-01 04:00:00.25+00', changes: '{"b": [null, 1.5], "a": [null, {"d": "x", "c": [true]}]}' };
    expect(canonicalText(auditEntry, texts)).toBe(sealed('', id));
  });
});
