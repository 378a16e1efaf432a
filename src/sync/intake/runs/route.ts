import { requireSignedIn } from '../../../access/identity.ts';
import type { UnmaskPurpose } from '../../../db/codes/access.ts';
import { PlatformError } from '../../../errors.ts';
import { accessFacts, type RequestContext } from '../../../schema/context.ts';
import type { OperationOptions } from '../../../server/operation.ts';
import type { Route } from '../../../server/routes.ts';
import { spool } from '../../../server/spool.ts';
import type { Wording } from '../../code-text.ts';
import { createFileMaker, fileAnswer, type KeepAccesses, type MadeFile } from '../../export/made.ts';
import { type Encoding, encodings, type FileFormat, mediaTypeOf, type OutCell } from '../../formats/cells.ts';
import { writeFile } from '../../formats/write.ts';
import { watermarkOf } from '../../forms/watermark.ts';
import { checkNames, chosenIn, purposeIn } from '../../search-params.ts';
import type { Importers } from '../importers.ts';
import { columnsOfFile, headersOfFile, isPersonal, pagesOfFile } from './file.ts';
import { knownRun, runIdOf } from './read.ts';

/** Longest life of such a file, and its largest size. */
const fileMs = 600_000;
const mostBytes = 8 * 1024 ** 3;

const address = /^\/import-runs\/([\w=%-]{1,100})\/quarantine\.(csv|xlsx)$/;
const known = new Set(['headers', 'encoding', 'purpose']);

interface Asked {
  readonly runId: string;
  readonly format: FileFormat;
  readonly wording: Wording;
  readonly encoding: Encoding;
  readonly purpose: UnmaskPurpose | undefined;
}

/** @throws PlatformError IMPORT_RUN_UNKNOWN, INVALID_ID, PARAMETER_UNKNOWN, PARAMETER_INVALID */
const askedOf = ({ pathname, searchParams: search }: URL): Asked => {
  const [, id, ending] = address.exec(pathname) ?? [];
  if (id === undefined) throw new PlatformError('IMPORT_RUN_UNKNOWN');
  checkNames(search, known);
  return {
    runId: runIdOf(id.replaceAll('%3D', '=')), format: ending === 'csv' ? 'CSV' : 'XLSX',
    wording: chosenIn(search, 'headers', ['zh', 'en', 'code'], 'zh'), encoding: chosenIn(search, 'encoding', encodings, 'utf-8-bom'),
    purpose: purposeIn(search),
  };
};

interface Written extends MadeFile {
  readonly record: string;
}

/** Makes the whole file, and says page by page whose values it holds. */
const written = async (ctx: RequestContext, importers: Importers, { runId, format, wording, encoding, purpose }: Asked, keep: KeepAccesses): Promise<Written> => {
  const run = await knownRun(ctx, importers, runId);
  const importer = importers.find(run.recordType);
  const columns = await columnsOfFile(ctx, importer, runId);
  if (purpose === undefined && isPersonal(ctx, importer, columns)) throw new PlatformError('EXPORT_PURPOSE_REQUIRED');
  let rows = 0;
  async function* cells(): AsyncGenerator<readonly OutCell[]> {
    for await (const page of pagesOfFile(ctx, importer, runId, columns, wording)) {
      await keep(page.accesses.rows({ ...accessFacts(ctx), kind: 'EXPORT', purpose: purpose ?? null }));
      rows += page.rows.length;
      yield* page.rows;
    }
  }
  const headers = headersOfFile(importer, columns, wording).map((header) => ({ header, kind: 'String' as const })); // what is at fault may be no figure
  const file = await spool(importer.name, writeFile(format, headers, cells(), { encoding, sheet: importer.name, footer: watermarkOf(ctx).zh }), mostBytes);
  return { file, rows, record: importer.name };
};

/**
 * `GET /import-runs/<id>/quarantine.csv|xlsx`: the rows of an import that wait, with what is wrong with each, to be
 * put right in a spreadsheet and sent to `POST /import/<record>?corrects=<id>`.
 */
export const quarantineRoute = (operation: OperationOptions, importers: Importers): Route => {
  const maker = createFileMaker(operation, 'Quarantine', fileMs);
  return {
    method: 'GET',
    path: '/import-runs/',
    cost: 10_000,
    deadlineMs: fileMs,
    answer: async (call) => {
      requireSignedIn(call.identity);
      const asked = askedOf(call.url);
      const { runId, format, purpose } = asked;
      const facts = maker.factsOf(call);
      const made = await maker.make(facts, call, (ctx, keep) => written(ctx, importers, asked, keep), ({ rows, record }) => (
        { action: 'exportQuarantine', recordType: 'ImportRun', recordId: runId, reason: purpose, changes: { record: [null, record], rows: [null, rows], format: [null, format] } }));
      return fileAnswer(made, call, { type: mediaTypeOf(format, asked.encoding), name: `${made.record}-quarantine-${facts.today}.${format.toLowerCase()}` });
    },
  };
};
