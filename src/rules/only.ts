import type { Draft, Rule } from '../records/rules.ts';

/** A rule that looks only at drafts of some kind; the others pass. */
export const only = <Row>(when: (draft: Draft<Row>) => boolean, rule: Rule<Row>): Rule<Row> => ({
  name: rule.name,
  check: async (ctx, drafts) => {
    const asked = drafts.filter(when);
    const faults = asked.length === 0 ? [] : await rule.check(ctx, asked);
    return drafts.map((draft) => (asked.includes(draft) ? faults[asked.indexOf(draft)] : undefined));
  },
});
