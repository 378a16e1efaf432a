import type { JWK } from 'jose';
import { createVerifier } from '../../src/access/tokens.ts';
import type { Scope } from '../../src/db/database.ts';

/** What tokens of the benchmark say about where they come from. */
export const tokenRules = { issuer: 'bench', audience: 'bench' };

/** What a server of the benchmark is started with, as the one argument of its process. */
export interface ServerOrder {
  /** As the database's owner: for the platform. */
  readonly ownerUrl: string;
  /** As the role of the peers, which row policies bind. */
  readonly peerUrl: string;
  /** As one that no policy binds: for SQL that has its own conditions. */
  readonly freeUrl: string;
  readonly publicKeys: readonly JWK[];
  /** What the accounts may see, as the platform finds it out; it looks it up itself, the peers are told. */
  readonly scopes: Readonly<Record<string, Scope>>;
  readonly poolSize: number;
}

export const orderOf = (argument: string | undefined): ServerOrder => JSON.parse(argument ?? '{}') as ServerOrder;

/** What the peers know about a caller: the scope, and the role and settings that their row policies ask for. */
export interface Caller {
  readonly scope: Scope;
  readonly settings: Readonly<Record<string, string>>;
}

export const callerOf = (scope: Scope): Caller => {
  const { counties, villages = [], households = [], domains = [], actor } = scope;
  return {
    scope,
    settings: {
      role: counties === '*' ? 'bench_peer_wide' : 'bench_peer',
      'app.counties': counties === '*' ? '' : counties.join(),
      'app.villages': villages.join(), 'app.households': households.join(),
      'app.domains': domains === '*' ? '*' : domains.join(), 'app.actor': actor,
    },
  };
};

/**
 * Who asks: every server of the benchmark checks the same token in the same way. What the account may see is known to
 * the peers from the start; the platform remembers it for half a minute.
 */
export const createSignIn = ({ publicKeys, scopes }: Pick<ServerOrder, 'publicKeys' | 'scopes'>): ((authorization: string | undefined) => Promise<Caller>) => {
  const verifier = createVerifier(publicKeys, tokenRules);
  const callers = new Map(Object.entries(scopes).map(([subject, scope]) => [subject, callerOf(scope)]));
  return async (authorization) => {
    const { subject } = await verifier.check((authorization ?? '').replace(/^Bearer /, ''));
    const caller = callers.get(subject);
    if (!caller) throw new Error('no such account');
    return caller;
  };
};
