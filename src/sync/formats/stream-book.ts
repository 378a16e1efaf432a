import { PassThrough } from 'node:stream';
import { setImmediate, setTimeout } from 'node:timers/promises';
import excel from '@protobi/exceljs';

export type StreamBook = InstanceType<typeof excel.stream.xlsx.WorkbookWriter>;

/** Waits for who reads the workbook: its writer waits neither for its compressor nor for its reader. */
export type Pause = (row: number) => Promise<void>;

/** A workbook's bytes while it is being written. An error of the writer is thrown by what is read. */
export async function* streamBook(write: (book: StreamBook, pause: Pause) => Promise<void>): AsyncGenerator<Uint8Array> {
  const stream = new PassThrough({ highWaterMark: 256_000 });
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const pause: Pause = async (row) => {
    if (row % 500 === 0) await setImmediate();
    while (stream.writableNeedDrain && !stream.destroyed) await setTimeout(2);
  };
  const written = write(book, pause).then(() => book.commit());
  written.catch((error: unknown) => stream.destroy(error as Error));
  try {
    yield* stream as AsyncIterable<Uint8Array>;
    await written;
  } finally {
    stream.destroy();
  }
}
