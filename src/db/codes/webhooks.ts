import { defineCodes } from '../codes.ts';

/** Why a message was not taken. */
export const webhookFailure = defineCodes('core.webhook_failure', 'WebhookFailure', ['推送失败原因', 'Why a message was not taken'], {
  REFUSED: ['接收方拒绝(4xx 或重定向)', 'The receiver refused it, or sent elsewhere'],
  UNREACHABLE: ['无法连接', 'The receiver cannot be reached'],
  TIMED_OUT: ['接收方超时', 'The receiver did not answer in time'],
  SERVER_ERROR: ['接收方出错(5xx、408、425、429)', 'The receiver had a fault, or was too busy'],
  BAD_ANSWER: ['应答不完整或过长', 'The answer broke off or was too long'],
  ADDRESS_REFUSED: ['地址不允许(内网、本机等)', 'Its address is not one that may be reached'],
  OWNER_WITHOUT_RIGHTS: ['账号已停用或不再是对接账号', 'Its account is closed, or no integrator any more'],
  GONE: ['接收方表示已停用(410)', 'The receiver says that it is gone'],
  BEHIND: ['排在同一记录未送达的变更之后', 'It waits behind another change of the same record'],
});
export type WebhookFailure = (typeof webhookFailure.values)[number];
