import type { Database, Scope } from '../../db/database.ts';

/** How the feed and what is sent from it are doing. It names nobody and no place. */
export interface FeedHealth {
  /** Entries that are committed and wait for an older transaction to end; counted up to ten thousand. */
  readonly waitingEntries: number;
  /** How long the first of them has waited. */
  readonly lagSeconds: number;
  /** Age of the oldest transaction that has a number: as long as it is open the feed stands still behind it. */
  readonly oldestTransactionSeconds: number;
  readonly webhooks: number;
  readonly failingWebhooks: number;
  readonly deadLetters: number;
}

const scope: Scope = { counties: '*', domains: '*', actor: 'system:feed' };

const waitingText = `
  select count(*)::integer, coalesce(extract(epoch from now() - min(at)), 0)::double precision
  from (select at from core.change_entry where xid >= pg_snapshot_xmin(pg_current_snapshot()) order by xid, seq limit 10000) as waiting`;

/** Other databases of the server count: their transactions hold the horizon back too. */
const oldestText = 'select coalesce(extract(epoch from now() - min(xact_start)), 0)::double precision from pg_stat_activity where backend_xid is not null';

const hooksText = `
  select count(*)::integer, count(*) filter (where failures > 0)::integer,
    (select count(*)::integer from core.webhook_dead_letter where settled_at is null)
  from core.webhook where ended_at is null`;

const one = (rows: readonly (readonly unknown[])[]): readonly number[] => (rows[0] ?? []).map((value) => Math.max(0, Number(value)));

/** Asks the database; three short statements. */
export const readFeedHealth = async (db: Database): Promise<FeedHealth> => {
  const [waitingEntries = 0, lagSeconds = 0] = await db.transaction({ scope, readOnly: true }, async (tx) => one((await tx.query(waitingText)).rows));
  return db.transaction({ scope: 'owner', readOnly: true }, async (tx) => {
    const [oldestTransactionSeconds = 0] = one((await tx.query(oldestText)).rows);
    const [webhooks = 0, failingWebhooks = 0, deadLetters = 0] = one((await tx.query(hooksText)).rows);
    return { waitingEntries, lagSeconds, oldestTransactionSeconds, webhooks, failingWebhooks, deadLetters };
  });
};
