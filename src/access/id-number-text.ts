/** Fifteen digits and more, wide ones too: what a caller mistyped may be an ID number, and messages travel to logs. */
const longDigits = /[\d\uff10-\uff19]{15,}[XxXx]?/gu;

/** A text that quotes what was given, without anything that could be an ID number. */
export const withoutIdNumbers = (text: string): string => text.replace(longDigits, '***');

/** Digits written as escapes are digits again once the document is parsed. */
const escaped = /\\u(?:\{0*([0-9a-f]{1,5})\}|([0-9a-f]{4}))/gi;

/** ASCII without a backslash and common Han characters are plain already: most texts are, and looking is cheap. */
const isPlain = /^(?:[^\\\P{ASCII}]|[\u4e00-\u9fff])*$/u;

const plain = (text: string): string =>
  isPlain.test(text)
    ? text
    : text.replace(escaped, (_, braced?: string, bare?: string) => String.fromCodePoint(Number.parseInt((braced ?? bare) as string, 16))).normalize('NFKC');

/** Seventeen digits with a date of birth where an ID number has it, whatever stands around them. */
const current = /(?=\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})/;

/** The old form of fifteen, standing by itself: longer runs are numbers of households. */
const legacy = /(?<!\d)[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)/;

/** Whether a text holds something that looks like a resident ID number, also a mistyped one. */
export const mayHoldIdNumber = (text: string): boolean => {
  const digits = plain(text);
  return current.test(digits) || legacy.test(digits);
};
