import type { AccessRow } from '../../access/audit/append.ts';
import { type AdministrativeWrite, auditWrite } from '../../administration/audit.ts';
import { createReadLog } from '../../access/audit/read-log.ts';
import type { RequestContext } from '../../schema/context.ts';
import { type ContextFacts, contextFacts } from '../../server/context-facts.ts';
import type { OperationOptions } from '../../server/operation.ts';
import type { RouteCall } from '../../server/routes.ts';
import type { Spooled } from '../../server/spool.ts';

/** Who asks for a file, and until when. */
export type FileCall = Pick<RouteCall, 'identity' | 'requestId' | 'ended'>;

/** Keeps whose values a page holds. */
export type KeepAccesses = (rows: readonly AccessRow[]) => Promise<void>;

/** A file that was made whole. */
export interface MadeFile {
  readonly file: Spooled;
  readonly rows: number;
}

/** How files are made: in one snapshot, and written down in both journals before their first byte leaves. */
export const createFileMaker = (options: Omit<OperationOptions, 'idempotencyHours'>, operation: string, deadlineMs: number) => {
  const { db, vault } = options;
  const readLog = createReadLog(db, vault);
  return {
    factsOf: ({ identity, requestId }: FileCall): ContextFacts => contextFacts(options, { identity, requestId, operation }),
    make: async <T extends MadeFile>(facts: ContextFacts, call: FileCall, work: (ctx: RequestContext, keep: KeepAccesses) => Promise<T>, entryOf: (made: T) => AdministrativeWrite): Promise<T> => {
      // the embedded database has one session: its journal is written when the snapshot is let go, a server's meanwhile
      const later: AccessRow[] = [];
      const keep: KeepAccesses = db.engine === 'pglite' ? async (rows) => void later.push(...rows) : (rows) => readLog.write(rows);
      const { scope } = facts.identity;
      const made = await db.transaction({ scope, readOnly: true, signal: call.ended, deadlineMs }, (tx) => work({ ...facts, tx }, keep));
      const written = async (): Promise<void> => {
        await readLog.write(later);
        await db.transaction({ scope }, async (tx) => auditWrite({ ...facts, tx }, entryOf(made)));
      };
      await written().catch(async (error: unknown) => {
        await made.file.remove();
        throw error;
      });
      return made;
    },
  };
};

/** The file as a body; it is gone from the disk when it was read, or when its reader has left. */
const bodyOf = (file: Spooled): ReadableStream<Uint8Array> => {
  const parts = file.open()[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await parts.next();
      if (!done) return controller.enqueue(value);
      await file.remove();
      controller.close();
    },
    cancel: async () => {
      await parts.return?.();
      await file.remove();
    },
  });
};

/** The file as an answer: what it is, under which name it is saved, and how many rows it has. */
export const fileAnswer = ({ file, rows }: MadeFile, { requestId }: FileCall, { type, name, more = {} }: { readonly type: string; readonly name: string; readonly more?: Readonly<Record<string, string>> }): Response =>
  new Response(bodyOf(file), {
    headers: {
      'content-type': type, 'content-length': String(file.bytes), 'content-disposition': `attachment; filename="${name}"`,
      'x-youyu-rows': String(rows), 'x-youyu-request-id': requestId, ...more,
    },
  });
