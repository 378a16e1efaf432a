import { mayHoldIdNumber } from '../../access/id-number-text.ts';
import { PlatformError } from '../../errors.ts';

/** Of the draft "The Idempotency-Key HTTP Header Field" (IETF, httpapi). */
export const idempotencyHeader = 'idempotency-key';

const form = /^[\x21-\x7e]{1,200}$/;

/**
 * The key of a request, if it has one. The draft writes it as a structured text, in quotes; without them it is taken too.
 * @throws PlatformError IDEMPOTENCY_KEY_INVALID
 */
export const idempotencyKeyOf = (headers: Headers): string | undefined => {
  const given = headers.get(idempotencyHeader);
  if (given === null) return undefined;
  const [, quoted] = /^"(.*)"$/.exec(given) ?? [];
  const key = quoted ?? given;
  if (!form.test(key) || mayHoldIdNumber(key)) throw new PlatformError('IDEMPOTENCY_KEY_INVALID');
  return key;
};
