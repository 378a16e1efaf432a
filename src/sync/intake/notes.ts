import type { Wording } from '../code-text.ts';
import type { ExchangeColumn } from '../columns.ts';
import type { InCell } from '../formats/cells.ts';

const note = (name: string, zh: string, en: string): ExchangeColumn => ({
  name, title: { zh, en }, kind: 'String', isList: false, codes: undefined, class: 'internal', names: 'value', target: undefined, isOwner: false, isKey: false, writable: false, required: false,
});

/** Says of a row of which line of its file it puts right. */
export const lineNote = note('quarantineLine', '隔离:原文件行号', 'Quarantine: line of the file');

/** What a file of a quarantine tells of its rows beside their cells; imports do not store it. */
export const noteColumns: readonly ExchangeColumn[] = [
  lineNote,
  note('quarantineColumns', '隔离:有误的列', 'Quarantine: columns at fault'),
  note('quarantineReasonsZh', '隔离:原因', 'Quarantine: reasons in Chinese'),
  note('quarantineReasonsEn', '隔离:原因(英文)', 'Quarantine: reasons in English'),
];

/** Stands for a cell that its reader is not shown: left as it is, it means what was brought first. */
export const withheldMarks: Readonly<Record<Wording, string>> = { zh: '(已遮蔽,保留原值)', en: '(withheld, keeps its value)', code: '(withheld, keeps its value)' };

const marks = new Set(Object.values(withheldMarks).map((mark) => mark.normalize('NFKC')));

export const isWithheldMark = (cell: unknown): boolean => typeof cell === 'string' && marks.has(cell.normalize('NFKC').trim());

/** The line that a row says it puts right. */
export const lineIn = (cell: InCell): number | undefined => (/^\d{1,9}$/.test(String(cell ?? '').trim()) ? Number(cell) : undefined);
