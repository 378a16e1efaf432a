import { v5 } from 'uuid';
import type { Transaction } from '../db/database.ts';
import { insertRows } from '../db/insert-rows.ts';
import { departmentGrant } from '../db/tables/access.ts';

const namespace = '0d1f5a6c-4b1e-4c55-8f0e-2f3f9d1b2016';

/** What departments of the demo granted to each other. */
const grants = [
  {
    toDepartmentCode: 'civil_affairs_department', domain: 'health', tableName: 'health_record', fieldClass: 'SENSITIVE',
    basis: '演示:残疾人两项补贴核对所需的健康档案信息共享 / Demo: health records for checking the disability allowances',
  },
] as const satisfies readonly Partial<typeof departmentGrant.$inferInsert>[];

/** Writes them, in force since the campaign began. As owner, like the accounts. */
export const writeDemoGrants = async (tx: Transaction, now: string): Promise<void> => {
  await insertRows(tx, departmentGrant, grants.map((grant) => (
    { ...grant, id: v5(`${grant.toDepartmentCode}/${grant.domain}/${grant.tableName}`, namespace), fromOn: '2016-01-01', createdAt: now }
  )), { onConflict: 'nothing' });
};
