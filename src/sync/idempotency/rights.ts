import { createHash } from 'node:crypto';
import type { Identity } from '../../access/identity.ts';

const sorted = (values: Iterable<string>): string[] => [...values].sort();

/** A print of all that an identity may see and do; it differs as soon as any of it does. */
export const rightsOf = ({ department, roles, domains, scope }: Identity): string =>
  createHash('sha256').update(JSON.stringify([
    department,
    sorted(roles),
    sorted([...domains].map(([domain, fieldClass]) => `${domain}=${fieldClass}`)),
    scope.counties === '*' ? '*' : sorted(scope.counties),
    sorted(scope.villages ?? []),
    sorted(scope.households ?? []),
  ])).digest('base64url');
