import type { GraphQLSchema } from 'graphql';
import { v7 as uuidv7 } from 'uuid';
import { requireSignedIn } from '../../access/identity.ts';
import type { AdministrativeWrite } from '../../administration/audit.ts';
import { PlatformError } from '../../errors.ts';
import type { Plugin } from '../../plugins/define.ts';
import type { AnyRecord } from '../../records/define.ts';
import { accessFacts, type RequestContext } from '../../schema/context.ts';
import { allCoreRecords } from '../../schema/core-records.ts';
import type { OperationOptions } from '../../server/operation.ts';
import type { Route } from '../../server/routes.ts';
import { spool } from '../../server/spool.ts';
import { headersOf } from '../column-headers.ts';
import { exchangeColumns } from '../columns.ts';
import { type FileFormat, mediaTypeOf, type OutCell } from '../formats/cells.ts';
import { writeFile } from '../formats/write.ts';
import { watermarkOf } from '../forms/watermark.ts';
import { classOfCell } from '../show-keys.ts';
import { type AskedExport, askedExport } from './asked.ts';
import { createFileMaker, fileAnswer, type KeepAccesses, type MadeFile } from './made.ts';
import { exportPages, isShown } from './rows.ts';

/** Longest life of an export, and the largest file. */
const exportMs = 600_000;
const mostBytes = 8 * 1024 ** 3;

const address = /^\/export\/(\w{1,100})\.(csv|xlsx|ndjson)$/;

interface Written extends MadeFile {
  readonly withheld: readonly string[];
}

const requirePurpose = (ctx: RequestContext, { record, columns, purpose }: AskedExport): void => {
  const isPersonal = columns.some((column) => isShown(ctx, record, column) && classOfCell(ctx, column) === 'personal');
  if (isPersonal && purpose === undefined) throw new PlatformError('EXPORT_PURPOSE_REQUIRED');
};

/** Makes the whole file, in one snapshot, and says page by page whose values it holds. */
const written = async (ctx: RequestContext, asked: AskedExport, keep: KeepAccesses): Promise<Written> => {
  requirePurpose(ctx, asked);
  let rows = 0;
  async function* cells(): AsyncGenerator<readonly OutCell[]> {
    for await (const page of exportPages(ctx, asked)) {
      await keep(page.accesses.rows({ ...accessFacts(ctx), kind: 'EXPORT', purpose: asked.purpose ?? null }));
      rows += page.rows.length;
      yield* page.rows;
    }
  }
  const headers = headersOf(asked.columns, asked.wording, exchangeColumns(asked.record));
  const columns = asked.columns.map((column, at) => ({ header: headers[at] as string, kind: column.codes || column.names !== 'value' ? ('String' as const) : column.kind }));
  const file = await spool(asked.record.name, writeFile(asked.format, columns, cells(), { encoding: asked.encoding, sheet: asked.record.name, footer: watermarkOf(ctx).zh }), mostBytes);
  return { file, rows, withheld: asked.columns.filter((column) => !isShown(ctx, asked.record, column)).map(({ name }) => name) };
};

const named: Readonly<Record<string, FileFormat>> = { csv: 'CSV', xlsx: 'XLSX', ndjson: 'NDJSON' };

/** Who took out how many rows of what: a write of its own, before the first byte leaves. */
const entryOf = ({ record, purpose, format, place, columns }: AskedExport, rows: number): AdministrativeWrite => ({
  action: 'export', recordType: record.name, recordId: uuidv7(), reason: purpose,
  changes: { rows: [null, rows], format: [null, format], place: [null, place ?? null], columns: [null, columns.map(({ name }) => name)] },
});

/**
 * `GET /export/<Record>.csv|xlsx|ndjson`: all rows of a record within the caller's scope, below a `place`, under a
 * `filter` and in an `orderBy` as the graph takes them, as a file that can be imported again.
 */
export const exportRoute = (operation: OperationOptions, schema: GraphQLSchema, plugins: readonly Plugin[]): Route => {
  const maker = createFileMaker(operation, 'Export', exportMs);
  const records = new Map<string, AnyRecord>([...allCoreRecords, ...plugins.flatMap((plugin) => plugin.records)].map((record) => [record.name, record]));
  return {
    method: 'GET',
    path: '/export/',
    cost: 10_000,
    deadlineMs: exportMs,
    answer: async (call) => {
      const [, name, ending] = address.exec(call.url.pathname) ?? [];
      const found = records.get(name ?? '');
      if (!found || found.lists === 'none') throw new PlatformError('EXPORT_UNKNOWN');
      requireSignedIn(call.identity);
      const asked = askedExport(schema, found, named[ending as string] as FileFormat, call.url.searchParams);
      const facts = maker.factsOf(call);
      const made = await maker.make(facts, call, (ctx, keep) => written(ctx, asked, keep), ({ rows }) => entryOf(asked, rows));
      return fileAnswer(made, call, {
        type: mediaTypeOf(asked.format, asked.encoding), name: `${found.name}-${facts.today}.${ending}`,
        more: made.withheld.length > 0 ? { 'x-youyu-withheld': made.withheld.join(',') } : {},
      });
    },
  };
};
