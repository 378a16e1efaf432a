import { v5 } from 'uuid';
import type { Domain } from '../access/accounts.ts';
import type { Transaction } from '../db/database.ts';
import { insertRows } from '../db/insert-rows.ts';
import { departmentGrant } from '../db/tables/access.ts';
import { demoAccounts } from './accounts.ts';

const namespace = '0d1f5a6c-4b1e-4c55-8f0e-2f3f9d1b2016';

/** What departments of the demo granted to each other. */
const grants = [
  {
    toDepartmentCode: 'civil_affairs_department', domain: 'health', tableName: 'health_record', fieldClass: 'SENSITIVE',
    basis: '演示:残疾人两项补贴核对所需的健康档案信息共享 / Demo: health records for checking the disability allowances',
  },
] as const satisfies readonly Partial<typeof departmentGrant.$inferInsert>[];

/** A plugin whose departments have no account in the demo, such as one being tried out, is shown to the demo's own clerks. */
const grantsOfOrphans = async (tx: Transaction, domains: readonly Domain[]) => {
  const { rows } = await tx.query('select distinct action_number from core.action_lead where department_code = any($1::text[])', [[...new Set(demoAccounts.map(({ department }) => department))]]);
  const kept = new Set(rows.map(([action]) => action));
  return domains.filter(({ actions }) => !actions.some((action) => kept.has(action))).map(({ id: domain }) => ({
    toDepartmentCode: 'poverty_alleviation_office', domain, tableName: null, fieldClass: 'PERSONAL' as const, basis: '演示:试用插件 / Demo: a plugin on trial',
  }));
};

/** Writes them, in force since the campaign began. As owner, like the accounts. */
export const writeDemoGrants = async (tx: Transaction, now: string, domains: readonly Domain[]): Promise<void> => {
  await insertRows(tx, departmentGrant, [...grants, ...(await grantsOfOrphans(tx, domains))].map((grant) => (
    { ...grant, id: v5(`${grant.toDepartmentCode}/${grant.domain}/${grant.tableName}`, namespace), fromOn: '2016-01-01', createdAt: now }
  )), { onConflict: 'nothing' });
};
