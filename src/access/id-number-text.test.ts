import { describe, expect, it } from 'vitest';
import { mayHoldIdNumber, withoutIdNumbers } from './id-number-text.ts';

const number = '140224197001010018';

describe('what may be an ID number', () => {
  it.each([
    ['itself', number], ['in a literal', `{ person(idNumber: "${number}") { id } }`], ['in a name', `query A${number} { x }`], ['in a comment', `# ${number}\n{ x }`],
    ['as a number', `{ x(n: ${number}) }`], ['mistyped', '140224197001010011'], ['without its end', number.slice(0, 17)], ['with something before', `9${number}`],
    ['with X', '14022419700101001X'], ['in wide digits', number.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))],
    ['in escapes', number.replace(/\d/g, (digit) => `\\u003${digit}`)], ['in escapes with braces', number.replace(/\d/g, (digit) => `\\u{3${digit}}`)],
    ['in mixed escapes', `1402241970\\u0030101001\\u{38}`], ['the old form', '140224700101001'],
  ])('%s', (_, text) => expect(mayHoldIdNumber(text)).toBe(true));

  it.each([
    ['a number of a household', '{ household(registrationNumber: "1402241234567890") { id } }'], ['an amount', '{ x(amount: "123456789012345.00") }'], ['a place', '140224001001'],
    ['an id', 'UGVyc29uOjAxOTNmM2E4LTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMA=='], ['a long number', '99999999999999999999'], ['nothing', ''],
  ])('not %s', (_, text) => expect(mayHoldIdNumber(text)).toBe(false));
});

describe('messages', () => {
  it('lose long digits, wide ones too, and keep the rest', () => {
    expect(withoutIdNumbers(`a ${number} b 14022419700101001X c 140224700101001 d 1402240000`)).toBe('a *** b *** c *** d 1402240000');
    expect(withoutIdNumbers('号码 140224197001010018。')).toBe('号码 ***。');
  });
});
