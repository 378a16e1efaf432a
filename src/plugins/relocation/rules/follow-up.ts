import { ofOwnCase } from './own-case.ts';

/** A visit is about the household's own case; its result follows from the checks. */
export const followUpRules = [ofOwnCase] as const;
