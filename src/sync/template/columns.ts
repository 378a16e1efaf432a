import { type Identity, mayReadField } from '../../access/identity.ts';
import { codeText } from '../code-text.ts';
import { emptyWords, truthText } from '../cell-text.ts';
import type { ExchangeColumn } from '../columns.ts';
import type { Importer } from '../intake/importer.ts';

/** Columns that the caller may fill in: what a file writes, of classes that the caller reaches; keys stand in front. */
export const templateColumns = (identity: Identity, { columns, record }: Importer): readonly ExchangeColumn[] => {
  const own = columns.filter((column) => column.writable && mayReadField(identity, record, column.class));
  return [...own.filter(({ isKey }) => isKey), ...own.filter(({ isKey }) => !isKey)];
};

/** What a drop-down offers, in words that are read back as exactly one code; nothing for columns without one. */
export const choicesOf = ({ codes, kind, required }: ExchangeColumn): readonly string[] | undefined => {
  const words = codes ? codes.values.map((value) => codeText(codes, value, 'zh')) : kind === 'Boolean' ? [truthText(true, 'zh'), truthText(false, 'zh')] : undefined;
  return words && (required ? words : [...words, emptyWords.zh]);
};
