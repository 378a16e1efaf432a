import type { FieldClass } from '../../access/identity.ts';
import type { RequestContext } from '../../schema/context.ts';
import type { AnyRecord } from '../define.ts';

const countiesOf = ({ identity: { scope } }: RequestContext): readonly (string | null)[] => {
  if (scope.counties === '*') return [null];
  return [...new Set([...scope.counties, ...(scope.villages ?? []).map((code) => code.slice(0, 6))])];
};

/**
 * Notes that personal values were summed up: a group may be one household. No household is named, for all
 * of the caller's places were counted; where they are the whole province, no county is either.
 */
export const noteGroups = (ctx: RequestContext, { name }: Pick<AnyRecord, 'name'>, asked: readonly { readonly class: FieldClass }[]): void => {
  for (const countyCode of countiesOf(ctx)) for (const { class: of } of asked) ctx.accesses.note(name, { countyCode }, of);
};
