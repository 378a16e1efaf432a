import type { AccessKind } from '../../db/codes/access.ts';
import type { FieldClass } from '../identity.ts';
import type { AccessRow } from './append.ts';

/** What a row tells about whose it is. */
interface Owned {
  readonly householdId?: unknown;
  readonly countyCode?: unknown;
}

/** Who asked, when, in which request, and what for. */
export interface AccessFacts {
  readonly at: string;
  readonly actor: string;
  readonly department: string | null;
  readonly requestId: string;
  readonly operation?: string | null | undefined;
  readonly kind?: AccessKind;
  readonly purpose?: string | null;
}

interface Seen {
  readonly households: Set<string>;
  readonly types: Set<string>;
  readonly classes: Set<FieldClass>;
}

/** Whose personal values an operation has answered so far. */
export interface Accesses {
  /** Notes that a value of this class was answered from a row. Values that say nothing about a person are passed over. */
  note(recordType: string, row: Owned, fieldClass: FieldClass): void;
  /** Says that what was answered is never to be kept and answered again. */
  forbidCopy(): void;
  mayBeCopied(): boolean;
  /** The entries to write: one for each county, so that each sees its own. */
  rows(facts: AccessFacts): readonly AccessRow[];
}

const isPersonal = (fieldClass: FieldClass): boolean => fieldClass === 'personal' || fieldClass === 'sensitive';

const sorted = (values: ReadonlySet<string>): string[] => [...values].sort();

/** An operation's own note of what it answered. */
export const createAccesses = (): Accesses => {
  const counties = new Map<string, Seen>();
  let copyable = true;
  const seenIn = (county: string): Seen => {
    const known = counties.get(county) ?? { households: new Set(), types: new Set(), classes: new Set() };
    counties.set(county, known);
    return known;
  };
  return {
    note: (recordType, { householdId, countyCode }, fieldClass) => {
      if (!isPersonal(fieldClass)) return;
      const seen = seenIn(typeof countyCode === 'string' ? countyCode : '');
      seen.types.add(recordType);
      seen.classes.add(fieldClass);
      if (typeof householdId === 'string') seen.households.add(householdId);
    },
    forbidCopy: () => {
      copyable = false;
    },
    mayBeCopied: () => copyable,
    rows: ({ operation = null, kind = 'READ', purpose = null, ...facts }) =>
      [...counties].map(([county, { households, types, classes }]) => ({
        ...facts, operation, kind, purpose,
        recordTypes: sorted(types),
        classes: sorted(classes),
        householdIds: sorted(households),
        countyCode: county === '' ? null : county,
      })),
  };
};
