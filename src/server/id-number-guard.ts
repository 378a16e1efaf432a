import type { Plugin } from 'graphql-yoga';
import { mayHoldIdNumber } from '../access/id-number-text.ts';
import { PlatformError } from '../errors.ts';
import { refusedAnswer } from './refusal.ts';

const unescaped = (address: string): string => {
  try {
    return decodeURIComponent(address.replaceAll('+', ' '));
  } catch {
    return address;
  }
};

/** Whether an address may hold an ID number, as whoever reads it sees it. */
export const addressMayHoldIdNumber = (address: string): boolean => mayHoldIdNumber(unescaped(address));

/**
 * Errors of a document are kept with it, and an error holds the frames of its stack until that is read
 * for the first time: through them the whole request, body and variables. Reading it lets go of them.
 */
const release = (errors: readonly Error[]): void => {
  for (const error of errors) Reflect.get(error, 'stack');
};

/**
 * ID numbers come as variables in the body of a POST and nowhere else. A document is kept parsed for the
 * next caller, with every literal in it, and an address is written down by every proxy on the way; so
 * what looks like an ID number there is refused before the document is read.
 */
export const useIdNumberGuard = (): Plugin => ({
  onParams: ({ request, params: { query, operationName }, setResult }) => {
    if (addressMayHoldIdNumber(request.url)) setResult(refusedAnswer(new PlatformError('ID_NUMBER_IN_ADDRESS')));
    else if (mayHoldIdNumber(`${query ?? ''} ${operationName ?? ''}`)) setResult(refusedAnswer(new PlatformError('ID_NUMBER_IN_DOCUMENT')));
  },
  onValidate: () => ({ result }) => release(result as readonly Error[]),
});
