import type { Database, Scope } from '../../db/database.ts';
import { isRetryable } from '../../db/engine-errors.ts';
import { PlatformError } from '../../errors.ts';
import type { Vault } from '../vault.ts';
import type { AccessRow } from './append.ts';
import { keepAccess } from './keep.ts';

/** Where queries, whose own transaction may write nothing, leave what they answered. */
export interface ReadLog {
  /**
   * Resolves when the entries are durable, so that the answer may leave.
   * @throws PlatformError ACCESS_NOT_RECORDED: the answer must be withheld
   */
  write(rows: readonly AccessRow[]): Promise<void>;
}

interface Waiting {
  readonly rows: readonly AccessRow[];
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

const scope: Scope = { counties: '*', actor: 'system:access-log' };

/** Answers are ready and somebody waits for them: a database that is only busy is asked again. */
const attempts = 3;

const isPassing = (error: unknown): boolean => isRetryable(error) || (error instanceof PlatformError && error.code === 'DATABASE_BUSY');

/** A log that writes in groups: while one commit is under way, the next ones gather for another. */
export const createReadLog = (db: Database, vault: Vault): ReadLog => {
  let waiting: Waiting[] = [];
  let isWriting = false;
  const writeGroup = async (group: readonly Waiting[], left = attempts): Promise<void> => {
    try {
      await db.transaction({ scope }, async (tx) => keepAccess(tx, vault, group.flatMap(({ rows }) => rows)));
      for (const { done } of group) done();
    } catch (cause) {
      if (left > 1 && isPassing(cause)) return writeGroup(group, left - 1);
      for (const { failed } of group) failed(new PlatformError('ACCESS_NOT_RECORDED', {}, { cause }));
    }
  };
  const writeAll = async (): Promise<void> => {
    isWriting = true;
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      await writeGroup(group);
    }
    isWriting = false;
  };
  return {
    write: (rows) => {
      if (rows.length === 0) return Promise.resolve();
      return new Promise((done, failed) => {
        waiting.push({ rows, done, failed });
        if (!isWriting) void writeAll();
      });
    },
  };
};
