import type { FileSource } from '../formats/cells.ts';
import type { Importer } from './importer.ts';

/** One file to import. */
export interface ImportRequest {
  readonly subject: string;
  readonly importer: Importer;
  readonly source: FileSource;
  readonly dryRun: boolean;
  /** Of the caller's counties this one alone. */
  readonly county?: string | undefined;
  /** The run whose rows in quarantine this file puts right. */
  readonly corrects?: string | undefined;
  readonly onProgress?: (rows: number, expected: number | null) => void;
  readonly signal?: AbortSignal | undefined;
}
