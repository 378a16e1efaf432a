/** Text in the two languages of the platform. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/**
 * Every error a user or an operator can meet, with its stable code. `{name}` is replaced by the
 * detail of that name. Details never hold personal data: messages travel to logs and screens.
 */
export const errorCatalogue = {
  // transport and identity
  UNAUTHENTICATED: { zh: '请先登录:缺少有效的访问令牌', en: 'Sign in first: a valid access token is missing' },
  FORBIDDEN: { zh: '您没有执行此操作的权限', en: 'You may not do this' },
  INTERNAL_ERROR: { zh: '服务内部错误,请凭请求号联系管理员', en: 'Internal error; give the request id to your administrator' },
  // database
  DATABASE_UNAVAILABLE: { zh: '数据库暂时不可用,请稍后重试', en: 'The database is not available now; try again shortly' },
  DATABASE_BUSY: { zh: '系统繁忙,等待数据库连接超时,请稍后重试', en: 'Too busy: no database connection became free in time; try again shortly' },
  DEADLINE_EXCEEDED: { zh: '查询超过时限已被终止', en: 'The query took longer than its deadline and was ended' },
  WRONG_ROW_COUNT: { zh: '数据库返回的行数与其声明不符,结果已丢弃', en: 'The database returned a different number of rows than it announced; the result was discarded' },
  FOLDER_LOCKED: { zh: '数据目录 {folder} 正被进程 {pid} 使用', en: 'The data folder {folder} is in use by process {pid}' },
} as const satisfies Record<string, Bilingual>;

export type ErrorCode = keyof typeof errorCatalogue;

type Details = Readonly<Record<string, string | number | readonly (string | number)[]>>;

const fill = (template: string, details: Details): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in details ? String(details[name]) : whole));

/** An expected failure with a code from the catalogue. `path` points into the caller's input. */
export class PlatformError extends Error {
  readonly code: ErrorCode;
  readonly messages: Bilingual;
  readonly details: Details;
  readonly path: readonly (string | number)[] | undefined;

  constructor(code: ErrorCode, details: Details = {}, options: { path?: readonly (string | number)[]; cause?: unknown } = {}) {
    const { zh, en } = errorCatalogue[code];
    const messages = { zh: fill(zh, details), en: fill(en, details) };
    super(`${code}: ${messages.en}`, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'PlatformError';
    this.code = code;
    this.messages = messages;
    this.details = details;
    this.path = options.path;
  }
}
