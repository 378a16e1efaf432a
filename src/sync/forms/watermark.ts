import type { Bilingual } from '../../errors.ts';
import type { RequestContext } from '../../schema/context.ts';

const minute = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

/** Who had something made, when, and by which request: the journal of reads has the same id. */
export const watermarkOf = ({ identity, now, requestId }: RequestContext): Bilingual => {
  const [who, at] = [`${identity.name ?? ''} ${identity.subject ?? ''}`.trim(), minute.format(new Date(now))];
  return { zh: `${who} 于 ${at} 生成,请求 ${requestId};内部资料,妥善保管`, en: `Made by ${who} at ${at} (China), request ${requestId}; for internal use` };
};
