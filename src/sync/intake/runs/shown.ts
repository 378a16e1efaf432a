import { type FieldClass, mayReadField, wider } from '../../../access/identity.ts';
import { mayHoldIdNumber, withoutIdNumbers } from '../../../access/id-number-text.ts';
import type { MaskedField, RequestContext } from '../../../schema/context.ts';
import { coreRecords } from '../../../schema/core-records.ts';
import { listSeparator } from '../../cell-text.ts';
import type { ExchangeColumn } from '../../columns.ts';
import { isShown } from '../../export/rows.ts';
import type { InCell } from '../../formats/cells.ts';
import { keyClasses } from '../../key-text.ts';
import type { Importer } from '../importer.ts';
import type { KeptRow } from '../seal-row.ts';
import { type Owner, ownerOf } from './owners.ts';

/** A cell as its account is told of it: the text, or why it is withheld. */
export interface ShownCell {
  readonly column: string;
  readonly title: ExchangeColumn['title'] | undefined;
  readonly text: string | null;
  readonly withheld: MaskedField['reason'] | undefined;
  /** What is noted as read once the text is answered. */
  readonly read: { readonly recordType: string; readonly owner: Owner; readonly class: FieldClass };
}

const dayOrInstant = (date: Date): string => date.toISOString().replace(/T00:00:00\.000Z$/, '');

const textOf = (cell: InCell): string | null => {
  if (cell == null) return null;
  if (cell instanceof Date) return dayOrInstant(cell);
  if (Array.isArray(cell)) return cell.map((item) => String(textOf(item as InCell))).join(listSeparator);
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
};

/** Classes of what a text names that stands in the column: who brings it writes a readable key, whoever may read it later. */
const namedClasses = ({ target, names }: ExchangeColumn): readonly FieldClass[] => {
  if (!target || (names !== 'reference' && names !== 'person')) return [];
  return target === coreRecords.person ? ['personal'] : keyClasses(target);
};

/** Whether the caller reads the column, and what it names. */
export const isReadable = (ctx: RequestContext, importer: Importer, column: ExchangeColumn): boolean =>
  isShown(ctx, importer.record, column) && namedClasses(column).every((one) => one !== 'sensitive' && mayReadField(ctx.identity, column.target ?? importer.record, one));

/** Why a cell is not shown: as in exports, what is sensitive never is; nor is anything that looks like an ID number, wherever it stands. */
const reasonOf = (ctx: RequestContext, importer: Importer, column: ExchangeColumn | undefined, text: string, owner: Owner | undefined): ShownCell['withheld'] => {
  if (column?.class === 'sensitive' || mayHoldIdNumber(text)) return 'PURPOSE_REQUIRED';
  if (!column || !isReadable(ctx, importer, column)) return 'FIELD_CLASS';
  const isPersonal = column.class === 'personal' || namedClasses(column).includes('personal');
  return isPersonal && !owner ? 'FIELD_CLASS' : undefined;
};

/** The cells of a row, each shown or withheld by the class of its column and whose row it is. */
export const shownCells = async (ctx: RequestContext, importer: Importer, { cells }: KeptRow): Promise<readonly ShownCell[]> => {
  const owner = await ownerOf(ctx, importer, cells);
  return Object.entries(cells).map(([name, cell]): ShownCell => {
    const column = importer.columns.find((one) => one.name === name);
    const text = textOf(cell);
    const withheld = reasonOf(ctx, importer, column, text ?? '', owner);
    const told = column ? namedClasses(column).reduce<FieldClass>(wider, column.class) : 'sensitive';
    return { column: withoutIdNumbers(name).slice(0, 60), title: column?.title, text: withheld ? null : text, withheld, read: { recordType: importer.record.name, owner: owner ?? {}, class: told } };
  });
};

/** Whether what is said of a fault may be shown: it may tell of the cell. */
export const tellsFaultOf = (ctx: RequestContext, { columns, record }: Importer, name: string): boolean => {
  const column = columns.find((one) => one.name === name);
  return column === undefined || mayReadField(ctx.identity, record, column.class);
};
