/** A household of the demo, with what plugins need to fill their tables around it. */
export interface DemoHousehold {
  readonly householdId: string;
  readonly countyCode: string;
  readonly villageCode: string;
  readonly registeredOn: string;
  readonly isRegisteredPoor: boolean;
  readonly status: 'REGISTERED' | 'EXITED' | 'CONSOLIDATED' | 'RELAPSED' | null;
  readonly exitYear: number | null;
  readonly persons: readonly { readonly personId: string; readonly name: string; readonly bornOn: string }[];
}

/** Deterministic randomness and the households to fill around; the same seed gives the same demo. */
export interface DemoKit {
  readonly households: readonly DemoHousehold[];
  /** A number in [0, 1), by a seeded generator. */
  random(): number;
  /** A whole number in [low, high]. */
  between(low: number, high: number): number;
  /** One of these. */
  pick<T>(from: readonly T[]): T;
  /** A uuid v7 from the seed, in time order of the demo. */
  uuid(): string;
  /** A civil date between two years, both included. */
  dateIn(firstYear: number, lastYear: number): string;
  /** The last day of the demo's history; nothing happens after it. */
  readonly today: string;
}
