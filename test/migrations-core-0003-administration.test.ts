import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreOwner } from '../src/db/core-owner.ts';
import { migrate } from '../src/db/migrate.ts';
import { databases, type EmptyDatabases } from './migrations-engines.ts';
import { ownerBefore } from './migrations-past.ts';
import { uuidOf } from './migrations-fixture.ts';

type Role = readonly [subject: string, role: string, place: string, from: string, to?: string];

/** As an earlier release let them stand. */
const roles: readonly Role[] = [
  ['plain', 'CLERK', '140224', '2016-01-01'],
  ['plain', 'VIEWER', '140000', '2016-01-01'],
  ['plain', 'REVIEWER', '140225', '2016-01-01'],
  ['both', 'CLERK', '140224', '2016-01-01'],
  ['both', 'REVIEWER', '140200', '2016-01-01'],
  ['both', 'REVIEWER', '140224', '2015-01-01', '2015-12-31'],
  ['mighty', 'SECURITY_ADMINISTRATOR', '140000', '2016-01-01'],
  ['mighty', 'PUBLISHER', '140000', '2016-01-01'],
  ['changed', 'CLERK', '140000', '2015-01-01', '2015-12-31'],
  ['changed', 'AUDITOR', '140000', '2016-01-01'],
];

const addDepartment = `insert into core.department (code, zh, en, zh_full, ref, level, type, role_in_text, is_lead)
  values ('office', 'x', 'x', 'x', 'x', 'PROVINCIAL', 'GOVERNMENT', 'x', true)`;
const addAccount = "insert into core.account (id, subject, name, department_code, created_at) values ($1, $2, 'x', 'office', now())";
const addRole = 'insert into core.account_role (id, account_id, role, place_code, from_on, to_on) values ($1, $2, $3, $4, $5, $6)';

const held = `select a.subject, a.duty, r.role, r.place_code, r.duty from core.account_role r join core.account a on a.id = r.account_id
  where r.revoked_at is null and (r.to_on is null or r.to_on >= current_date) order by 1, 3`;

describe.each(databases)('lines of duty for a database with accounts, on %s', (_, start) => {
  let source: EmptyDatabases;
  beforeAll(async () => { source = await start(); });
  afterAll(() => source.close());

  it('takes away what must not be in the same hands, and leaves the rest', async () => {
    const db = await source.open('duties');
    await migrate(db, [ownerBefore(coreOwner, '0003_administration')]);
    await db.transaction({ scope: 'owner' }, async (tx) => {
      await tx.query(addDepartment);
      for (const subject of new Set(roles.map(([name]) => name))) await tx.query(addAccount, [uuidOf(subject), subject]);
      for (const [at, [subject, role, place, from, to]] of roles.entries()) await tx.query(addRole, [uuidOf(`role ${at}`), uuidOf(subject), role, place, from, to ?? null]);
    });
    await migrate(db, [coreOwner]);
    await db.transaction({ scope: 'owner', readOnly: true }, async (tx) => {
      expect((await tx.query(held)).rows).toEqual([
        ['both', 'BUSINESS', 'CLERK', '140224', 'BUSINESS'],
        ['changed', 'AUDIT', 'AUDITOR', '140000', 'AUDIT'],
        ['mighty', 'SECURITY', 'SECURITY_ADMINISTRATOR', '140000', 'SECURITY'],
        ['plain', 'BUSINESS', 'CLERK', '140224', 'BUSINESS'],
        ['plain', 'BUSINESS', 'REVIEWER', '140225', 'BUSINESS'],
        ['plain', 'BUSINESS', 'VIEWER', '140000', null],
      ]);
      const ended = await tx.query('select role, to_on = current_date from core.account_role where revoked_at is not null order by role');
      expect(ended.rows).toEqual([['PUBLISHER', true], ['REVIEWER', true]]);
    });
  });
});
