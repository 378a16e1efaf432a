import { v5 } from 'uuid';
import type { Role } from '../db/codes/access.ts';
import { dutyOfRole } from '../db/codes/administration.ts';
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

const [province, city, county, otherCounty, village] = ['140000', '140200', '140224', '140225', '140224207214'] as const;
const [povertyOffice, habitatOffice, healthCommission] = ['poverty_alleviation_office', 'rural_habitat_office', 'health_family_planning_commission'] as const;

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
    subject: 'demo-village-clerk', name: '演示·灵丘县村级经办', roles: ['CLERK'], placeCode: village, department: povertyOffice,
    description: { zh: '灵丘县一个行政村的经办,只见本村农户', en: 'Clerk of one village in Lingqiu County; sees its households only' },
  },
  {
    subject: 'demo-other-county-clerk', name: '演示·浑源县经办', roles: ['CLERK'], placeCode: otherCounty, department: povertyOffice,
    description: { zh: '浑源县扶贫办经办,看不到灵丘县', en: 'Clerk of the poverty alleviation office in Hunyuan County; does not see Lingqiu' },
  },
  {
    subject: 'demo-health-clerk', name: '演示·灵丘县卫计经办', roles: ['CLERK'], placeCode: county, department: healthCommission,
    description: { zh: '灵丘县卫生计生部门经办', en: 'Clerk of the health department in Lingqiu County' },
  },
  {
    subject: 'demo-health-reviewer', name: '演示·灵丘县卫计审核', roles: ['REVIEWER'], placeCode: county, department: healthCommission,
    description: { zh: '灵丘县卫生计生部门审核', en: 'Reviewer of the health department in Lingqiu County' },
  },
  {
    subject: 'demo-province-health-clerk', name: '演示·省卫计委经办', roles: ['CLERK'], placeCode: province, department: healthCommission,
    description: { zh: '省卫计委经办,全省', en: 'Clerk of the provincial health commission' },
  },
  {
    subject: 'demo-province-finance-viewer', name: '演示·省财政厅查看', roles: ['VIEWER'], placeCode: province, department: 'finance_department',
    description: { zh: '省财政厅查看,不显示个人信息', en: 'Viewer of the provincial finance department, without personal data' },
  },
  {
    subject: 'demo-civil-affairs-clerk', name: '演示·灵丘县民政经办', roles: ['CLERK'], placeCode: county, department: 'civil_affairs_department',
    description: { zh: '灵丘县民政部门经办', en: 'Clerk of the civil affairs department in Lingqiu County' },
  },
  {
    subject: 'demo-integrator', name: '演示·灵丘县系统对接', roles: ['INTEGRATOR'], placeCode: county, department: povertyOffice,
    description: { zh: '与其他系统交换灵丘县数据', en: 'Exchanges the data of Lingqiu County with other systems' },
  },
  {
    subject: 'demo-system', name: '演示·系统管理员', roles: ['SYSTEM_ADMINISTRATOR'], placeCode: province, department: 'provincial_government',
    description: { zh: '管理系统运行,看不到业务数据', en: 'Runs the system, sees no records' },
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
  await insertRows(tx, account, demoAccounts.map(({ subject, name, department, roles }) => (
    { id: idOf(subject), subject, name, departmentCode: department, duty: roles.map((role) => dutyOfRole[role]).find((line) => line !== null) ?? 'BUSINESS', createdAt: now }
  )), { onConflict: 'nothing' });
  await insertRows(tx, accountRole, demoAccounts.flatMap(({ subject, roles, placeCode }) => roles.map((role) => (
    { id: v5(`${subject}/${role}`, namespace), accountId: idOf(subject), role, placeCode, duty: dutyOfRole[role], fromOn: rolesFrom }
  ))), { onConflict: 'nothing' });
};
