import { notInFuture, type Rule, rowsAmong, waitInLine } from '#records';
import { healthError } from '../errors.ts';
import { medicalPost, staffingPlan } from '../tables/staffing.ts';
import { withFacility } from './facility.ts';
import { fixedOnce, inOrder } from './words.ts';

type PlanRow = typeof staffingPlan.$inferSelect;
type PostRow = typeof medicalPost.$inferSelect;

const slot = ({ facilityId, year }: { readonly facilityId: string; readonly year: number }): string => `${facilityId}/${year}`;
const plannedFor = (plan: PlanRow, kind: PostRow['kind']): number => (kind === 'GP' ? plan.gpPosts : plan.specialistPosts);

/** There are no more posts of a kind than the year's plan has; one that was left makes room. */
const withinPlan: Rule<PostRow> = {
  name: 'within the plan',
  check: async (ctx, drafts) => {
    const ids = drafts.map(({ after }) => after.facilityId);
    await waitInLine(ctx, ids);
    const plans = new Map((await rowsAmong(ctx, staffingPlan, staffingPlan.facilityId, ids)).map((row) => [slot(row), row]));
    const posts = new Map((await rowsAmong(ctx, medicalPost, medicalPost.facilityId, ids)).map((row) => [row.id, row]));
    return drafts.map(({ after }) => {
      if (after.status === 'LEFT') return undefined;
      const plan = plans.get(slot(after));
      if (!plan) return healthError('HEALTH_POSTS_UNPLANNED', {}, ['year']);
      const planned = plannedFor(plan, after.kind);
      const others = [...posts.values()].filter((row) => slot(row) === slot(after) && row.kind === after.kind && row.id !== after.id && row.status !== 'LEFT');
      if (others.length >= planned) return healthError('HEALTH_POSTS_EXCEEDED', { planned }, ['kind']);
      posts.set(after.id, after);
      return undefined;
    });
  },
};

export const postRules: readonly Rule<PostRow>[] = [
  notInFuture('openedOn'),
  inOrder<PostRow>(['openedOn', 'appointedOn', 'leftOn']),
  fixedOnce<PostRow>(new Set(['FILLED', 'LEFT']), ['facilityId', 'year', 'kind', 'doctorName']),
  withFacility<PostRow, 'facilityId'>('facilityId', () => undefined),
  withinPlan,
];

/** A plan is not cut below the posts there are. */
const abovePosts: Rule<PlanRow> = {
  name: 'above the posts',
  check: async (ctx, drafts) => {
    const ids = drafts.filter(({ before }) => before !== undefined).map(({ after }) => after.facilityId);
    await waitInLine(ctx, ids);
    const posts = (await rowsAmong(ctx, medicalPost, medicalPost.facilityId, ids)).filter(({ status }) => status !== 'LEFT');
    return drafts.map(({ after }) => {
      const short = (['GP', 'SPECIALIST'] as const)
        .map((kind) => ({ kind, count: posts.filter((row) => slot(row) === slot(after) && row.kind === kind).length }))
        .find(({ kind, count }) => count > plannedFor(after, kind));
      return short && healthError('HEALTH_PLAN_BELOW_POSTS', { posts: short.count }, [short.kind === 'GP' ? 'gpPosts' : 'specialistPosts']);
    });
  },
};

export const planRules: readonly Rule<PlanRow>[] = [withFacility<PlanRow, 'facilityId'>('facilityId', () => undefined), abovePosts];
