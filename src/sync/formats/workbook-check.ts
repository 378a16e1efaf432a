import { Readable } from 'node:stream';
import unzipper from 'unzipper';
import { PlatformError } from '../../errors.ts';
import type { FileSource } from './cells.ts';

/** A workbook unpacks to about ten times its size; what becomes far more is meant to fill memory or disk. */
const largestUnpacked = 4_000_000_000;
const largestRatio = 200;
/** Texts that many cells share are kept in memory. */
const largestShared = 200_000_000;

const rowMark = Buffer.from('<row ');

/** Rows in a part of a sheet; one whose mark is cut by the end of the part is not counted. */
const rowsIn = (chunk: Buffer): number => {
  let rows = 0;
  for (let at = chunk.indexOf(rowMark); at >= 0; at = chunk.indexOf(rowMark, at + rowMark.length)) rows += 1;
  return rows;
};

/**
 * Unpacks a workbook once without keeping it, and answers about how many rows it has.
 * @throws PlatformError FILE_UNPACKS_TOO_LARGE, FILE_FORMAT_UNKNOWN
 */
export const checkWorkbook = async (source: FileSource): Promise<number> => {
  let packed = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.open()) {
      packed += chunk.length;
      yield chunk;
    }
  };
  let [unpacked, rows, isBook] = [0, 0, false];
  const entries = Readable.from(counted()).pipe(unzipper.Parse({ forceStream: true }));
  for await (const entry of entries as AsyncIterable<unzipper.Entry>) {
    isBook ||= entry.path === 'xl/workbook.xml';
    let size = 0;
    for await (const chunk of entry as AsyncIterable<Buffer>) {
      size += chunk.length;
      unpacked += chunk.length;
      if (entry.path.startsWith('xl/worksheets/')) rows += rowsIn(chunk);
      const isTooLarge = unpacked > largestUnpacked || (unpacked > 50_000_000 && unpacked > packed * largestRatio);
      if (isTooLarge || (entry.path === 'xl/sharedStrings.xml' && size > largestShared)) throw new PlatformError('FILE_UNPACKS_TOO_LARGE');
    }
  }
  if (!isBook) throw new PlatformError('FILE_FORMAT_UNKNOWN');
  return Math.max(0, rows - 1);
};
