import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

const folder = new URL('../../data/', import.meta.url);

/** Reads one file of the data folder. */
export const readData = (name: string): Promise<Buffer> => readFile(new URL(name, folder));

/** Reads a CSV file with a header, packed or not; every value is text. */
export const readCsv = async <K extends string>(name: string): Promise<readonly Readonly<Record<K, string>>[]> => {
  const bytes = await readData(name);
  return parse(name.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true }) as Record<K, string>[];
};

/** What a data set was made from: the bytes of its files and the version of the code that reads them. */
export const fingerprint = async (names: readonly string[], version: number): Promise<string> => {
  const hash = createHash('sha256').update(`${version}`);
  for (const bytes of await Promise.all(names.map(readData))) hash.update(createHash('sha256').update(bytes).digest());
  return hash.digest('hex');
};
