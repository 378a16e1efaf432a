import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreOwner } from '../src/db/core-owner.ts';
import { migrate } from '../src/db/migrate.ts';
import { databases, type EmptyDatabases } from './migrations-engines.ts';
import { ownerBefore } from './migrations-past.ts';
import { uuidOf } from './migrations-fixture.ts';

const addDepartment = `insert into core.department (code, zh, en, zh_full, ref, level, type, role_in_text, is_lead)
  values ('office', 'x', 'x', 'x', 'x', 'PROVINCIAL', 'GOVERNMENT', 'x', true)`;
const addGrant = `insert into core.department_grant (id, to_department_code, domain, field_class, from_on, basis)
  values ($1, 'office', 'relocation', 'INTERNAL', '2016-01-01', 'document')`;

describe.each(databases)('grants that can be taken back, for a database with grants, on %s', (_, start) => {
  let source: EmptyDatabases;
  beforeAll(async () => { source = await start(); });
  afterAll(() => source.close());

  it('leaves those that are there in force', async () => {
    const db = await source.open('grants');
    await migrate(db, [ownerBefore(coreOwner, '0007_revoked_grants')]);
    await db.transaction({ scope: 'owner' }, async (tx) => {
      await tx.query(addDepartment);
      await tx.query(addGrant, [uuidOf('grant')]);
    });
    await migrate(db, [coreOwner]);
    const { rows } = await db.transaction({ scope: 'owner', readOnly: true }, (tx) => tx.query('select domain, to_on, revoked_at from core.department_grant'));
    expect(rows).toEqual([['relocation', null, null]]);
  });
});
