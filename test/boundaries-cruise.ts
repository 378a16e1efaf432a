import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const root = fileURLToPath(new URL('../', import.meta.url));

/** What `npm run boundaries` finds in the tree below `baseDir`. */
export const cruiseTree = async (baseDir: string = root): Promise<ICruiseResult> => {
  const options = await extractDepcruiseOptions(join(root, '.dependency-cruiser.cjs'));
  const { output } = await cruise(['src', 'test', 'scripts'], { ...options, baseDir, validate: true }, undefined, { tsConfig: extractTSConfig(join(root, 'tsconfig.json')) });
  if (typeof output === 'string') throw new Error(output);
  return output;
};

const parts = ['src', 'test', 'scripts', 'package.json', 'tsconfig.json'];

export interface PlantedTree {
  readonly folder: string;
  remove(): void;
}

/** A copy of the tree with other files planted in it: the tree itself is never touched. */
export const plantedTree = (files: Readonly<Record<string, string>>): PlantedTree => {
  const folder = mkdtempSync(join(tmpdir(), 'youyu-boundaries-'));
  for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
