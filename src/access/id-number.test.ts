import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { validate } from 'stdnum/lib/cjs/cn/ric.js';
import { describe, expect, it } from 'vitest';
import { errorCatalogue } from '../errors.ts';
import { checkIdNumber, identityOf, maskIdNumber, openIdNumber, sealIdNumber, syntheticIdNumber } from './id-number.ts';
import { createVault } from './vault.ts';

const today = '2020-12-31';
const check = (input: string, allowSynthetic = true) => checkIdNumber(input, { today, allowSynthetic });

const bornOns = fc.date({ min: new Date('1900-01-01'), max: new Date(`${today}T00:00:00Z`), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10));
const sexes = fc.constantFrom('MALE' as const, 'FEMALE' as const);
const sequences = fc.nat(4_999_999);
const numbers = fc.tuple(bornOns, sexes, sequences).map(([bornOn, sex, sequence]) => syntheticIdNumber(bornOn, sex, sequence));

/** Replaces the first 17 digits and gives the number its right last character again. */
const withDigits = (first17: string): string => {
  const last = [...'0123456789X'].find((character) => {
    const result = check(first17 + character);
    return result.ok || result.code !== 'ID_NUMBER_INVALID';
  });
  return first17 + last;
};

const faultOf = (input: string, allowSynthetic = true): string | undefined => {
  const result = check(input, allowSynthetic);
  return result.ok ? undefined : result.code;
};

describe('synthetic numbers', () => {
  it('pass the check and say who they were made for', () => {
    fc.assert(fc.property(bornOns, sexes, sequences, (bornOn, sex, sequence) => {
      expect(check(syntheticIdNumber(bornOn, sex, sequence))).toMatchObject({ ok: true, bornOn, sex, synthetic: true });
    }));
  });

  it('have the checksum that an independent check finds', () => {
    fc.assert(fc.property(numbers, (number) => validate(number).isValid));
  });

  it('are refused where real numbers are asked for', () => {
    fc.assert(fc.property(numbers, (number) => faultOf(number, false) === 'ID_NUMBER_SYNTHETIC'));
  });

  it('differ when their sequences differ', () => {
    fc.assert(fc.property(bornOns, sexes, sequences, sequences, (bornOn, sex, one, other) => {
      expect(syntheticIdNumber(bornOn, sex, one) === syntheticIdNumber(bornOn, sex, other)).toBe(one === other);
    }));
  });

  it('end with the range', () => {
    expect(() => syntheticIdNumber('2000-01-01', 'MALE', 5_000_000)).toThrow(RangeError);
  });
});

describe('the check', () => {
  it('catches every wrong character', () => {
    fc.assert(fc.property(numbers, fc.nat(17), fc.constantFrom(...'0123456789X'), (number, at, character) => {
      const wrong = number.slice(0, at) + character + number.slice(at + 1);
      expect(faultOf(wrong)).toBe(wrong === number ? undefined : 'ID_NUMBER_INVALID');
    }));
  });

  it('catches two neighbours changed about', () => {
    fc.assert(fc.property(numbers, fc.nat(16), (number, at) => {
      const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2);
      expect(faultOf(swapped)).toBe(swapped === number ? undefined : 'ID_NUMBER_INVALID');
    }));
  });

  it('reads full-width characters, a small x and surrounding blanks as the same number', () => {
    const number = withDigits('14022419800230001'.replace('0230', '0228'));
    const wide = [...number].map((character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)).join('');
    expect(check(` ${wide.toLowerCase()} `, false)).toMatchObject({ ok: true, value: number, synthetic: false });
  });

  it.each([
    ['a number of fifteen digits', '140224800228001', 'ID_NUMBER_LEGACY'],
    ['nothing', '', 'ID_NUMBER_INVALID'],
    ['letters', 'abcdefghijklmnopqr', 'ID_NUMBER_INVALID'],
    ['an X inside', '1402241980022X0012', 'ID_NUMBER_INVALID'],
    ['a region that does not exist', withDigits('16022419800228001'), 'ID_NUMBER_REGION_UNKNOWN'],
    ['a foreigner\'s card', withDigits('91415619800228001'), 'ID_NUMBER_REGION_UNKNOWN'],
    ['30 February', withDigits('14022419800230001'), 'ID_NUMBER_BIRTH_DATE'],
    ['29 February of a common year', withDigits('14022419810229001'), 'ID_NUMBER_BIRTH_DATE'],
    ['a month 13', withDigits('14022419801301001'), 'ID_NUMBER_BIRTH_DATE'],
    ['the year 1899', withDigits('14022418991231001'), 'ID_NUMBER_BIRTH_DATE'],
    ['tomorrow', withDigits('14022420210101001'), 'ID_NUMBER_BIRTH_DATE'],
  ])('refuses %s', (_, input, code) => {
    expect(faultOf(input)).toBe(code);
  });

  it('takes a child born today, whatever the system says the day is', () => {
    expect(checkIdNumber(syntheticIdNumber('2999-01-01', 'FEMALE', 7), { today: '2999-01-01', allowSynthetic: true }).ok).toBe(true);
  });

  it('never shows the number in a message', () => {
    for (const code of Object.keys(errorCatalogue).filter((key) => key.startsWith('ID_NUMBER_'))) {
      expect(JSON.stringify(errorCatalogue[code as keyof typeof errorCatalogue])).not.toMatch(/\{(value|number)\}/);
    }
  });
});

describe('sealing', () => {
  const vault = createVault(randomBytes(32));
  const number = syntheticIdNumber('1980-02-28', 'MALE', 42);

  it('opens for its person only, and shows four characters', () => {
    const sealed = sealIdNumber(vault, number, 'a');
    expect(openIdNumber(vault, sealed.idNumberCipher, 'a')).toBe(number);
    expect(() => openIdNumber(vault, sealed.idNumberCipher, 'b')).toThrow();
    expect(maskIdNumber(sealed.idNumberTail)).toBe(`**************${number.slice(-4)}`);
  });

  it('gives one hash for one number, whoever it is sealed for', () => {
    expect(identityOf(vault, number)).toEqual(identityOf(vault, number));
    expect(identityOf(vault, number).idHash).not.toBe(identityOf(createVault(randomBytes(32)), number).idHash);
    expect(JSON.stringify([identityOf(vault, number), sealIdNumber(vault, number, 'a')])).not.toContain(number.slice(0, 14));
  });
});
