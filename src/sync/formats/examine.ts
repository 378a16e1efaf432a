import { createHash } from 'node:crypto';
import { PlatformError } from '../../errors.ts';
import { checkWorkbook } from './workbook-check.ts';
import type { Encoding, FileFormat, FileSource } from './cells.ts';

/** What a file is, found by reading it once. */
export interface Examined {
  readonly format: FileFormat;
  /** None for workbooks. */
  readonly encoding: Encoding | null;
  readonly bytes: number;
  /** SHA-256 of the bytes: the same file is known again by it. */
  readonly hash: string;
  /** About how many rows there are, the header aside: enough for a progress. */
  readonly rows: number;
}

const bom = [0xef, 0xbb, 0xbf];
const zip = [0x50, 0x4b, 0x03, 0x04];
const oldExcel = [0xd0, 0xcf, 0x11, 0xe0];

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean => signature.every((byte, at) => bytes[at] === byte);

/** A decoder that notices the first byte that is none of its encoding. */
const createCheck = (encoding: string) => {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let holds = true;
  const attempt = (work: () => void): void => {
    try {
      if (holds) work();
    } catch {
      holds = false;
    }
  };
  return {
    write: (chunk: Uint8Array): void => attempt(() => decoder.decode(chunk, { stream: true })),
    end: (): boolean => {
      attempt(() => decoder.decode());
      return holds;
    },
  };
};

const encodingOf = (head: Uint8Array, isUtf8: boolean, isGb: boolean): Encoding => {
  if (isUtf8) return startsWith(head, bom) ? 'utf-8-bom' : 'utf-8';
  if (isGb) return 'gb18030';
  throw new PlatformError('FILE_ENCODING_UNKNOWN');
};

/** JSON lines begin with a brace; nothing that a table begins with does. */
const isJson = (head: Uint8Array): boolean => /^(\xef\xbb\xbf)?\s*\{/.test(Buffer.from(head).toString('latin1'));

/**
 * Finds format and encoding in the bytes, not in the name. Whoever guesses from the first kilobyte finds
 * ASCII headers and takes GB18030 for UTF-8; so the whole file is looked at.
 * @throws PlatformError FILE_TOO_LARGE, FILE_EMPTY, FILE_FORMAT_UNKNOWN, FILE_ENCODING_UNKNOWN
 */
export const examineFile = async (source: FileSource, maxBytes = Number.POSITIVE_INFINITY): Promise<Examined> => {
  const hash = createHash('sha256');
  const [utf8, gb] = [createCheck('utf-8'), createCheck('gb18030')];
  let head = new Uint8Array();
  let bytes = 0;
  let [hasNul, lines] = [false, 0];
  for await (const chunk of source.open()) {
    if (head.length < 64) head = Buffer.concat([head, chunk.subarray(0, 64)]);
    bytes += chunk.length;
    if (bytes > maxBytes) throw new PlatformError('FILE_TOO_LARGE', { max: maxBytes });
    hash.update(chunk);
    if (startsWith(head, zip)) continue;
    hasNul ||= chunk.includes(0);
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
    utf8.write(chunk);
    gb.write(chunk);
  }
  const found = { bytes, hash: hash.digest('hex') };
  if (bytes === 0) throw new PlatformError('FILE_EMPTY');
  if (startsWith(head, zip)) return { ...found, format: 'XLSX', encoding: null, rows: await checkWorkbook(source) };
  if (startsWith(head, oldExcel)) throw new PlatformError('FILE_FORMAT_UNKNOWN');
  if (hasNul) throw new PlatformError('FILE_ENCODING_UNKNOWN');
  const encoding = encodingOf(head, utf8.end(), gb.end());
  return isJson(head) ? { ...found, encoding, format: 'NDJSON', rows: lines } : { ...found, encoding, format: 'CSV', rows: Math.max(0, lines - 1) };
};
