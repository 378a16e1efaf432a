import { createHash, timingSafeEqual } from 'node:crypto';
import type { Plugin } from 'graphql-yoga';
import { Gauge, Registry } from 'prom-client';
import type { FeedHealth } from '../sync/feed/health.ts';

export interface MetricsOptions {
  /** What a scraper shows as its bearer token; without one there is no such page. */
  readonly token: string | undefined;
  readonly health: () => Promise<FeedHealth>;
}

const gauges: readonly (readonly [name: string, help: string, of: keyof FeedHealth])[] = [
  ['youyu_feed_waiting_entries', 'Committed change entries that wait for an older transaction', 'waitingEntries'],
  ['youyu_feed_lag_seconds', 'How long the first of them has waited', 'lagSeconds'],
  ['youyu_feed_oldest_transaction_seconds', 'Age of the oldest open transaction that has written', 'oldestTransactionSeconds'],
  ['youyu_webhooks', 'Webhooks that are in use', 'webhooks'],
  ['youyu_webhooks_failing', 'Webhooks whose last message was not taken', 'failingWebhooks'],
  ['youyu_webhook_dead_letters', 'Changes that no receiver took', 'deadLetters'],
];

const textOf = async (health: FeedHealth): Promise<{ readonly text: string; readonly type: string }> => {
  const registry = new Registry();
  for (const [name, help, of] of gauges) new Gauge({ name, help, registers: [registry] }).set(health[of]);
  return { text: await registry.metrics(), type: registry.contentType };
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const isShown = (request: Request, token: string): boolean =>
  timingSafeEqual(digest(request.headers.get('authorization') ?? ''), digest(`Bearer ${token}`));

/** `/metrics` in Prometheus' text form, for whoever shows the token: how many and how long, never who. */
export const useMetrics = ({ token, health }: MetricsOptions): Plugin => ({
  onRequest: async ({ request, url, endResponse }) => {
    if (token === undefined || url.pathname !== '/metrics') return;
    if (!isShown(request, token)) {
      endResponse(new Response(null, { status: 401, headers: { 'www-authenticate': 'Bearer' } }));
      return;
    }
    const { text, type } = await textOf(await health());
    endResponse(new Response(text, { headers: { 'content-type': type, 'cache-control': 'no-store' } }));
  },
});
