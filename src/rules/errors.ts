import { PlatformError } from '../errors.ts';
import type { ruleErrors } from '../errors-of-rules.ts';

/** A fault that a common rule finds, in the words of the platform. */
export const ruleError = (code: keyof typeof ruleErrors, details: Readonly<Record<string, string | number>> = {}, path: readonly string[] = []): PlatformError =>
  new PlatformError(code, details, { path });
