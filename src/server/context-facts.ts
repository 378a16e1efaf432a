import { createAccesses } from '../access/audit/accesses.ts';
import type { Vault } from '../access/vault.ts';
import type { RequestContext } from '../schema/context.ts';
import { dayInChina } from './operation.ts';

/** What work is done with, besides for whom. */
export interface ContextSource {
  readonly vault: Vault;
  readonly clock: () => Date;
  readonly syntheticPeople: boolean;
  readonly unmaskDaily: number;
}

/** A context whose transaction is not open yet. */
export type ContextFacts = Omit<RequestContext, 'tx'>;

/** A fresh context for work beside the graph: the same checks, classes and journals hold in it. */
export const contextFacts = ({ vault, clock, syntheticPeople, unmaskDaily }: ContextSource, asker: Pick<RequestContext, 'identity' | 'requestId' | 'operation'>): ContextFacts => {
  const at = clock();
  return { ...asker, vault, syntheticPeople, unmaskDaily, today: dayInChina(at), now: at.toISOString(), loaders: new Map(), masked: [], accesses: createAccesses() };
};
