import type { PlatformError } from '../../errors.ts';
import type { ValueKind } from '../../records/column-type.ts';

export const fileFormats = ['CSV', 'XLSX', 'NDJSON'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** How the text of a CSV or NDJSON file is encoded; XLSX has no choice. */
export const encodings = ['utf-8', 'utf-8-bom', 'gb18030'] as const;
export type Encoding = (typeof encodings)[number];

/** A value on its way into a file. Undefined is not said at all: JSON, where null empties a field, leaves it out. */
export type OutCell = string | number | boolean | null | undefined;

/** A column of a file: its header, and what kind of values stand under it. */
export interface FileColumn {
  readonly header: string;
  readonly kind: ValueKind;
}

/** A value as a file holds it; JSON may hold lists. */
export type InCell = string | number | boolean | Date | null | undefined | readonly unknown[];

/** One row of a file: where it stands, and its cells by header. */
export interface FileRow {
  /** Line of a text, row of a sheet, from 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, InCell>>;
  /** Why the row could not be read at all; its text is under the empty header. */
  readonly fault?: PlatformError;
}

/** Bytes that can be read as often as needed. */
export interface FileSource {
  readonly name: string;
  open(): AsyncIterable<Uint8Array>;
}

export const mediaTypes: Record<FileFormat, string> = {
  CSV: 'text/csv; charset=utf-8',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  NDJSON: 'application/x-ndjson; charset=utf-8',
};

/** What a file is, its encoding included. */
export const mediaTypeOf = (format: FileFormat, encoding: Encoding): string => (format === 'CSV' && encoding === 'gb18030' ? 'text/csv; charset=gb18030' : mediaTypes[format]);
