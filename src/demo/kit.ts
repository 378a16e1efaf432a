import type {
  educationLevel, healthState, householdStatus, labourAbility, povertyCause, relation, sex,
} from '../db/codes/people.ts';

type ValueOf<L extends { readonly values: readonly string[] }> = L['values'][number];

/** A living member of a demo household on the demo's last day; the head comes first. */
export interface DemoPerson {
  readonly personId: string;
  readonly name: string;
  readonly bornOn: string;
  readonly sex: ValueOf<typeof sex>;
  readonly relation: ValueOf<typeof relation>;
  /** First day as a member: registration, birth or marriage. */
  readonly memberFrom: string;
  readonly labourAbility: ValueOf<typeof labourAbility>;
  readonly healthState: ValueOf<typeof healthState>;
  readonly education: ValueOf<typeof educationLevel>;
}

/** A household of the demo, with what plugins need to fill their tables around it. */
export interface DemoHousehold {
  readonly householdId: string;
  readonly countyCode: string;
  readonly villageCode: string;
  readonly registeredOn: string;
  readonly isRegisteredPoor: boolean;
  readonly status: ValueOf<typeof householdStatus> | null;
  readonly mainCause: ValueOf<typeof povertyCause> | null;
  /** Year of the first exit from poverty; null for households that never exited or were never poor. */
  readonly exitYear: number | null;
  /** Never empty: households that ended are not handed to plugins. */
  readonly persons: readonly DemoPerson[];
}

/** A county that first appears in this part of the demo. */
export interface DemoCounty {
  /** Its present code. */
  readonly code: string;
  readonly name: string;
  /** Codes of its villages with demo households, on the present map. */
  readonly villages: readonly string[];
}

/**
 * Deterministic randomness and the households to fill around; the same seed gives the same demo.
 * A large demo comes in parts: `demo` is called once a part, with the households of that part.
 */
export interface DemoKit {
  /** Number of this part, from 0: what exists once in the province belongs into part 0. */
  readonly part: number;
  /** Each poor county is in exactly one part: what exists once a county belongs there. */
  readonly counties: readonly DemoCounty[];
  readonly households: readonly DemoHousehold[];
  /** A number in [0, 1), by a seeded generator. */
  random(): number;
  /** A whole number in [low, high]. */
  between(low: number, high: number): number;
  /** One of these. */
  pick<T>(from: readonly T[]): T;
  /** A uuid v7 from the seed, in time order of the demo. */
  uuid(): string;
  /** A whole number that no other call of the same plugin gets, in any part: for codes and document numbers. */
  serial(): number;
  /** A civil date between two years, both included. */
  dateIn(firstYear: number, lastYear: number): string;
  /** The last day of the demo's history; nothing happens after it. */
  readonly today: string;
}
