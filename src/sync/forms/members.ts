import { maskIdNumber } from '../../access/id-number.ts';
import { mayReadField } from '../../access/identity.ts';
import { relation } from '../../db/codes/people.ts';
import type { Row } from '../../records/page.ts';
import type { RequestContext } from '../../schema/context.ts';
import { coreRecords } from '../../schema/core-records.ts';
import { codeText } from '../code-text.ts';
import { type FormColumn, withheldMark } from './form.ts';
import { formColumns, headOf, shownRows } from './shown.ts';

const unshown = new Set(['current', 'mergedInto', 'diedOn']);
const columns = () => formColumns(coreRecords.person).filter(({ name }) => !unshown.has(name));

/** The columns of a roster: the person's own, with the relation and the masked ID number before them. */
export const memberColumns = (): readonly FormColumn[] => [
  ...columns().slice(0, 1).map(headOf),
  { title: relation.title },
  { title: { zh: '身份证号', en: 'ID number, the last four shown' } },
  ...columns().slice(1).map(headOf),
];

/** Members of households as a roster shows them; each row carries its relation, as a roster loads it. */
export const memberRows = async (ctx: RequestContext, asOf: string, members: readonly Row[]): Promise<readonly (readonly string[])[]> => {
  const shown = await shownRows(ctx, asOf, coreRecords.person, columns(), members);
  const mayRead = mayReadField(ctx.identity, coreRecords.person, 'personal');
  return members.map((row, at) => {
    const [name = '', ...rest] = shown[at] ?? [];
    const tail = row.idNumberTail == null ? '' : maskIdNumber(String(row.idNumberTail));
    return [name, mayRead ? codeText(relation, String(row.relation), 'zh') : withheldMark, mayRead ? tail : withheldMark, ...rest];
  });
};
