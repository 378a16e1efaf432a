import type { Bilingual } from '../../errors.ts';

/** A column of a printed table. */
export interface FormColumn {
  readonly title: Bilingual;
  /** Figures stand to the right. */
  readonly isFigure?: boolean;
}

/** A titled table, or, as `facts`, rows whose titles stand beside the values. */
export interface FormSection {
  readonly title: Bilingual;
  readonly layout: 'table' | 'facts';
  readonly columns: readonly FormColumn[];
  readonly rows: readonly (readonly string[])[];
}

/** A form as it is printed or exported: derived from what is stored, with nothing to fill in. */
export interface Form {
  /** Name of its file, without an ending. */
  readonly name: string;
  readonly title: Bilingual;
  /** The line under the title: of where, of when. */
  readonly subtitle: Bilingual;
  readonly sections: readonly FormSection[];
  /** Who had it made, when, by which request: at the foot of every page. */
  readonly watermark: Bilingual;
}

/** Stands for a value that the reader may not see. */
export const withheldMark = '※';
export const withheldNote: Bilingual = { zh: '※ 无权查看,或须说明用途后单独查看', en: '※ not for the reader, or shown one by one for a purpose only' };
