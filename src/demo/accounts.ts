import { v5 } from 'uuid';
import type { Role } from '../db/codes/access.ts';
import type { Transaction } from '../db/database.ts';
import { insertRows } from '../db/insert-rows.ts';
import { account, accountRole } from '../db/tables/access.ts';
import type { Bilingual } from '../errors.ts';

/** Somebody to try the platform as; start-up prints a token for each. */
export interface DemoAccount {
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly placeCode: string;
  readonly department: string;
  readonly description: Bilingual;
}

const [province, city, county] = ['140000', '140200', '140224'] as const;
const [povertyOffice, habitatOffice] = ['poverty_alleviation_office', 'rural_habitat_office'] as const;

/** The accounts of the demo, those with the widest view first. */
export const demoAccounts: readonly DemoAccount[] = [
  {
    subject: 'demo-province-viewer', name: '演示·省级查看', roles: ['VIEWER'], placeCode: province, department: povertyOffice,
    description: { zh: '查看全省,不显示个人信息', en: 'Sees the whole province, without personal data' },
  },
  {
    subject: 'demo-province-clerk', name: '演示·省级经办', roles: ['CLERK', 'PUBLISHER'], placeCode: province, department: povertyOffice,
    description: { zh: '省扶贫办经办与发布,全省', en: 'Clerk and publisher of the provincial poverty alleviation office' },
  },
  {
    subject: 'demo-city-viewer', name: '演示·大同市查看', roles: ['VIEWER'], placeCode: city, department: povertyOffice,
    description: { zh: '查看大同市各县', en: 'Sees the counties of Datong City' },
  },
  {
    subject: 'demo-county-clerk', name: '演示·灵丘县经办', roles: ['CLERK'], placeCode: county, department: povertyOffice,
    description: { zh: '灵丘县扶贫办经办,可见个人信息', en: 'Clerk of the poverty alleviation office in Lingqiu County; sees personal data' },
  },
  {
    subject: 'demo-county-reviewer', name: '演示·灵丘县审核', roles: ['REVIEWER'], placeCode: county, department: povertyOffice,
    description: { zh: '灵丘县扶贫办审核', en: 'Reviewer of the poverty alleviation office in Lingqiu County' },
  },
  {
    subject: 'demo-habitat-clerk', name: '演示·灵丘县人居办经办', roles: ['CLERK'], placeCode: county, department: habitatOffice,
    description: { zh: '灵丘县农村人居办经办,只能写本部门的行动', en: 'Clerk of the rural habitat office in Lingqiu County; writes for its own actions only' },
  },
  {
    subject: 'demo-integrator', name: '演示·灵丘县系统对接', roles: ['INTEGRATOR'], placeCode: county, department: povertyOffice,
    description: { zh: '与其他系统交换灵丘县数据', en: 'Exchanges the data of Lingqiu County with other systems' },
  },
  {
    subject: 'demo-auditor', name: '演示·审计管理员', roles: ['AUDITOR'], placeCode: province, department: 'audit_authorities',
    description: { zh: '查看审计记录,不能修改数据', en: 'Reads the audit trail, changes nothing' },
  },
  {
    subject: 'demo-security', name: '演示·安全管理员', roles: ['SECURITY_ADMINISTRATOR'], placeCode: province, department: 'provincial_government',
    description: { zh: '管理账号与权限,看不到业务数据', en: 'Manages accounts and roles, sees no records' },
  },
];

/** Any uuid: it only keeps these ids the same in every demo. */
const namespace = '6f1c2f0e-52a5-4e3a-9a70-6b7f1d4a2016';
const rolesFrom = '2016-01-01';

/** Writes the accounts of the demo. As owner: the tables of accounts are nobody else's. */
export const writeDemoAccounts = async (tx: Transaction, now: string): Promise<void> => {
  const idOf = (subject: string): string => v5(subject, namespace);
  await insertRows(tx, account, demoAccounts.map(({ subject, name, department }) => (
    { id: idOf(subject), subject, name, departmentCode: department, createdAt: now }
  )), { onConflict: 'nothing' });
  await insertRows(tx, accountRole, demoAccounts.flatMap(({ subject, roles, placeCode }) => roles.map((role) => (
    { id: v5(`${subject}/${role}`, namespace), accountId: idOf(subject), role, placeCode, fromOn: rolesFrom }
  ))), { onConflict: 'nothing' });
};
