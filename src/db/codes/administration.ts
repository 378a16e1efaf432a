import { defineCodes } from '../codes.ts';
import type { Role } from './access.ts';

/** What an account is for. The three administrations and the work itself are never in the same hands. */
export const duty = defineCodes('core.duty', 'Duty', ['职责类别', 'Line of duty'], {
  BUSINESS: ['业务', 'Work with records'],
  SYSTEM: ['系统管理', 'System administration'],
  AUDIT: ['审计', 'Audit'],
  SECURITY: ['安全管理', 'Security administration'],
});
export type Duty = (typeof duty.values)[number];

/** The line of duty each role belongs to; looking is open to every line. */
export const dutyOfRole: Readonly<Record<Role, Duty | null>> = {
  VIEWER: null,
  CLERK: 'BUSINESS',
  REVIEWER: 'BUSINESS',
  PUBLISHER: 'BUSINESS',
  INTEGRATOR: 'BUSINESS',
  SYSTEM_ADMINISTRATOR: 'SYSTEM',
  AUDITOR: 'AUDIT',
  SECURITY_ADMINISTRATOR: 'SECURITY',
};

/** What a notice is about. */
export const noticeKind = defineCodes('core.notice_kind', 'NoticeKind', ['通知类别', 'Kind of notice'], {
  BREAK_GLASS: ['应急授权', 'A household of the county was opened in an emergency'],
  ROLE_GRANTED: ['授予角色', 'A role was granted'],
  ROLE_REVOKED: ['撤销角色', 'A role was revoked'],
});
export type NoticeKind = (typeof noticeKind.values)[number];
