import { defineCodes } from '../codes.ts';

export const role = defineCodes('core.role', 'Role', ['角色', 'Role'], {
  VIEWER: ['查看', 'Viewer'],
  CLERK: ['经办', 'Clerk'],
  REVIEWER: ['审核', 'Reviewer'],
  PUBLISHER: ['发布', 'Publisher'],
  SYSTEM_ADMINISTRATOR: ['系统管理员', 'System administrator'],
  AUDITOR: ['审计管理员', 'Auditor'],
  SECURITY_ADMINISTRATOR: ['安全管理员', 'Security administrator'],
  INTEGRATOR: ['系统对接', 'Integrator'],
});
export type Role = (typeof role.values)[number];

/** How somebody came to see personal values. */
export const accessKind = defineCodes('core.access_kind', 'AccessKind', ['查阅方式', 'Kind of access'], {
  READ: ['查询', 'Read in an ordinary answer'],
  UNMASK: ['解除遮蔽', 'Sensitive value asked for with a purpose'],
  BREAK_GLASS: ['应急授权', 'Access beyond the own scope, opened for an emergency'],
  EXPORT: ['导出', 'Taken out as a file'],
});
export type AccessKind = (typeof accessKind.values)[number];

/** How far a grant between departments reaches; what is sensitive stays masked until it is asked for with a purpose. */
export const grantedClass = defineCodes('core.granted_class', 'GrantedClass', ['授权字段级别', 'Class of fields granted'], {
  INTERNAL: ['内部', 'Internal'],
  PERSONAL: ['个人信息', 'Personal'],
  SENSITIVE: ['敏感信息', 'Sensitive'],
});
export type GrantedClass = (typeof grantedClass.values)[number];

/** What somebody may do with rows of a record. */
export const permission = defineCodes('core.permission', 'Permission', ['权限', 'Permission'], {
  READ: ['查看', 'Read rows'],
  WRITE: ['录入和修改', 'Create and change rows'],
  STEP: ['推进状态', 'Take a step of the status'],
  REVIEW: ['审核', "Take a reviewer's step of the status"],
  UNMASK: ['凭用途查看敏感信息', 'See sensitive fields, with a purpose'],
});
export type Permission = (typeof permission.values)[number];

/** What a sensitive value may be asked for. */
export const unmaskPurpose = defineCodes('core.unmask_purpose', 'UnmaskPurpose', ['查看目的', 'What a sensitive value is needed for'], {
  VERIFICATION: ['身份核验', 'Checking who somebody is'],
  ASSISTANCE: ['落实帮扶', 'Giving assistance'],
  SETTLEMENT: ['资金结算', 'Paying or settling an account'],
  MEDICAL: ['医疗救助', 'Medical help'],
  AUDIT_FINDING: ['审计整改', 'Answering a finding of an audit'],
  OTHER: ['其他(须说明)', 'Something else, said in the note'],
});
export type UnmaskPurpose = (typeof unmaskPurpose.values)[number];
