import { v5 } from 'uuid';
import type { Role } from '../../../src/db/codes/access.ts';
import type { Database } from '../../../src/db/database.ts';

/** Somebody who asks: without a subject, the public. */
export interface CallerAccount {
  readonly name: string;
  readonly subject: string | undefined;
  /** What the test adds; accounts of the demo are there already. */
  readonly added?: { readonly roles: readonly Role[]; readonly place: string; readonly department: string };
}

/** Who asks in the leak test; who sees the same rows and classes stands side by side. */
export const callerAccounts: readonly CallerAccount[] = [
  { name: 'public', subject: undefined },
  { name: 'security administrator', subject: 'demo-security' },
  { name: 'system administrator', subject: 'demo-system' },
  { name: 'village clerk', subject: 'demo-village-clerk' },
  { name: 'township viewer', subject: 'leak-township-viewer', added: { roles: ['VIEWER'], place: '140224100', department: 'poverty_alleviation_office' } },
  { name: 'clerk of another county', subject: 'demo-other-county-clerk' },
  { name: 'county health', subject: 'demo-health-clerk' },
  { name: 'county civil affairs', subject: 'demo-civil-affairs-clerk' },
  { name: 'county reviewer', subject: 'demo-county-reviewer' },
  { name: 'integrator', subject: 'demo-integrator' },
  { name: 'city viewer', subject: 'demo-city-viewer' },
  { name: 'provincial health', subject: 'demo-province-health-clerk' },
  { name: 'provincial finance', subject: 'demo-province-finance-viewer' },
  { name: 'auditor', subject: 'demo-auditor' },
];

const namespace = '3d0f3c1a-3b8e-4f0e-9a3e-9a1f3f6f2020';

/** Writes the accounts that the demo does not have, as owner. */
export const addCallers = (db: Database): Promise<void> =>
  db.transaction({ scope: 'owner' }, async (tx) => {
    for (const { name, subject, added } of callerAccounts) {
      if (!subject || !added) continue;
      const id = v5(subject, namespace);
      await tx.query("insert into core.account (id, subject, name, department_code, created_at) values ($1, $2, $3, $4, '2016-01-01T00:00:00Z')", [id, subject, name, added.department]);
      for (const role of added.roles) {
        await tx.query("insert into core.account_role (id, account_id, role, place_code, from_on) values ($1, $2, $3, $4, '2016-01-01')", [v5(`${subject}/${role}`, namespace), id, role, added.place]);
      }
    }
  });
