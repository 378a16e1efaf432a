import type { ExternalKey } from '../../../records/external/find.ts';

/** A member as a call gives it; the other fields are those of the file's columns. */
export interface GivenMember {
  readonly external?: ExternalKey | null;
  readonly [field: string]: unknown;
}

/** A household as a call gives it. Of one that is there, what is left out stays as it is. */
export interface GivenHousehold {
  readonly external?: ExternalKey | null;
  readonly registrationNumber?: string | null;
  readonly members: readonly GivenMember[];
  readonly [field: string]: unknown;
}
