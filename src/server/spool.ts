import { createCipheriv, createDecipheriv, type Decipheriv, randomBytes, randomUUID } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PlatformError } from '../errors.ts';
import type { FileSource } from '../sync/formats/cells.ts';

/** A file that came over the network, read as often as needed, and gone when it is let go. */
export interface Spooled extends FileSource {
  readonly bytes: number;
  remove(): Promise<void>;
}

const algorithm = 'aes-256-ctr';
const partBytes = 65_536;

/** A file from its beginning. A stream would close the file with itself, and it is read more than once. */
async function* decrypted(file: FileHandle, decipher: Decipheriv): AsyncGenerator<Uint8Array> {
  const part = Buffer.allocUnsafe(partBytes);
  for (let at = 0; ;) {
    const { bytesRead } = await file.read(part, 0, partBytes, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield decipher.update(part.subarray(0, bytesRead));
  }
}

/**
 * Writes a body to a temporary file as it arrives: the sender is held back by the disk, and memory stays
 * small. The file may hold anybody's data, so it is encrypted with a key that is in memory alone; it has no
 * name once it is open, so nothing of it outlives the process, however that ends.
 * @throws PlatformError FILE_TOO_LARGE
 */
export const spool = async (name: string, body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Spooled> => {
  const path = join(tmpdir(), `youyu-upload-${randomUUID()}`);
  const [key, iv] = [randomBytes(32), randomBytes(16)];
  const file = await open(path, 'wx+', 0o600);
  let bytes = 0;
  try {
    await rm(path);
    const cipher = createCipheriv(algorithm, key, iv);
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new PlatformError('FILE_TOO_LARGE', { max: maxBytes });
      await file.appendFile(cipher.update(chunk)); // all of it, where write may take a part
    }
  } catch (error) {
    await file.close();
    throw error;
  }
  return { name, bytes, open: () => decrypted(file, createDecipheriv(algorithm, key, iv)), remove: () => file.close() };
};
