import { weightedSum } from 'stdnum/lib/cjs/util/checksum.js';
import type { Vault } from './vault.ts';

/** What can be wrong with a number; each is a code of the error catalogue. Messages never hold the number. */
export type IdNumberFault =
  | 'ID_NUMBER_INVALID'
  | 'ID_NUMBER_LEGACY'
  | 'ID_NUMBER_REGION_UNKNOWN'
  | 'ID_NUMBER_BIRTH_DATE'
  | 'ID_NUMBER_SYNTHETIC';

export type Sex = 'MALE' | 'FEMALE';

/** A number that holds, with what it says about its person. */
export interface IdNumber {
  readonly ok: true;
  readonly value: string;
  readonly sex: Sex;
  readonly bornOn: string;
  readonly synthetic: boolean;
}

export interface IdNumberRefused {
  readonly ok: false;
  readonly code: IdNumberFault;
}

export type IdNumberCheck = IdNumber | IdNumberRefused;

interface CheckOptions {
  /** The day it is checked; nobody is born after it. */
  readonly today: string;
  /** Demonstrations and tests take synthetic numbers; production never does. */
  readonly allowSynthetic: boolean;
}

/**
 * Numbers made up by this platform begin with 99. GB/T 2260 gives provinces 11 to 83, and cards of
 * foreigners begin with 9 and then the province, so no real person can have such a number.
 */
const syntheticPrefix = '99';
const syntheticCount = 5_000_000;

const provinces = new Set([
  11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46,
  50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
].map(String));

const firstYear = '1900';
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The eighteenth character. Not `CN.ric.validate`: that asks the system's clock about the birth date. */
const checkCharacter = (first17: string): string => '10X98765432'[weightedSum(first17, { weights, modulus: 11 })] as string;

const isCivilDate = (text: string): boolean => {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

const bornOnOf = (value: string): string => `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`;

/** The form that is hashed and stored: full-width characters and a small x are the same number. */
export const normaliseIdNumber = (input: string): string => input.normalize('NFKC').trim().toUpperCase();

/** What is wrong with a normalised number, the form before the content. */
const faultOf = (value: string, { today, allowSynthetic }: CheckOptions): IdNumberFault | undefined => {
  if (/^\d{15}$/.test(value)) return 'ID_NUMBER_LEGACY';
  if (!/^\d{17}[\dX]$/.test(value) || checkCharacter(value.slice(0, 17)) !== value[17]) return 'ID_NUMBER_INVALID';
  const synthetic = value.startsWith(syntheticPrefix);
  if (!synthetic && !provinces.has(value.slice(0, 2))) return 'ID_NUMBER_REGION_UNKNOWN';
  const bornOn = bornOnOf(value);
  if (!isCivilDate(bornOn) || bornOn < firstYear || bornOn > today) return 'ID_NUMBER_BIRTH_DATE';
  return synthetic && !allowSynthetic ? 'ID_NUMBER_SYNTHETIC' : undefined;
};

/** Checks a resident ID number (GB 11643-1999). */
export const checkIdNumber = (input: string, options: CheckOptions): IdNumberCheck => {
  const value = normaliseIdNumber(input);
  const code = faultOf(value, options);
  if (code) return { ok: false, code };
  return {
    ok: true,
    value,
    sex: Number(value[16]) % 2 === 1 ? 'MALE' : 'FEMALE',
    bornOn: bornOnOf(value),
    synthetic: value.startsWith(syntheticPrefix),
  };
};

/**
 * A made-up number that passes the check. For one birth date and sex, different sequences from 0 to
 * 4,999,999 give different numbers.
 */
export const syntheticIdNumber = (bornOn: string, sex: Sex, sequence: number): string => {
  if (!Number.isInteger(sequence) || sequence < 0 || sequence >= syntheticCount) throw new RangeError(`no synthetic number ${sequence}`);
  const region = String(Math.floor(sequence / 500)).padStart(4, '0');
  const order = String((sequence % 500) * 2 + (sex === 'MALE' ? 1 : 0)).padStart(3, '0');
  const first17 = `${syntheticPrefix}${region}${bornOn.replaceAll('-', '')}${order}`;
  return first17 + checkCharacter(first17);
};

/** Bound to the person: a cipher copied to another person's row does not open. */
const contextOf = (personId: string): string => `person:${personId}:id-number`;

/** A checked number as a person keeps it: sealed, with the tail that is shown. */
export const sealIdNumber = (vault: Vault, value: string, personId: string) => ({
  idNumberCipher: vault.encrypt(value, contextOf(personId)),
  idNumberTail: value.slice(-4),
});

/** What finds the number in the province-wide index, and the key that made it. */
export const identityOf = (vault: Vault, value: string) => ({ idHash: vault.hash(value), keyId: vault.keyId });

/** Opens what {@link sealIdNumber} sealed. */
export const openIdNumber = (vault: Vault, idNumberCipher: string, personId: string): string => vault.decrypt(idNumberCipher, contextOf(personId));

/** How a number is shown: its last four characters. */
export const maskIdNumber = (tail: string): string => `${'*'.repeat(14)}${tail}`;
