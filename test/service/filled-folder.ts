import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { firstQuery, publicQuery } from '../../src/server/examples.ts';
import { secretsIn, startService } from './service.ts';

/** The first run on an empty folder, and what came of it. */
export interface FirstRun {
  readonly folder: string;
  readonly out: string;
  readonly err: string;
  readonly exitCode: number | null;
  /** Texts of the answers to the two printed queries. */
  readonly publicAnswer: string;
  readonly clerkAnswer: string;
  readonly secrets: readonly string[];
}

declare module 'vitest' {
  export interface ProvidedContext {
    firstRun: FirstRun;
  }
}

/** Starts the service once on an empty folder, as a newcomer does; the tests work on copies of the folder. */
export default async (project: TestProject): Promise<() => void> => {
  const folder = mkdtempSync(join(tmpdir(), 'youyu-first-'));
  const service = await startService({ YOUYU_DATA_DIR: folder });
  const publicAnswer = (await service.ask(publicQuery)).text;
  const clerkAnswer = (await service.ask(firstQuery, { as: 'demo-county-clerk' })).text;
  const { code } = await service.stop();
  const [out, err] = [service.out(), service.err()];
  project.provide('firstRun', { folder, out, err, exitCode: code, publicAnswer, clerkAnswer, secrets: secretsIn(out + err, folder) });
  return () => rmSync(folder, { recursive: true, force: true });
};

/** A copy of the filled folder for one test file, gone when the process ends. */
export const copyOf = (folder: string): string => {
  const copy = mkdtempSync(join(tmpdir(), 'youyu-service-'));
  cpSync(folder, copy, { recursive: true });
  process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
  return copy;
};
