import { and, eq, sql } from 'drizzle-orm';
import { membership, person } from '#db';
import { type Rule, scopeOf, householdInLine, isStep } from '#records';
import { relocationError } from '../errors.ts';
import type { relocationConsent } from '../tables/consent.ts';
import { casesOfHouseholds, ofOwnCase } from './own-case.ts';
import { fixedOnce, inOrder, movedInOn } from './progress.ts';
import { signerIsFit } from './signer.ts';

type ConsentRow = typeof relocationConsent.$inferSelect;

/** Who signs is a living adult member of the household on that day. */
const signedByFitMember: Rule<ConsentRow> = {
  name: 'signed by a fit member',
  check: async (ctx, drafts) => {
    const signing = drafts.filter((draft) => draft.after.status === 'AGREED' && isStep(draft));
    if (signing.length === 0) return drafts.map(() => undefined);
    const rows = signing.map(({ after: { householdId, signedById, signedOn } }) => ({ household_id: householdId, person_id: signedById, day: signedOn }));
    const asked = sql`json_to_recordset((${JSON.stringify(rows)}::text)::json) as asked(household_id uuid, person_id uuid, day date)`;
    const fit = await ctx.tx.orm
      .selectDistinct({ householdId: person.householdId, personId: person.id, day: sql<string>`asked.day` })
      .from(person)
      .innerJoin(membership, and(eq(membership.householdId, person.householdId), eq(membership.personId, person.id)))
      .innerJoin(asked, sql`asked.household_id = ${person.householdId} and asked.person_id = ${person.id}`)
      .where(and(signerIsFit(sql`asked.day`), scopeOf(ctx.identity, person)));
    const known = new Set(fit.map(({ householdId, personId, day }) => `${householdId}/${personId}/${day}`));
    return drafts.map((draft) => {
      const { householdId, signedById, signedOn } = draft.after;
      const isFit = !signing.includes(draft) || known.has(`${householdId}/${signedById}/${signedOn}`);
      return isFit ? undefined : relocationError('RELOCATION_SIGNER_UNFIT', {}, ['signedById']);
    });
  },
};

/** Who agrees, agrees for everyone on the case; who has moved in, can no longer take it back. */
const agreesWithCase: Rule<ConsentRow> = {
  name: 'agrees with the case',
  check: async (ctx, drafts) => {
    const cases = await casesOfHouseholds(ctx, drafts);
    return drafts.map((draft) => {
      const { caseId, status, personsCovered } = draft.after;
      const its = cases.get(caseId);
      if (!its || !isStep(draft)) return undefined;
      if (status === 'WITHDRAWN' && movedInOn.has(its.status)) return relocationError('RELOCATION_CONSENT_AFTER_MOVE', {}, ['status']);
      if (status !== 'AGREED' || personsCovered >= its.persons) return undefined;
      return relocationError('RELOCATION_CONSENT_PERSONS', { covered: personsCovered, persons: its.persons }, ['personsCovered']);
    });
  },
};

const decided: ReadonlySet<string> = new Set(['AGREED', 'REFUSED', 'WITHDRAWN']);

export const consentRules: readonly Rule<ConsentRow>[] = [
  ofOwnCase,
  inOrder<ConsentRow>(['consultedOn', 'signedOn', 'withdrawnOn']),
  inOrder<ConsentRow>(['consultedOn', 'refusedOn']),
  fixedOnce<ConsentRow>(decided, ['explainedBy', 'opinion', 'personsCovered', 'signedById']),
  householdInLine,
  signedByFitMember,
  agreesWithCase,
];
