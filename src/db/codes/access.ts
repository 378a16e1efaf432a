import { defineCodes } from '../codes.ts';

export const role = defineCodes('core.role', 'Role', ['角色', 'Role'], {
  VIEWER: ['查看', 'Viewer'],
  CLERK: ['经办', 'Clerk'],
  REVIEWER: ['审核', 'Reviewer'],
  PUBLISHER: ['发布', 'Publisher'],
  AUDITOR: ['审计管理员', 'Auditor'],
  SECURITY_ADMINISTRATOR: ['安全管理员', 'Security administrator'],
  INTEGRATOR: ['系统对接', 'Integrator'],
});
export type Role = (typeof role.values)[number];
