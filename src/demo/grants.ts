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

/** A plugin that the catalogue does not know, such as one being tried out, is shown to the demo's own clerks. */
const grantsOfNew = async (tx: Transaction, plugins: readonly string[]) => {
  const known = new Set((await tx.query('select distinct plugin from core.action')).rows.map(([plugin]) => plugin));
  return plugins.filter((id) => !known.has(id)).map((domain) => ({
    toDepartmentCode: 'poverty_alleviation_office', domain, tableName: null, fieldClass: 'PERSONAL' as const, basis: '演示:试用插件 / Demo: a plugin on trial',
  }));
};

/** Writes them, in force since the campaign began. As owner, like the accounts. */
export const writeDemoGrants = async (tx: Transaction, now: string, plugins: readonly string[]): Promise<void> => {
  await insertRows(tx, departmentGrant, [...grants, ...(await grantsOfNew(tx, plugins))].map((grant) => (
    { ...grant, id: v5(`${grant.toDepartmentCode}/${grant.domain}/${grant.tableName}`, namespace), fromOn: '2016-01-01', createdAt: now }
  )), { onConflict: 'nothing' });
};
