import { existsSync, readdirSync, readlinkSync } from 'node:fs';

const folder = '/proc/self/fd';

const targetOf = (descriptor: string): string => {
  try {
    return readlinkSync(`${folder}/${descriptor}`);
  } catch {
    return ''; // closed meanwhile
  }
};

/** Temporary files of uploads and exports that this process has open; where the system does not tell, none. */
export const openSpools = (): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).map(targetOf).filter((target) => target.includes('youyu-upload-')) : [];
