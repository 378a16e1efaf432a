import { withoutIdNumbers } from '../access/id-number-text.ts';
import { ConfigError } from '../config.ts';
import { type Bilingual, PlatformError } from '../errors.ts';

/** Says something to whoever called the command. */
export const say = (text = ''): void => {
  process.stdout.write(`${text}\n`);
};

/** A remark beside the result. */
export const remark = ({ zh, en }: Bilingual): void => {
  process.stderr.write(`${zh} / ${en}\n`);
};

/** What lies behind an error, down to the driver: why a server was not reached. */
const reasons = (error: Error): readonly string[] => {
  if (!(error.cause instanceof Error)) return [];
  return [error.cause.message, ...reasons(error.cause)].filter(Boolean);
};

const platformError = (error: PlatformError): string =>
  [error.messages.zh, `${error.code}: ${error.messages.en}`, ...reasons(error).map((reason) => `  ${reason}`)].join('\n');

/** An error as an operator reads it: expected ones in a line or two, others with their stack, none with an ID number. */
export const explain = (error: unknown): string => withoutIdNumbers(explained(error));

const explained = (error: unknown): string => {
  if (error instanceof PlatformError) return platformError(error);
  if (error instanceof ConfigError) return `设置有误 / Wrong setting\n  ${error.message}`;
  // the database's own words, such as a wrong password or an unknown database
  if (error instanceof Error && error.name === 'StatementError') return `数据库拒绝 / The database refused\n  ${error.message}`;
  return error instanceof Error && error.stack ? error.stack : String(error);
};
