import { inChargeSql } from '../access/in-charge.ts';
import { actionOfRow, permittedBy, writing } from '../records/permissions.ts';
import { NotCompiled, type Part, type Selected } from './part.ts';
import { standIn } from './slot.ts';

/** What the caller may do with a row: by rights alone, and in writing if the department is in charge of its action. */
export const permissionsPart = (selected: Selected): Part => ({
  key: selected.key,
  ask: (asked) => {
    asked.note(selected, asked.slot(asked.asking.identity.department ?? ''));
  },
  build: (rows, build) => {
    const { record } = rows;
    if (!record || typeof record.action === 'function') throw new NotCompiled('permissions by code');
    const permitted = permittedBy(build.identity, record);
    const { action } = record;
    const column = typeof action === 'object' ? action.column : undefined;
    const at = column === undefined ? '' : rows.own(column);
    const inCharge = build.root.select(inChargeSql(standIn(build.asked.noted(selected)), standIn(build.today.at)), 'in charge');
    return (row, { root }) => {
      const number = actionOfRow(record, column === undefined ? {} : { [column]: row[at] });
      const isInCharge = number === undefined || (root[inCharge] as readonly number[]).includes(number);
      return permitted.filter((one) => isInCharge || !writing.has(one));
    };
  },
});
