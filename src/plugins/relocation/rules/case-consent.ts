import { and, eq, sql } from 'drizzle-orm';
import { membership, person } from '#db';
import type { PlatformError } from '#errors';
import { type Draft, type Rule, scopeOf, among, householdsOf, isStep } from '#records';
import type { RequestContext } from '#schema';
import { relocationError } from '../errors.ts';
import { relocationConsent } from '../tables/consent.ts';
import { type CaseRow, consentedOn } from './progress.ts';
import { signerIsFit } from './signer.ts';

const readWords = (ctx: RequestContext, households: readonly string[]) =>
  ctx.tx.orm
    .select({
      caseId: relocationConsent.caseId,
      status: relocationConsent.status,
      signedOn: relocationConsent.signedOn,
      covered: relocationConsent.personsCovered,
      consultedOn: relocationConsent.consultedOn,
      saidOn: sql<string>`coalesce(${relocationConsent.withdrawnOn}, ${relocationConsent.refusedOn}, ${relocationConsent.signedOn})`,
      isFit: sql<boolean>`coalesce(bool_or(${signerIsFit(sql`${relocationConsent.signedOn}`)}), false)`,
    })
    .from(relocationConsent)
    .leftJoin(person, and(eq(person.householdId, relocationConsent.householdId), eq(person.id, relocationConsent.signedById)))
    .leftJoin(membership, and(eq(membership.householdId, person.householdId), eq(membership.personId, person.id)))
    .where(and(among(relocationConsent.householdId, households), sql`${relocationConsent.status} <> 'CONSULTED'`, scopeOf(ctx.identity, relocationConsent)))
    .groupBy(relocationConsent.householdId, relocationConsent.id);

type Word = Awaited<ReturnType<typeof readWords>>[number];

/** The household's last word on each case: a consultation that led to nothing yet does not count. */
const lastWords = async (ctx: RequestContext, drafts: readonly Draft<CaseRow>[]): Promise<ReadonlyMap<string, Word>> => {
  const words = await readWords(ctx, householdsOf(drafts));
  const order = (word: Word): string => `${word.saidOn} ${word.consultedOn}`;
  return new Map(words.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)).map((word) => [word.caseId, word]));
};

const stepDate = ({ status, consentedOn: consented, approvedOn }: CaseRow): string | null => (status === 'CONSENTED' ? consented : approvedOn);

const fault = (row: CaseRow, word: Word | undefined): PlatformError | undefined => {
  if (!word) return relocationError('RELOCATION_CONSENT_MISSING', {}, ['status']);
  if (word.status === 'REFUSED') return relocationError('RELOCATION_CONSENT_REFUSED', {}, ['status']);
  if (word.status === 'WITHDRAWN') return relocationError('RELOCATION_CONSENT_WITHDRAWN', {}, ['status']);
  if (!word.isFit) return relocationError('RELOCATION_SIGNER_UNFIT', {}, ['status']);
  const day = stepDate(row);
  if (day !== null && word.signedOn !== null && word.signedOn > day) return relocationError('RELOCATION_CONSENT_LATE', {}, ['status']);
  if (word.covered < row.persons) return relocationError('RELOCATION_CONSENT_PERSONS', { covered: word.covered, persons: row.persons }, ['persons']);
  return undefined;
};

/**
 * Nobody is moved against their will: every step from consent on needs the signed consent of a
 * living adult member, and the household's last word must still be yes.
 */
export const withConsent: Rule<CaseRow> = {
  name: 'with consent',
  check: async (ctx, drafts) => {
    const asked = drafts.filter((draft) => isStep(draft) && consentedOn.has(draft.after.status));
    if (asked.length === 0) return drafts.map(() => undefined);
    const words = await lastWords(ctx, asked);
    return drafts.map((draft) => (asked.includes(draft) ? fault(draft.after, words.get(draft.after.id)) : undefined));
  },
};
